using System.Globalization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline;

internal sealed class StartConversationWriter(Vault vault, Lanes lanes) : ChangeWriter<StartConversation>
{
    protected override async Task WriteAsync(StartConversation change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = change.Row;
        var created = await scope.ExecuteAsync(
            "INSERT INTO conversations (id, channel, user_hash, sealed_user_id, language, version, last_number, created_at, last_activity_at) " +
            "VALUES (@id, @ch, @h, @u, @l, 0, 0, @at, @at) ON CONFLICT (id) DO NOTHING",
            [("@id", row.Id), ("@ch", row.Channel), ("@h", row.UserHash), ("@u", row.SealedUserId), ("@l", row.Language), ("@at", scope.Now.Stored())], cancellationToken);
        if (created == 0)
        {
            return;
        }

        await scope.ExecuteAsync("INSERT INTO conversation_keys (conversation_id, master_version, wrapped_key) VALUES (@c, @v, @k)",
            [("@c", row.Id), ("@v", change.Key.MasterVersion), ("@k", change.Key.WrappedKey)], cancellationToken);
        scope.AfterCommit(() =>
        {
            change.Created = true;
            vault.Remember(new ConversationId(row.Id), change.DataKey);
        });
        if (change.Greeting is { } greeting)
        {
            var id = await scope.ScalarAsync(
                "INSERT INTO inbox (conversation_id, dedupe_key, number, state, received_at, sealed_activity) VALUES (@c, 'start', 0, 0, @at, @a) RETURNING id",
                [("@c", row.Id), ("@at", scope.Now.Stored()), ("@a", greeting.Sealed)], cancellationToken);
            var inbound = new Inbound(Convert.ToInt64(id, CultureInfo.InvariantCulture), 0, greeting.Activity);
            scope.AfterCommit(() => lanes.Enqueue(new ConversationId(row.Id), inbound));
        }
    }
}

internal sealed class ReceiveActivityWriter(Vault vault, LineWriter lines, Lanes lanes) : ChangeWriter<ReceiveActivity>
{
    protected override async Task WriteAsync(ReceiveActivity change, CommitScope scope, CancellationToken cancellationToken)
    {
        var conversation = change.Conversation.Value;
        if (await EarlierAsync(change, scope, cancellationToken) is { } earlier)
        {
            change.Result = earlier;
            return;
        }

        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken);
        var number = key is null ? null : await LineWriter.NumbersAsync(scope, change.Conversation, 1, cancellationToken);
        if (key is null || number is null)
        {
            return;
        }

        var id = await scope.ScalarAsync(
            "INSERT INTO inbox (conversation_id, dedupe_key, number, state, received_at) VALUES (@c, @d, @n, 0, @at) RETURNING id",
            [("@c", conversation), ("@d", change.DedupeKey), ("@n", number), ("@at", scope.Now.Stored())], cancellationToken);
        await lines.InsertAsync(scope, change.Conversation, key, [(Speaker.Person, change.Activity)], number.Value, cancellationToken);
        change.Result = new Received(Duplicate: false, number.Value);
        var inbound = new Inbound(Convert.ToInt64(id, CultureInfo.InvariantCulture), number.Value, change.Activity);
        // Queued by the committer, so that turns run in the order in which the messages became durable.
        scope.AfterCommit(() => lanes.Enqueue(change.Conversation, inbound));
    }

    private static async Task<Received?> EarlierAsync(ReceiveActivity change, CommitScope scope, CancellationToken cancellationToken) =>
        await scope.ScalarAsync("SELECT number FROM inbox WHERE conversation_id = @c AND dedupe_key = @d",
            [("@c", change.Conversation.Value), ("@d", change.DedupeKey)], cancellationToken) is { } number
            ? new Received(Duplicate: true, Convert.ToInt64(number, CultureInfo.InvariantCulture))
            : null;
}

internal sealed class CompleteTurnWriter(Vault vault, LineWriter lines) : ChangeWriter<CompleteTurn>
{
    protected override async Task WriteAsync(CompleteTurn change, CommitScope scope, CancellationToken cancellationToken)
    {
        var id = change.Conversation.Value;
        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        if (await scope.ExecuteAsync("UPDATE inbox SET state = @s, sealed_activity = NULL WHERE id = @i AND state = 0",
            [("@s", (int)change.InboxState), ("@i", change.InboxId)], cancellationToken) == 0)
        {
            throw new AlreadyAnsweredException();
        }

        var state = change.State is null ? null : key.Seal("conversations", "sealed_state", id, change.State);
        var last = (long?)await scope.ScalarAsync(
            "UPDATE conversations SET version = version + 1, last_number = last_number + @n, language = @l, last_activity_at = @at, " +
            "sealed_state = COALESCE(@s, sealed_state) WHERE id = @c AND version = @v AND erased_at IS NULL RETURNING last_number",
            [("@n", change.Replies.Count), ("@l", change.Language), ("@at", scope.Now.Stored()), ("@s", state), ("@c", id), ("@v", change.ExpectedVersion)], cancellationToken)
            ?? throw new StaleWriteException("conversation moved on");
        await lines.InsertAsync(scope, change.Conversation, key, [.. change.Replies.Select(r => (Speaker.Bot, r))], last, cancellationToken);
        foreach (var fact in change.Facts)
        {
            await scope.ExecuteAsync("INSERT INTO facts (type, at, language, severity, category, code, count) VALUES (@t, @at, @l, @s, @k, @c, @n)",
                [("@t", (int)fact.Type), ("@at", fact.At.Stored()), ("@l", fact.Language), ("@s", (int)fact.Severity), ("@k", (int)fact.Category), ("@c", fact.Code), ("@n", fact.Count)], cancellationToken);
        }
    }
}

internal sealed class DropInboundWriter : ChangeWriter<DropInbound>
{
    protected override Task WriteAsync(DropInbound change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.ExecuteAsync("UPDATE inbox SET state = 1, sealed_activity = NULL WHERE id = @i", [("@i", change.InboxId)], cancellationToken);
}
