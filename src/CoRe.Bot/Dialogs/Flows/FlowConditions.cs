using CoRe.Bot.Languages;

namespace CoRe.Bot.Dialogs.Flows;

/// <summary>The few things a flow may ask about. "not" before a word turns it round.</summary>
internal static class FlowConditions
{
    private const string Not = "not ";

    // Our own page and Microsoft's.
    private static readonly string[] PageChannels = ["directline", "webchat"];

    private static readonly Dictionary<string, Func<FlowTurn, TextState, bool>> Words = new(StringComparer.Ordinal)
    {
        ["staffed"] = static (turn, _) => turn.Turn.Desk.Staffed,
        ["back-known"] = static (turn, _) => turn.Turn.Desk.BackAt is not null,
        ["case"] = static (turn, _) => turn.Turn.Waits,
        ["language-chosen"] = static (turn, _) => turn.Turn.LocaleChosen,
        ["messenger"] = static (turn, _) => !IsPage(turn.Turn.Channel),
        ["minor"] = static (turn, _) => turn.Memory.Audience == "minor",
        ["parent"] = static (turn, _) => turn.Memory.Audience == "parent",
        ["audience-known"] = static (turn, _) => turn.Memory.Audience is not null,
        ["draft-texts"] = static (_, state) => state is TextState.Draft or TextState.Stale,
        ["machine-texts"] = static (_, state) => state == TextState.Machine,
    };

    /// <summary>The page has the emergency numbers on every screen; a messenger has only what is said.</summary>
    public static bool IsPage(string channel) => PageChannels.Contains(channel);

    public static IEnumerable<string> Known => Words.Keys;

    public static bool IsKnown(string condition) => Words.ContainsKey(Bare(condition));

    public static bool Holds(string? condition, FlowTurn turn, TextState packState) =>
        condition is null || Words[Bare(condition)](turn, packState) != condition.StartsWith(Not, StringComparison.Ordinal);

    private static string Bare(string condition) => condition.StartsWith(Not, StringComparison.Ordinal) ? condition[Not.Length..] : condition;
}
