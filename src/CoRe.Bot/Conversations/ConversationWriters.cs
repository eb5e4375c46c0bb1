using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Conversations;

/// <summary>Numbers, seals and inserts lines inside a commit, and shows them to followers after it.</summary>
internal sealed class LineWriter(ConversationFeed feed)
{
    /// <param name="last">The number the last of these lines gets (already allocated in this transaction).</param>
    public async Task InsertAsync(CommitScope scope, ConversationId conversation, DataKey key, IReadOnlyList<(Speaker Speaker, Activity Activity)> lines, long last, CancellationToken cancellationToken)
    {
        var entries = new TranscriptEntry[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            var (speaker, activity) = lines[i];
            var number = last - lines.Count + 1 + i;
            var json = ActivityText.Stamp(activity, conversation, number, speaker, scope.Now);
            entries[i] = new TranscriptEntry(number, speaker, scope.Now, json);
            await scope.ExecuteAsync(
                "INSERT INTO transcript (conversation_id, number, speaker, type, at, sealed_activity) VALUES (@c, @n, @s, @t, @at, @a)",
                [("@c", conversation.Value), ("@n", number), ("@s", (int)speaker), ("@t", activity.Type), ("@at", scope.Now.Stored()),
                 ("@a", key.Seal("transcript", "sealed_activity", Transcript.Place(conversation, number), json))], cancellationToken);
        }

        scope.AfterCommit(() => feed.Publish(conversation, entries));
    }

    /// <summary>Takes the next <paramref name="count"/> numbers. Null when the conversation is gone.</summary>
    public static async Task<long?> NumbersAsync(CommitScope scope, ConversationId conversation, int count, CancellationToken cancellationToken) =>
        (long?)await scope.ScalarAsync(
            "UPDATE conversations SET last_number = last_number + @n, last_activity_at = @at WHERE id = @c AND erased_at IS NULL RETURNING last_number",
            [("@n", count), ("@at", scope.Now.Stored()), ("@c", conversation.Value)], cancellationToken);
}

internal sealed class SayWriter(Vault vault, LineWriter lines) : ChangeWriter<Say>
{
    protected override async Task WriteAsync(Say change, CommitScope scope, CancellationToken cancellationToken)
    {
        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken);
        var last = await LineWriter.NumbersAsync(scope, change.Conversation, change.Activities.Count, cancellationToken);
        if (key is null || last is null)
        {
            throw new StaleWriteException("conversation is gone");
        }

        await lines.InsertAsync(scope, change.Conversation, key, [.. change.Activities.Select(a => (change.Speaker, a))], last.Value, cancellationToken);
    }
}

internal sealed class HoldWriter : ChangeWriter<Hold>
{
    protected override async Task WriteAsync(Hold change, CommitScope scope, CancellationToken cancellationToken)
    {
        var rows = await scope.ExecuteAsync(
            "UPDATE conversations SET holder_id = @new, version = version + 1 WHERE id = @c AND COALESCE(holder_id, '') = @old",
            [("@new", change.Holder?.Value), ("@c", change.Conversation.Value), ("@old", change.ExpectedHolder?.Value ?? "")], cancellationToken);
        if (rows == 0)
        {
            throw new StaleWriteException("holder changed");
        }
    }
}

/// <summary>Erasure as <see cref="EraseConversation"/> promises it.</summary>
internal sealed class EraseWriter(Vault vault, ConversationFeed feed, IEnumerable<IForget> others, IEnumerable<IFarewell> farewells) : ChangeWriter<EraseConversation>
{
    protected override async Task WriteAsync(EraseConversation change, CommitScope scope, CancellationToken cancellationToken)
    {
        var id = change.Conversation.Value;
        foreach (var farewell in farewells)
        {
            await farewell.SayAsync(change.Conversation, scope, cancellationToken);
        }

        await scope.ExecuteAsync("DELETE FROM wire_links WHERE conversation_id = @c", [("@c", id)], cancellationToken);
        await scope.ExecuteAsync("UPDATE conversations SET erased_at = @at, phrase_hash = NULL, version = version + 1 WHERE id = @c", [("@at", scope.Now.Stored()), ("@c", id)], cancellationToken);
        await scope.ExecuteAsync("DELETE FROM return_codes WHERE conversation_id = @c", [("@c", id)], cancellationToken);
        var open = await scope.ScalarAsync("SELECT COUNT(*) FROM cases WHERE conversation_id = @c AND state <> 2", [("@c", id)], cancellationToken);
        if (Convert.ToInt64(open, System.Globalization.CultureInfo.InvariantCulture) == 0)
        {
            foreach (var other in others)
            {
                await other.ForgetAsync(change.Conversation, scope, cancellationToken);
            }

            await scope.ExecuteAsync("DELETE FROM conversation_keys WHERE conversation_id = @c", [("@c", id)], cancellationToken);
            await scope.ExecuteAsync("DELETE FROM transcript WHERE conversation_id = @c", [("@c", id)], cancellationToken);
            await scope.ExecuteAsync("DELETE FROM inbox WHERE conversation_id = @c", [("@c", id)], cancellationToken);
        }

        scope.AfterCommit(() =>
        {
            vault.Forget(change.Conversation);
            feed.End(change.Conversation);
        });
    }
}

internal sealed class HeardOnWriter(ConversationFeed feed) : ChangeWriter<HeardOn>
{
    protected override async Task WriteAsync(HeardOn change, CommitScope scope, CancellationToken cancellationToken)
    {
        (string, object?)[] values = [("@c", change.Conversation.Value), ("@ch", change.Channel), ("@at", scope.Now.Stored())];
        // 0 active, 1 asleep, 2 shut out.
        await scope.ExecuteAsync("UPDATE wire_links SET state = 1 WHERE conversation_id = @c AND channel <> @ch AND state = 0", values[..2], cancellationToken);
        await scope.ExecuteAsync(
            "UPDATE wire_links SET heard_at = @at, next_at = @at, attempts = 0, part = CASE WHEN state = 1 THEN 0 ELSE part END, " +
            "delivered = CASE WHEN state = 1 THEN (SELECT c.last_number FROM conversations c WHERE c.id = @c) ELSE delivered END, state = 0 " +
            "WHERE conversation_id = @c AND channel = @ch", values, cancellationToken);
        scope.AfterCommit(() => feed.Stir(change.Conversation));
    }
}
