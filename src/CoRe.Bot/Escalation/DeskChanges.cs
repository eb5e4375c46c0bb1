using CoRe.Bot.Facts;
using CoRe.Bot.Operators;

namespace CoRe.Bot.Escalation;

/// <summary>Makes an operator the one owner of a case. Stale when somebody else was first.</summary>
internal sealed record TakeCase(CaseId Case, Actor Actor) : IChange;

/// <summary>The owner gives the talk back to the bot; the case waits in the queue again or, when nothing is left to do, is closed.</summary>
internal sealed record ReturnToBot(CaseId Case, Actor Actor, OperatorId Owner) : IChange;

/// <summary>The owner hands the case to a colleague and says why.</summary>
internal sealed record PassCase(CaseId Case, Actor Actor, OperatorId To, PersonText Reason) : IChange;

/// <summary>A closed case waits again: new things came up, or it was closed too early.</summary>
internal sealed record ReopenCase(CaseId Case, Actor Actor, PersonText Reason) : IChange;

/// <summary>How far an operator has read a talk.</summary>
internal sealed record ReadUpTo(CaseId Case, OperatorId Reader, long Number) : IChange;

/// <summary>A person closes the case with an outcome of <see cref="CaseOutcomes"/>. No program ever does.</summary>
internal sealed record CloseCase(CaseId Case, Actor Actor, string Outcome) : IChange;

/// <summary>A note of the desk, sealed, never shown to the person.</summary>
internal sealed record AddNote(CaseId Case, Actor Actor, PersonText Note) : IChange;

/// <summary>An operator sees more danger than the program did. Severity is never lowered.</summary>
internal sealed record RaiseSeverity(CaseId Case, Actor Actor, Severity To) : IChange;

/// <summary>Stands in a commit beside an operator's message: stale when the case is not theirs any more.</summary>
internal sealed record RequireOwner(CaseId Case, OperatorId Owner, string? Event = null) : IChange;

/// <summary>The closed list of outcomes; their words stand in the desk's texts as <c>desk.outcome.*</c>.</summary>
internal static class CaseOutcomes
{
    public static readonly IReadOnlyList<string> All =
        ["referred", "informed", "emergency_services", "guardian_or_centre", "declined_help", "no_contact", "not_a_risk", "other"];
}
