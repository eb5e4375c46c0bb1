using CoRe.Bot.Facts;

namespace CoRe.Bot.Storage;

/// <summary>One thing to deliver, opened for its sender. <paramref name="IdempotencyKey"/> stays the same at every try.</summary>
internal sealed record OutboxDelivery(Guid Id, string Kind, string IdempotencyKey, ConversationId? Conversation, Guid? CaseId, Guid? ReferralId,
    ReadOnlyMemory<byte> Payload, int Attempt);

/// <summary>A delivery failed. <paramref name="code"/> is a short code of ours for the desk, never a remote text.</summary>
internal sealed class OutboxException(string code, bool permanent) : Exception(code)
{
    public string Code { get; } = code;

    /// <summary>Trying again cannot help (bad address): the row is dead at once and the desk sees it.</summary>
    public bool Permanent { get; } = permanent;
}

/// <summary>Delivers one kind of outbox rows. Called at least once a row; the pump does retries, back-off and giving up.</summary>
internal interface IOutboxSender
{
    /// <summary>The <see cref="OutboxRow.Kind"/> it takes.</summary>
    string Kind { get; }

    /// <exception cref="OutboxException">Not delivered; any other exception counts as "not delivered, try again".</exception>
    Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Changes that belong to the same commit as the mark "sent".</summary>
    IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery) => [];

    /// <summary>Changes that belong to the same commit as the mark "given up".</summary>
    IReadOnlyList<IChange> AfterGivenUp(OutboxDelivery delivery) => [];
}

/// <summary>Marks a row delivered.</summary>
internal sealed record MarkSent(Guid Id) : IChange;

/// <summary>Marks a try failed: again at <paramref name="NextAt"/>, or dead when null.</summary>
internal sealed record MarkFailed(Guid Id, string Code, DateTimeOffset? NextAt) : IChange;

/// <summary>Takes a waiting row back (a withdrawn referral); sent ones stay sent.</summary>
internal sealed record CancelOutbox(Guid ReferralId) : IChange;

internal sealed class MarkSentWriter : ChangeWriter<MarkSent>
{
    protected override Task WriteAsync(MarkSent change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.ExecuteAsync("UPDATE outbox SET state = 1, sent_at = @at, attempts = attempts + 1, last_error = NULL WHERE id = @id AND state = 0",
            [("@at", scope.Now.Stored()), ("@id", change.Id)], cancellationToken);
}

internal sealed class MarkFailedWriter : ChangeWriter<MarkFailed>
{
    protected override Task WriteAsync(MarkFailed change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.ExecuteAsync("UPDATE outbox SET state = @s, next_at = @next, attempts = attempts + 1, last_error = @e WHERE id = @id AND state = 0",
            [("@s", change.NextAt is null ? (int)OutboxState.Dead : (int)OutboxState.Waiting), ("@next", (change.NextAt ?? scope.Now).Stored()),
             ("@e", change.Code), ("@id", change.Id)], cancellationToken);
}

internal sealed class CancelOutboxWriter : ChangeWriter<CancelOutbox>
{
    protected override Task WriteAsync(CancelOutbox change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.ExecuteAsync("UPDATE outbox SET state = 3 WHERE referral_id = @r AND state = 0", [("@r", change.ReferralId)], cancellationToken);
}
