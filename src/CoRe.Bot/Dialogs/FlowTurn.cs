using CoRe.Bot.Languages;

namespace CoRe.Bot.Dialogs;

/// <summary>What the steps of a flow may see and change during one message.</summary>
internal sealed class FlowTurn(Turn turn, TalkMemory memory, string? words, string? wireLocale)
{
    public Turn Turn { get; } = turn;

    public TalkMemory Memory { get; } = memory;

    public LocaleTag Locale => Turn.Locale;

    /// <summary>What the person wrote, for a step that asked for it; null for buttons.</summary>
    public string? Words { get; } = words;

    /// <summary>The language the wire asks for, as it wrote it.</summary>
    public string? WireLocale { get; } = wireLocale;

    /// <summary>Events for the wire, sent after the bubbles.</summary>
    public List<Activity> Events { get; } = [];

    /// <summary>True once this very message started the talk again: the pages gone by are forgotten.</summary>
    public bool StartedAgain { get; set; }

    /// <summary>True once this very message erased the talk: nothing may be remembered afterwards.</summary>
    public bool Erased { get; set; }
}
