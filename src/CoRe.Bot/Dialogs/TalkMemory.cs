namespace CoRe.Bot.Dialogs;

/// <summary>
/// What the dialogs remember of a talk: codes and counts, never words. Kept by the bot runtime's state, so only plain
/// properties that both runtimes store alike.
/// </summary>
internal sealed class TalkMemory
{
    /// <summary><c>minor</c> or <c>parent</c>, if the person said so.</summary>
    public string? Audience { get; set; }

    public string? City { get; set; }

    /// <summary>The person's own age in years, if they said it; nobody asks for it.</summary>
    public int? Age { get; set; }

    /// <summary>The place (station, district) the person named or their phone chose.</summary>
    public string? Near { get; set; }

    public string? Need { get; set; }

    /// <summary>Services that sent the person away; each is told once.</summary>
    public List<string> SentAwayBy { get; set; } = [];

    /// <summary>The kind of harm that opened the safety question.</summary>
    public string? Harm { get; set; }

    /// <summary>Languages in which the notice and its limits were already said.</summary>
    public List<string> Greeted { get; set; } = [];

    /// <summary>Languages that were offered because the person wrote in them.</summary>
    public List<string> Offered { get; set; } = [];

    public int SafetyAsked { get; set; }

    public int CheckIns { get; set; }

    /// <summary>The state the wire was last told (<c>core.state</c>).</summary>
    public string? Announced { get; set; }
}
