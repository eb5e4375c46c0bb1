using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation;

/// <summary>One row of the queue: clear columns and the first reason.</summary>
internal sealed record QueueItem(CaseId Id, ConversationId Conversation, Severity Severity, RiskCategory Category, CaseState State,
    DateTimeOffset OpenedAt, string? Language, string Channel, OperatorId? Owner, string? FirstReason);

/// <summary>One line of a case's history.</summary>
internal sealed record CaseEvent(string Kind, OperatorId? By, DateTimeOffset At, string? Note);

/// <summary>A case as the desk shows it. The transcript is followed apart (<see cref="Transcript"/>).</summary>
internal sealed record CaseView(QueueItem Item, IReadOnlyList<string> Reasons, IReadOnlyList<CaseEvent> History, string? Outcome, bool Erased);

/// <summary>What the desk reads of cases.</summary>
internal sealed class CaseStore(ICoreDb database, Vault vault)
{
    /// <summary>Everything that is not closed: the gravest first, then who waits longest.</summary>
    public async Task<IReadOnlyList<QueueItem>> QueueAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Cases.AsNoTracking().Where(c => c.State != CaseState.Closed)
            .OrderByDescending(c => c.Severity).ThenBy(c => c.OpenedAt).ThenBy(c => c.Id).ToListAsync(cancellationToken);
        var items = new List<QueueItem>(rows.Count);
        foreach (var row in rows)
        {
            items.Add(Item(row, await ReasonsAsync(db, row, cancellationToken)));
        }

        return items;
    }

    public async Task<CaseView?> FindAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var row = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id.Value, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var reasons = await ReasonsAsync(db, row, cancellationToken);
        var key = await vault.KeyOfAsync(db, new ConversationId(row.ConversationId), cancellationToken);
        var events = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id.Value).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        var history = events.Select(e => new CaseEvent(e.Kind, By(e.OperatorId), e.At, Note(key, e))).ToList();
        var erased = await db.Conversations.AnyAsync(c => c.Id == row.ConversationId && c.ErasedAt != null, cancellationToken);
        return new CaseView(Item(row, reasons), reasons, history, row.Outcome, erased);
    }

    private async Task<string[]> ReasonsAsync(CoreDbContext db, CaseRow row, CancellationToken cancellationToken) =>
        await vault.KeyOfAsync(db, new ConversationId(row.ConversationId), cancellationToken) is { } key ? CaseReasons.Open(key, row) : [];

    private static QueueItem Item(CaseRow row, string[] reasons) => new(new CaseId(row.Id), new ConversationId(row.ConversationId), row.Severity,
        row.Category, row.State, row.OpenedAt, row.Language, row.Channel, By(row.OwnerId), reasons.FirstOrDefault());

    private static string? Note(DataKey? key, CaseEventRow line) =>
        line.SealedNote is null || key is null ? null : key.OpenText("case_events", "sealed_note", CaseEvents.NotePlace(line), line.SealedNote);

    private static OperatorId? By(string? id) => id is null ? null : new OperatorId(id);
}
