using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Escalation;

/// <summary>Where the desk stands, as it may be said to a person in chat.</summary>
internal enum DeskMode
{
    /// <summary>A person is on shift and reads.</summary>
    Staffed,

    /// <summary>Information and numbers only: nobody is on shift now.</summary>
    InformationOnly,

    /// <summary>The coordinator closed the desk.</summary>
    Closed,
}

/// <summary>What a text may promise about people: only <see cref="DeskMode.Staffed"/> lets it say that one is there.</summary>
internal sealed record DeskStatus(DeskMode Mode, DateTimeOffset? BackAt)
{
    public bool Staffed => Mode == DeskMode.Staffed;
}

/// <summary>Answers from memory, so that a turn can ask without I/O.</summary>
internal interface IDeskStatus
{
    DeskStatus Now { get; }
}

/// <summary>Why a case is opened or raised.</summary>
internal enum CaseOrigin
{
    /// <summary>Screening found something.</summary>
    Found,

    /// <summary>The person asked for a person.</summary>
    Asked,

    /// <summary>The person wrote the phrase agreed with an operator: the case is silent until something else opens it too.</summary>
    Phrase,
}

/// <summary>
/// Opens the conversation's case, or raises the one that is open (never lowers it, never a second one).
/// Reasons are Italian sentences of ours, never the person's words.
/// </summary>
/// <param name="Id">Used only when no case is open.</param>
internal sealed record OpenCase(CaseId Id, ConversationId Conversation, Severity Severity, RiskCategory Category,
    IReadOnlyList<string> Reasons, LocaleTag? Language, string Channel, CaseOrigin Origin) : IChange;

/// <summary>The conversation's case as a turn sees it.</summary>
/// <param name="Owner">The operator who holds the talk.</param>
/// <param name="Silent">Opened by the agreed phrase: the person's page must look as if there were none.</param>
internal sealed record OpenCaseView(CaseId Id, Severity Severity, OperatorId? Owner, bool Silent = false);
