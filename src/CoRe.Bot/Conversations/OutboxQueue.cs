using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Conversations;

/// <summary>
/// Puts something into the outbox of the same commit, sealed with the conversation's key, or with the house's when it is about no talk. <paramref name="IdempotencyKey"/> is
/// unique: the same thing is queued once however often it is asked for.
/// </summary>
internal sealed record Enqueue(string Kind, string IdempotencyKey, ConversationId? Conversation, CaseId? Case, ReferralId? Referral, ReadOnlyMemory<byte> Payload) : IChange;

/// <summary>Wakes the outbox pump after a commit that queued something.</summary>
internal sealed class OutboxBell
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the next ring. Take it before looking into the outbox: what is queued in between has rung it.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}

internal sealed class EnqueueWriter(Vault vault, OutboxBell bell, TimeProvider time) : ChangeWriter<Enqueue>
{
    protected override async Task WriteAsync(Enqueue change, CommitScope scope, CancellationToken cancellationToken)
    {
        var key = change.Conversation is not { } conversation ? vault.House
            : await vault.KeyOfAsync(scope.Db, conversation, cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await scope.ExecuteAsync(
            "INSERT INTO outbox (id, kind, idempotency_key, conversation_id, case_id, referral_id, state, attempts, created_at, next_at, sealed_payload) " +
            "VALUES (@id, @kind, @key, @c, @case, @ref, 0, 0, @at, @at, @p) ON CONFLICT (idempotency_key) DO NOTHING",
            [("@id", id), ("@kind", change.Kind), ("@key", change.IdempotencyKey), ("@c", change.Conversation?.Value), ("@case", change.Case?.Value),
             ("@ref", change.Referral?.Value), ("@at", scope.Now.Stored()), ("@p", key.Seal("outbox", "sealed_payload", change.IdempotencyKey, change.Payload.Span))],
            cancellationToken);
        scope.AfterCommit(bell.Ring);
    }
}
