using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation.Handing;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation;

/// <summary>Lines of a case's history and the news for open desks; shared by the writers below.</summary>
internal sealed class CaseHistory(Vault vault, DeskSignal signal)
{
    public static string NotePlace(Guid caseId, DateTimeOffset at) => $"{caseId:N}|{at.UtcTicks}";

    public static void Add(CommitScope scope, CaseRow row, string kind, OperatorId? actor, byte[]? sealedNote = null) => scope.Db.CaseEvents.Add(new CaseEventRow
    {
        CaseId = row.Id, ConversationId = row.ConversationId, Kind = kind, OperatorId = actor?.Value, At = scope.Now, SealedNote = sealedNote,
    });

    public static void Count(CommitScope scope, FactType type, CaseRow row, string? code = null) => scope.Db.Facts.Add(new FactRow
    {
        Type = type, At = scope.Now, Language = row.Language, Severity = row.Severity, Category = row.Category, Code = code, Count = 1,
    });

    public void Tell(CommitScope scope, CaseRow row, bool alarm = false) => scope.AfterCommit(() => signal.Publish(new CaseId(row.Id), row.Severity, alarm));

    public async Task<byte[]> SealNoteAsync(CommitScope scope, CaseRow row, string note, CancellationToken cancellationToken)
    {
        var key = await vault.KeyOfAsync(scope.Db, new ConversationId(row.ConversationId), cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        return key.Seal("case_events", "sealed_note", NotePlace(row.Id, scope.Now), note);
    }

    /// <summary>The open case as it is inside this commit; stale when it is closed or was never there.</summary>
    public static async Task<CaseRow> OpenRowAsync(CommitScope scope, CaseId id, CancellationToken cancellationToken) =>
        await scope.Db.Cases.FirstOrDefaultAsync(c => c.Id == id.Value && c.State != CaseState.Closed, cancellationToken) ?? throw new StaleWriteException("case is closed");
}

internal sealed class TakeCaseWriter(CaseHistory history, HandoffEvents handoff, Reporting.ReportLedger reports) : ChangeWriter<TakeCase>
{
    protected override async Task WriteAsync(TakeCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        // The database decides who is first, not what anybody has read before.
        var taken = await scope.Db.Cases.Where(c => c.Id == change.Case.Value && c.OwnerId == null && c.State == CaseState.Open).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.OwnerId, change.Actor.Id.Value).SetProperty(c => c.State, CaseState.Taken)
            .SetProperty(c => c.TakenAt, scope.Now).SetProperty(c => c.Version, c => c.Version + 1), cancellationToken);
        if (taken == 0)
        {
            throw new StaleWriteException("case is taken");
        }

        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        await scope.ExecuteAsync("UPDATE outbox SET state = 3 WHERE case_id = @c AND state = 0 AND kind LIKE @k", [("@c", row.Id), ("@k", Ladder.AlertKinds.Prefix + "%")], cancellationToken);
        CaseHistory.Add(scope, row, "taken", change.Actor.Id);
        CaseHistory.Count(scope, FactType.HandedOver, row);
        await reports.BeginAsync(scope, row, change.Actor, cancellationToken);
        await handoff.TellAsync(scope, row, HandoffEvents.Accepted, cancellationToken);
        history.Tell(scope, row);
    }
}

internal sealed class ReturnToBotWriter(CaseHistory history, HandoffEvents handoff) : ChangeWriter<ReturnToBot>
{
    protected override async Task WriteAsync(ReturnToBot change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        if (row.OwnerId != change.Owner.Value)
        {
            throw new StaleWriteException("case has another owner");
        }

        (row.OwnerId, row.State, row.TakenAt, row.WaitingSince, row.Version) = (null, CaseState.Open, null, scope.Now, row.Version + 1);
        var abandoned = change.Actor == Actor.Product;
        CaseHistory.Add(scope, row, abandoned ? "abandoned" : "returned", abandoned ? change.Owner : change.Actor.Id);
        CaseHistory.Count(scope, FactType.HandedBack, row, abandoned ? "abandoned" : null);
        await handoff.TellAsync(scope, row, null, cancellationToken);
        // Nobody holds it any more: for those on shift it is as new.
        history.Tell(scope, row, alarm: abandoned);
    }
}

internal sealed class PassCaseWriter(CaseHistory history) : ChangeWriter<PassCase>
{
    protected override async Task WriteAsync(PassCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        if (row.OwnerId != change.Actor.Id.Value)
        {
            throw new StaleWriteException("case has another owner");
        }

        (row.OwnerId, row.TakenAt, row.Version) = (change.To.Value, scope.Now, row.Version + 1);
        CaseHistory.Add(scope, row, "passed", change.To, await history.SealNoteAsync(scope, row, change.Reason.Reveal(), cancellationToken));
        history.Tell(scope, row, alarm: true);
    }
}

