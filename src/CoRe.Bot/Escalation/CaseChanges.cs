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

/// <summary>
/// Opens the conversation's case, or raises the one that is open (never lowers it, never a second one).
/// Reasons are Italian sentences of ours, never the person's words.
/// </summary>
/// <param name="Id">Used only when no case is open.</param>
/// <param name="Asked">True when the person asked for a person, false when screening found something.</param>
internal sealed record OpenCase(CaseId Id, ConversationId Conversation, Severity Severity, RiskCategory Category,
    IReadOnlyList<string> Reasons, LocaleTag? Language, string Channel, bool Asked) : IChange;

/// <summary>The conversation's case as a turn sees it.</summary>
internal sealed record OpenCaseView(CaseId Id, Severity Severity, OperatorId? Owner);

/// <summary>An operator takes an open case; refused (stale) when somebody was first.</summary>
internal sealed record TakeCase(CaseId Case, OperatorId Operator) : IChange;

/// <summary>The owner gives the conversation back to the bot; the case stays in the queue.</summary>
internal sealed record ReleaseCase(CaseId Case, OperatorId Operator) : IChange;

/// <summary>Ends a case. <paramref name="Outcome"/> is one of <see cref="CaseOutcomes.All"/>; a person decides it, never the machine.</summary>
internal sealed record CloseCase(CaseId Case, ConversationId Conversation, OperatorId Operator, string Outcome) : IChange;

/// <summary>The owner writes to the person; refused when the operator does not hold the conversation.</summary>
internal sealed record OperatorSays(ConversationId Conversation, OperatorId Operator, Activity Message) : IChange;

/// <summary>A note for colleagues, sealed.</summary>
internal sealed record AddNote(CaseId Case, ConversationId Conversation, OperatorId Operator, PersonText Note) : IChange;

/// <summary>How a case can end.</summary>
internal static class CaseOutcomes
{
    public static readonly IReadOnlyList<string> All = ["referred", "helped", "informed", "refused_help", "lost_contact", "false_alarm", "emergency_services"];
}
