using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Carrying;

/// <summary>Somebody wants to carry a case out of the desk. <paramref name="Alone"/>: at once, and somebody else looks at it afterwards.</summary>
internal sealed record AskExport(Guid Id, CaseId Case, Actor Actor, bool Alone, PersonText Reason) : IChange;

/// <summary>A second person says yes or no; for one taken alone, whether it was right.</summary>
internal sealed record DecideExport(Guid Id, Actor Actor, bool Granted) : IChange;

/// <summary>It is carried out now, once.</summary>
internal sealed record TakeExport(Guid Id, Actor Actor, DateTimeOffset NotBefore) : IChange;

internal sealed class AskExportWriter(Vault vault) : ChangeWriter<AskExport>
{
    public static string Place(Guid id) => id.ToString("N");

    protected override async Task WriteAsync(AskExport change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await scope.Db.Cases.FirstOrDefaultAsync(c => c.Id == change.Case.Value, cancellationToken) ?? throw new StaleWriteException("no such case");
        var key = await vault.KeyOfAsync(scope.Db, new ConversationId(row.ConversationId), cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        scope.Db.CaseExports.Add(new CaseExportRow
        {
            Id = change.Id, CaseId = row.Id, ConversationId = row.ConversationId, AskedBy = change.Actor.Id.Value, AskedAt = scope.Now, Alone = change.Alone,
            SealedReason = key.Seal("case_exports", "sealed_reason", Place(change.Id), change.Reason.Reveal()),
        });
        CaseHistory.Add(scope, row, change.Alone ? "export.alone" : "export.asked", change.Actor.Id);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class DecideExportWriter : ChangeWriter<DecideExport>
{
    protected override async Task WriteAsync(DecideExport change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await scope.Db.CaseExports.FirstOrDefaultAsync(x => x.Id == change.Id && x.DecidedAt == null, cancellationToken) ?? throw new StaleWriteException("it is decided");
        // Four eyes: never one's own.
        if (row.AskedBy == change.Actor.Id.Value)
        {
            throw new StaleWriteException("nobody decides on the own request");
        }

        (row.DecidedBy, row.DecidedAt, row.Granted, row.Version) = (change.Actor.Id.Value, scope.Now, change.Granted, row.Version + 1);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class TakeExportWriter : ChangeWriter<TakeExport>
{
    protected override async Task WriteAsync(TakeExport change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await scope.Db.CaseExports.FirstOrDefaultAsync(x => x.Id == change.Id, cancellationToken);
        var granted = row is { Alone: true, AskedAt: var asked } && asked >= change.NotBefore || row is { Alone: false, Granted: true, DecidedAt: { } decided } && decided >= change.NotBefore;
        if (row is null || !granted || row.TakenAt is not null || row.AskedBy != change.Actor.Id.Value)
        {
            throw new StaleWriteException("not to be taken");
        }

        (row.TakenAt, row.Version) = (scope.Now, row.Version + 1);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