internal sealed class CloseCaseWriter(CaseHistory history, HandoffEvents handoff) : ChangeWriter<CloseCase>
{
    protected override async Task WriteAsync(CloseCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        if (row.OwnerId != change.Actor.Id.Value)
        {
            throw new StaleWriteException("case has another owner");
        }

        (row.State, row.Outcome, row.ClosedAt, row.Version) = (CaseState.Closed, change.Outcome, scope.Now, row.Version + 1);
        CaseHistory.Add(scope, row, "closed." + change.Outcome, change.Actor.Id);
        CaseHistory.Count(scope, FactType.CaseClosed, row, change.Outcome);
        // The version moves too: a turn that still saw the open case must start over and open a new one.
        await scope.Db.Conversations.Where(c => c.Id == row.ConversationId).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.CaseId, (Guid?)null).SetProperty(c => c.Version, c => c.Version + 1), cancellationToken);
        await scope.Db.SaveChangesAsync(cancellationToken);
        await handoff.TellAsync(scope, row, HandoffEvents.Completed, cancellationToken);
        history.Tell(scope, row);
    }
}

internal sealed class AddNoteWriter(CaseHistory history) : ChangeWriter<AddNote>
{
    protected override async Task WriteAsync(AddNote change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        CaseHistory.Add(scope, row, "note", change.Actor.Id, await history.SealNoteAsync(scope, row, change.Note.Reveal(), cancellationToken));
        history.Tell(scope, row);
    }
}

internal sealed class RaiseSeverityWriter(CaseHistory history, Reporting.ReportLedger reports) : ChangeWriter<RaiseSeverity>
{
    protected override async Task WriteAsync(RaiseSeverity change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        if (change.To <= row.Severity)
        {
            throw new StaleWriteException("severity is not higher");
        }

        (row.Severity, row.WaitingSince, row.Version) = (change.To, scope.Now, row.Version + 1);
        if (row.State == CaseState.Taken)
        {
            await reports.BeginAsync(scope, row, change.Actor, cancellationToken);
        }

        CaseHistory.Add(scope, row, "raised." + (int)change.To, change.Actor.Id);
        history.Tell(scope, row, alarm: true);
    }
}

internal sealed class RequireOwnerWriter : ChangeWriter<RequireOwner>
{
    protected override async Task WriteAsync(RequireOwner change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        if (row.OwnerId != change.Owner.Value)
        {
            throw new StaleWriteException("case has another owner");
        }

        if (change.Event is not null)
        {
            CaseHistory.Add(scope, row, change.Event, change.Owner);
        }
    }
}

internal sealed class ReopenCaseWriter(CaseHistory history, HandoffEvents handoff) : ChangeWriter<ReopenCase>
{
    protected override async Task WriteAsync(ReopenCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await scope.Db.Cases.FirstOrDefaultAsync(c => c.Id == change.Case.Value && c.State == CaseState.Closed, cancellationToken) ?? throw new StaleWriteException("case is not closed");
        if (await scope.Db.Cases.AnyAsync(c => c.ConversationId == row.ConversationId && c.State != CaseState.Closed, cancellationToken))
        {
            throw new StaleWriteException("another case is open");
        }

        (row.State, row.OwnerId, row.TakenAt, row.ClosedAt, row.Outcome, row.WaitingSince, row.Version) = (CaseState.Open, null, null, null, null, scope.Now, row.Version + 1);
        CaseHistory.Add(scope, row, "reopened", change.Actor.Id, await history.SealNoteAsync(scope, row, change.Reason.Reveal(), cancellationToken));
        // The version moves too: a turn that saw no case must start over.
        await scope.Db.Conversations.Where(c => c.Id == row.ConversationId).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.CaseId, row.Id).SetProperty(c => c.Version, c => c.Version + 1), cancellationToken);
        await scope.Db.SaveChangesAsync(cancellationToken);
        await handoff.TellAsync(scope, row, null, cancellationToken);
        history.Tell(scope, row, alarm: true);
    }
}

internal sealed class ReadUpToWriter : ChangeWriter<ReadUpTo>
{
    protected override async Task WriteAsync(ReadUpTo change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await scope.Db.CaseReads.FindAsync([change.Case.Value, change.Reader.Value], cancellationToken);
        if (row is null)
        {
            scope.Db.CaseReads.Add(new CaseReadRow { CaseId = change.Case.Value, OperatorId = change.Reader.Value, Number = change.Number });
        }
        else if (row.Number < change.Number)
        {
            row.Number = change.Number;
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
