namespace CoRe.Bot.Facts;

/// <summary>How far one thing is from being good enough for real people.</summary>
internal enum ReadinessLevel
{
    Ready,

    /// <summary>Works, and somebody of the network still has to look at it.</summary>
    Open,

    /// <summary>Production does not open with it.</summary>
    Missing,
}

/// <summary>One line of <c>self-check</c>: which part, how far, one plain sentence.</summary>
internal sealed record Readiness(string Part, ReadinessLevel Level, string Sentence);

/// <summary>What one room knows about its own readiness.</summary>
internal interface IReadinessCheck
{
    IEnumerable<Readiness> Check();
}
