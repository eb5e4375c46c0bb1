using CoRe.Bot.Conversations;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Pipeline;

/// <summary>Reads back what was accepted before a restart: the queue itself, and the activity of one row.</summary>
internal sealed class InboundReader(ICoreDb database)
{
    /// <summary>All rows without an answer, oldest first.</summary>
    public async Task<IReadOnlyList<(Facts.ConversationId Conversation, Inbound Inbound)>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Inbox.AsNoTracking().Where(i => i.State == InboxState.New).OrderBy(i => i.Id)
            .Select(i => new { i.ConversationId, i.Id, i.Number }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => (new Facts.ConversationId(r.ConversationId), new Inbound(r.Id, r.Number, null)))];
    }

    public async Task<Activity?> ReadAsync(ConversationSnapshot snapshot, Inbound inbound, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var id = snapshot.Id.Value;
        if (inbound.Number == 0)
        {
            var greeting = await db.Inbox.Where(i => i.Id == inbound.InboxId).Select(i => i.SealedActivity).FirstOrDefaultAsync(cancellationToken);
            return greeting is null ? null : ActivityText.Read(snapshot.Key.Open("inbox", "sealed_activity", id, greeting));
        }

        var line = await db.Transcript.Where(t => t.ConversationId == id && t.Number == inbound.Number).Select(t => t.SealedActivity).FirstOrDefaultAsync(cancellationToken);
        return line is null ? null : ActivityText.Read(snapshot.Key.Open("transcript", "sealed_activity", Transcript.Place(snapshot.Id, inbound.Number), line));
    }
}
