using CoRe.Bot.Facts;

namespace CoRe.Bot.Screening.Lexicons;

/// <summary>Whose harm a pattern tells of.</summary>
internal enum Subject
{
    /// <summary>The writer, or somebody near (sister, friend, child).</summary>
    Near,

    /// <summary>Nobody in particular: counts less when the talk is about rules, school or films.</summary>
    Any,
}

/// <summary>What a pattern does when it is found.</summary>
internal enum PatternKind
{
    /// <summary>Evidence of risk.</summary>
    Risk,

    /// <summary>A fixed harmless phrase: evidence inside its words is an idiom.</summary>
    Idiom,

    /// <summary>Film, game, school work, news: shields its sentence, except against the heaviest evidence.</summary>
    Story,

    /// <summary>
    /// An impersonal question or a professional: shields the message from what may be nobody's harm; the writer's own harm falls to a
    /// concern in the same sentence only. Who tells and asks in one message has told.
    /// </summary>
    Question,
}

/// <summary>One idea of risk in one language, with everything a mediator wrote about it.</summary>
internal sealed class RiskPattern
{
    public required string Id { get; init; }

    public required string Language { get; init; }

    /// <summary>The language as one bit; see <see cref="Matching.AnchorHits.WordsOf"/>.</summary>
    public ulong LanguageBit { get; set; }

    public required PatternKind Kind { get; init; }

    public RiskCategory Category { get; init; }

    public Severity Floor { get; init; }

    public int Weight { get; init; }

    public Subject Subject { get; init; }

    /// <summary>Present danger words lift it, words of long ago lower it; off for harm that counts whenever it happened.</summary>
    public bool Timeless { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Made of shared ideas alone; the language's own file has no entry, so no examples, for it.</summary>
    public bool Shared { get; init; }

    public string State { get; init; } = "machine";

    public IReadOnlyList<string> Examples { get; init; } = [];

    public IReadOnlyList<string> Counterexamples { get; init; } = [];

    /// <summary>More anchors are more specific; decides between categories of equal severity.</summary>
    public int Anchors { get; set; }

    /// <summary>Anchor numbers that cancel the pattern when they stand in the same sentence.</summary>
    public int[] Blockers { get; set; } = [];
}

/// <summary>One line of anchors of a pattern: their numbers and the words allowed before each.</summary>
internal sealed record AnchorLine(RiskPattern Pattern, int[] Anchors, int[] Gaps, int? Window, bool[]? Acts, int Key);

/// <summary>A line beside the anchor that is rarest after its key: without that one the line need not be looked at, and most need not.</summary>
internal readonly record struct KeyedLine(int Second, AnchorLine Line);

/// <summary>One word of an anchor: whole, or the beginning of a word, optionally with its end.</summary>
internal sealed record Word(string Start, bool Open, string? End)
{
    public bool Fits(ReadOnlySpan<char> word) => Open
        ? word.StartsWith(Start) && (End is null || (word.Length >= Start.Length + End.Length && word.EndsWith(End)))
        : word.SequenceEqual(Start);
}
