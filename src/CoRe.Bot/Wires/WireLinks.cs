using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Wires;

/// <summary>The user of a wire goes on in this talk; a talk of before is not followed there any more.</summary>
internal sealed record LinkWire(string Channel, byte[] UserHash, ConversationId Conversation, string Address) : IChange;

/// <summary>Answers go to this address from now on. Nothing is written when it is the one that is known.</summary>
internal sealed record MoveHouse(string Channel, byte[] UserHash, ConversationId Conversation, string Address) : IChange;

/// <summary>The person has shut the bot out. <see cref="Happened"/> tells whether that is news.</summary>
internal sealed record ShutOutWire(string Channel, byte[] UserHash) : IChange
{
    public bool Happened { get; set; }
}

/// <summary>How far a talk was delivered, or when to try again. Refused (stale) when the person writes from elsewhere meanwhile.</summary>
internal sealed record MoveWire(WireLink Link, long Delivered, int Part, int Attempts, DateTimeOffset NextAt, bool Knocked = false) : IChange;

/// <summary>A link as the sender needs it.</summary>
internal sealed record WireLink(string Channel, byte[] UserHash, ConversationId Conversation, string Address, long Delivered, int Part, int Attempts,
    DateTimeOffset NextAt, DateTimeOffset HeardAt, DateTimeOffset? KnockedAt, string? Language);

/// <summary>Reads where people's messengers lead.</summary>
internal sealed class WireLinks(ICoreDb database, Vault vault, TimeProvider time)
{
    private const int Most = 500;

    /// <summary>The talk of that user, or null; whether a case is open in it; the last line that went out.</summary>
    public async Task<(ConversationId Conversation, bool InCase, long Delivered)?> FindAsync(string channel, byte[] userHash, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var found = await (from link in db.WireLinks.AsNoTracking()
                           join talk in db.Conversations on link.ConversationId equals talk.Id
                           where link.Channel == channel && link.UserHash == userHash && talk.ErasedAt == null
                           select new { talk.Id, InCase = talk.CaseId != null, link.Delivered }).FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : (new ConversationId(found.Id), found.InCase, found.Delivered);
    }

    /// <summary>Talks with lines that did not go out and may now.</summary>
    public async Task<IReadOnlyList<ConversationId>> WaitingAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = database.Open();
        var ids = await (from link in db.WireLinks.AsNoTracking()
                         join talk in db.Conversations on link.ConversationId equals talk.Id
                         where link.State == WireLinkState.Active && link.NextAt <= now && link.Delivered < talk.LastNumber && talk.ErasedAt == null
                             && (link.KnockedAt == null || link.KnockedAt < link.HeardAt)
                         orderby link.NextAt
                         select talk.Id).Take(Most).ToListAsync(cancellationToken);
        return [.. ids.Distinct().Select(id => new ConversationId(id))];
    }

    /// <summary>The messenger that the talk is followed with now; null when there is none, or it is not yet time.</summary>
    public async Task<WireLink?> DueAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var row = await db.WireLinks.AsNoTracking().FirstOrDefaultAsync(l => l.ConversationId == conversation.Value && l.State == WireLinkState.Active, cancellationToken);
        if (row is null || row.NextAt > time.GetUtcNow() || await vault.KeyOfAsync(db, conversation, cancellationToken) is not { } key)
        {
            return null;
        }

        var language = await db.Conversations.Where(c => c.Id == conversation.Value).Select(c => c.Language).FirstOrDefaultAsync(cancellationToken);
        return new WireLink(row.Channel, row.UserHash, conversation, key.OpenText("wire_links", "sealed_address", Place(row.Channel, conversation), row.SealedAddress),
            row.Delivered, row.Part, row.Attempts, row.NextAt, row.HeardAt, row.KnockedAt, language);
    }

    public static string Place(string channel, ConversationId conversation) => $"{conversation}|{channel}";
}

