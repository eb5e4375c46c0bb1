namespace CoRe.Bot.Dialogs.Flows;

/// <summary>Where a talk stands: a node and what it is about (codes only, never words of a person).</summary>
internal sealed record Place(string Node, string Argument = "")
{
    public static Place Parse(string written) =>
        written.IndexOf('|', StringComparison.Ordinal) is var at and >= 0 ? new Place(written[..at], written[(at + 1)..]) : new Place(written);

    public override string ToString() => Argument.Length == 0 ? Node : $"{Node}|{Argument}";
}

/// <summary>A sentence by its key, said only when its condition holds.</summary>
internal sealed record FlowSay(string Key, string? When, long Line);

/// <summary>A button: the key of its label and where it leads.</summary>
/// <param name="Answer"><c>yes</c> or <c>no</c> when the word alone, typed, means this button; null otherwise.</param>
internal sealed record FlowChoice(string Label, string Go, string? When, string? Answer, long Line);

/// <summary>What kind of bubble a node speaks in; the phone page draws them differently.</summary>
internal enum BubbleKind
{
    Info,
    Safety,
    System,
    Article,
    Services,
}

/// <summary>
/// One node of a flow. A node with <see cref="Do"/> acts once and moves on by its outcome; one with <see cref="Go"/> speaks and
/// moves on; every other node is a page: it shows, offers choices and waits. Only pages are ever gone back to, so going back
/// never does anything twice.
/// </summary>
internal sealed record FlowNode(
    string Id, string File, long Line, string? On, BubbleKind Kind, bool Passing, IReadOnlyList<FlowSay> Say, string? Show,
    IReadOnlyList<FlowChoice> Choices, string? Ask, string? Do, string? With, IReadOnlyDictionary<string, string> Then, string? Go)
{
    public bool IsPage => Do is null && Go is null;

    /// <summary>Every node this one can lead to by itself.</summary>
    public IEnumerable<string> Targets => [.. Choices.Select(choice => choice.Go), .. Then.Values, .. Go is null ? Array.Empty<string>() : [Go]];
}

/// <summary>Targets that are no nodes.</summary>
internal static class FlowTargets
{
    /// <summary>The page before this one; the menu when there is none.</summary>
    public const string Back = "back";

    /// <summary>The page the talk stands on; the menu when there is none.</summary>
    public const string Resume = "resume";

    /// <summary>Nothing is said and the page stays: the answer is written by the commit (the state of a request).</summary>
    public const string Quiet = "quiet";

    public static bool IsSpecial(string target) => target is Back or Resume or Quiet;
}
