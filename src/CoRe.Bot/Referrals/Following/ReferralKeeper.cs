using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Following;

/// <summary>
/// Looks every minute whose deadline has passed: reminds the service, then gives the referral back to the desk; asks how it went;
/// ends what nobody can end any more. Nothing stays "sent" for ever.
/// </summary>
internal sealed partial class ReferralKeeper(ICoreDb database, ICommitter committer, ISupervisorCall supervisors, TimeProvider time, ILogger<ReferralKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);
    private const int MostInARound = 200;

    /// <summary>Acts on everything that is due. Returns how many.</summary>
    internal async Task<int> KeepDueAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        foreach (var (id, version, owed) in due)
        {
            if (owed is { } still)
            {
                // Before the commit that sets the next deadline: a kill in between calls once more, and the ladder knows it.
                await supervisors.CallSupervisorsAsync(still.Case, still.Since, cancellationToken);
            }

            await committer.CommitAsync([new KeepReferral(new ReferralId(id), version)], cancellationToken);
        }

        return due.Count;
    }

    /// <summary>What is due; with its case when the desk was told before and has let another deadline pass.</summary>
    private async Task<IReadOnlyList<(Guid Id, long Version, (CaseId Case, DateTimeOffset Since)? Owed)>> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = database.Open();
        var rows = await db.Referrals.AsNoTracking()
            .Where(r => r.Deadline <= now && r.State != ReferralState.Refused && r.State != ReferralState.Withdrawn && r.State != ReferralState.Closed && r.State != ReferralState.Completed && r.State != ReferralState.Rerouted)
            .OrderBy(r => r.Deadline).Take(MostInARound).Select(r => new { r.Id, r.Version, r.State, r.Nags, r.CaseId, r.Deadline }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => (r.Id, r.Version, r.Nags > 0 && ReferralRules.Owner(r.State) == ReferralOwner.Desk ? (new CaseId(r.CaseId), r.Deadline) : ((CaseId, DateTimeOffset)?)null))];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await KeepDueAsync(stoppingToken);
            }
            catch (Exception error) when (error is System.Data.Common.DbException or IOException or InvalidOperationException or DbUpdateException)
            {
                NotKept(log, error.GetType().Name);
            }
        }
    }

    [LoggerMessage(5120, LogLevel.Error, "Deadlines of referrals could not be kept: {ErrorType}")]
    private static partial void NotKept(ILogger log, string errorType);
}