internal sealed class LinkWireWriter(Vault vault, ConversationFeed feed) : ChangeWriter<LinkWire>
{
    protected override async Task WriteAsync(LinkWire change, CommitScope scope, CancellationToken cancellationToken)
    {
        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        var sealedAddress = key.Seal("wire_links", "sealed_address", WireLinks.Place(change.Channel, change.Conversation), change.Address);
        // Who comes back to a talk by its words has read it elsewhere; a talk that begins here is told from its first line.
        var here = await scope.Db.Conversations.AnyAsync(c => c.Id == change.Conversation.Value && c.UserHash == change.UserHash && c.Channel == change.Channel, cancellationToken);
        // One messenger follows a talk: another phone's link to it ends here.
        await scope.ExecuteAsync("DELETE FROM wire_links WHERE (channel = @ch AND user_hash = @u) OR (conversation_id = @c AND channel = @ch)",
            [("@ch", change.Channel), ("@u", change.UserHash), ("@c", change.Conversation.Value)], cancellationToken);
        await scope.ExecuteAsync("UPDATE wire_links SET state = 1 WHERE conversation_id = @c AND state = 0", [("@c", change.Conversation.Value)], cancellationToken);
        await scope.ExecuteAsync(
            "INSERT INTO wire_links (channel, user_hash, conversation_id, sealed_address, state, delivered, part, attempts, next_at, heard_at) " +
            "SELECT @ch, @u, c.id, @a, 0, CASE WHEN @here = 1 THEN 0 ELSE c.last_number END, 0, 0, @at, @at FROM conversations c WHERE c.id = @c",
            [("@ch", change.Channel), ("@u", change.UserHash), ("@a", sealedAddress), ("@here", here ? 1 : 0), ("@at", scope.Now.Stored()), ("@c", change.Conversation.Value)], cancellationToken);
        scope.AfterCommit(() => feed.Stir(change.Conversation));
    }
}

internal sealed class MoveHouseWriter(Vault vault) : ChangeWriter<MoveHouse>
{
    protected override async Task WriteAsync(MoveHouse change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await scope.Db.WireLinks.AsNoTracking().FirstOrDefaultAsync(l => l.Channel == change.Channel && l.UserHash == change.UserHash && l.ConversationId == change.Conversation.Value, cancellationToken);
        var place = WireLinks.Place(change.Channel, change.Conversation);
        if (row is null || await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken) is not { } key || key.OpenText("wire_links", "sealed_address", place, row.SealedAddress) == change.Address)
        {
            return;
        }

        await scope.ExecuteAsync("UPDATE wire_links SET sealed_address = @a WHERE channel = @ch AND user_hash = @u AND conversation_id = @c",
            [("@a", key.Seal("wire_links", "sealed_address", place, change.Address)), ("@ch", change.Channel), ("@u", change.UserHash), ("@c", change.Conversation.Value)], cancellationToken);
    }
}

internal sealed class ShutOutWireWriter : ChangeWriter<ShutOutWire>
{
    protected override async Task WriteAsync(ShutOutWire change, CommitScope scope, CancellationToken cancellationToken) =>
        change.Happened = await scope.ExecuteAsync("UPDATE wire_links SET state = 2 WHERE channel = @ch AND user_hash = @u AND state <> 2",
            [("@ch", change.Channel), ("@u", change.UserHash)], cancellationToken) > 0;
}

internal sealed class MoveWireWriter : ChangeWriter<MoveWire>
{
    protected override async Task WriteAsync(MoveWire change, CommitScope scope, CancellationToken cancellationToken)
    {
        var rows = await scope.ExecuteAsync(
            "UPDATE wire_links SET delivered = @d, part = @p, attempts = @n, next_at = @next, knocked_at = COALESCE(@k, knocked_at) " +
            "WHERE channel = @ch AND user_hash = @u AND conversation_id = @c AND state = 0 AND delivered = @old",
            [("@d", change.Delivered), ("@p", change.Part), ("@n", change.Attempts), ("@next", change.NextAt.Stored()), ("@k", change.Knocked ? scope.Now.Stored() : null),
             ("@ch", change.Link.Channel), ("@u", change.Link.UserHash), ("@c", change.Link.Conversation.Value), ("@old", change.Link.Delivered)], cancellationToken);
        if (rows == 0)
        {
            throw new StaleWriteException("the talk is followed elsewhere");
        }
    }
}
