using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation.Handing;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation;

/// <summary>Brings a case back before somebody's eyes when another room asks for it.</summary>
internal sealed class CaseBell(Vault vault, CaseHistory history, HandoffEvents handoff) : ICaseBell
{
    public async Task RingAsync(CommitScope scope, CaseId about, string call, Severity urgency, CancellationToken cancellationToken)
    {
        if (await FindAsync(scope, about, cancellationToken) is not { } row)
        {
            return;
        }

        if (row.State == CaseState.Closed)
        {
            await ReopenAsync(scope, row, cancellationToken);
            await handoff.TellAsync(scope, row, null, cancellationToken);
        }

        if (urgency > row.Severity)
        {
            (row.Severity, row.WaitingSince) = (urgency, scope.Now);
        }

        row.Version++;
        CaseHistory.Add(scope, row, call, null);
        await scope.Db.SaveChangesAsync(cancellationToken);
        history.Tell(scope, row, alarm: true);
    }

    /// <summary>The case itself, or the one that is open in the same talk meanwhile.</summary>
    private async Task<CaseRow?> FindAsync(CommitScope scope, CaseId about, CancellationToken cancellationToken)
    {
        await scope.Db.SaveChangesAsync(cancellationToken);
        var row = await scope.Db.Cases.FindAsync([about.Value], cancellationToken);
        if (row is null || row.State != CaseState.Closed)
        {
            return row;
        }

        var open = await scope.Db.Cases.FirstOrDefaultAsync(c => c.ConversationId == row.ConversationId && c.State != CaseState.Closed, cancellationToken);
        var erased = await vault.KeyOfAsync(scope.Db, new ConversationId(row.ConversationId), cancellationToken) is null
            || await scope.Db.Conversations.AnyAsync(c => c.Id == row.ConversationId && c.ErasedAt != null, cancellationToken);
        return open ?? (erased ? null : row);
    }

    private static async Task ReopenAsync(CommitScope scope, CaseRow row, CancellationToken cancellationToken)
    {
        (row.State, row.OwnerId, row.TakenAt, row.ClosedAt, row.Outcome, row.WaitingSince) = (CaseState.Open, null, null, null, null, scope.Now);
        CaseHistory.Add(scope, row, "reopened", null);
        CaseHistory.Count(scope, FactType.CaseOpened, row, "returned");
        // The version moves too: a turn that saw no case must start over.
        await scope.Db.Conversations.Where(c => c.Id == row.ConversationId).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.CaseId, row.Id).SetProperty(c => c.Version, c => c.Version + 1), cancellationToken);
    }
}
