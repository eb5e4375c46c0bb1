using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Dialogs;

/// <summary>
/// What the steps before the dialogs know of this turn, and what the turn wants changed. Lives in
/// <c>ITurnContext.TurnState</c> under its type; dialogs touch no database and no network.
/// </summary>
internal sealed class Turn(ConversationId conversation, string channel, DateTimeOffset now, DeskStatus desk)
{
    private readonly List<IChange> _changes = [];
    private readonly List<Fact> _facts = [];

    public ConversationId Conversation { get; } = conversation;

    public string Channel { get; } = channel;

    public DateTimeOffset Now { get; } = now;

    public DeskStatus Desk { get; } = desk;

    /// <summary>The language to answer in. Setting it changes the conversation's language from this turn on.</summary>
    public LocaleTag Locale { get; set; } = LocaleTag.Italian;

    /// <summary>False until the person chose (or one tap confirmed) a language.</summary>
    public bool LocaleChosen { get; set; }

    /// <summary>The open language this message is surely written in, if any; it may be another one than <see cref="Locale"/>.</summary>
    public LocaleTag? Written { get; set; }

    /// <summary>The open case, if any; a case opened in this very turn shows here too.</summary>
    public OpenCaseView? Case { get; set; }

    /// <summary>Whether the page may know of a case.</summary>
    public bool Waits => Case is { Silent: false };

    /// <summary>Keyed hash of the phrase agreed with an operator, if any.</summary>
    public byte[]? AgreedPhrase { get; init; }

    /// <summary>Screening's verdict on this message.</summary>
    public Severity Severity { get; set; }

    public RiskCategory Category { get; set; }

    /// <summary>The safety text said before in this talk, so that the same one is not said in full twice in a row.</summary>
    public SafetySaid? LastSafety { get; set; }

    /// <summary>False in a language whose free text nobody measured: menus, numbers and a person instead of guesses.</summary>
    public bool Measured { get; set; } = true;

    /// <summary>True when screening asks for a check-in question ("I am safe" / "I want a person") instead of an operator.</summary>
    public bool CheckIn { get; set; }

    /// <summary>Topic guess for free text; null for buttons and commands.</summary>
    public TopicGuess? Guess { get; set; }

    public IReadOnlyList<IChange> Changes => _changes;

    public IReadOnlyList<Fact> Facts => _facts;

    public void Want(IChange change) => _changes.Add(change);

    public void Count(FactType type, string? code = null, int count = 1) =>
        _facts.Add(new Fact(type, Now, Locale.Value, Severity, Category, code, count));
}
