using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Conversations;

/// <summary>Why the desk is called to a case: a code of its history, <c>referral_…</c>.</summary>
internal static class CaseCalls
{
    /// <summary>The person agreed: somebody has to send it.</summary>
    public const string Agreed = "referral_agreed";

    /// <summary>The service cannot.</summary>
    public const string Rejected = "referral_rejected";

    /// <summary>The service was reminded and stays silent.</summary>
    public const string Unanswered = "referral_unanswered";

    /// <summary>It could not be delivered.</summary>
    public const string Failed = "referral_failed";

    /// <summary>Somebody typed too many wrong codes at the service's link.</summary>
    public const string Locked = "referral_locked";

    /// <summary>What the desk owes is overdue.</summary>
    public const string Overdue = "referral_overdue";

    public static readonly IReadOnlyList<string> All = [Agreed, Rejected, Unanswered, Failed, Locked, Overdue];
}

/// <summary>Calls people to a case from a room that does not know cases and shares only their ids.</summary>
internal interface ICaseBell
{
    /// <summary>
    /// In the commit of what happened: a line in the case's history and an alarm at open desks. A closed case waits in the queue again,
    /// and its ladder begins anew. Nothing when there is no such case, or when its person erased the chat after it was closed.
    /// </summary>
    /// <param name="urgency">The case is at least as grave from now on.</param>
    Task RingAsync(CommitScope scope, CaseId about, string call, Severity urgency, CancellationToken cancellationToken);
}

/// <summary>Calls whoever stands above a case's owner. Outside of a commit, because it makes one.</summary>
internal interface ISupervisorCall
{
    /// <summary>Tells the supervisors that a case which somebody owns stands still, once for each <paramref name="since"/>, also after a restart.</summary>
    Task CallSupervisorsAsync(CaseId about, DateTimeOffset since, CancellationToken cancellationToken);
}
