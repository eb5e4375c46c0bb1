using CoRe.Bot.Facts;

namespace CoRe.Bot.Storage;

// Clear columns: ids, numbers, times, language, channel, severity, category, state, owner, deadlines.
// Sealed columns (byte[]): every word, name, number, address. Sealing belongs to the Privacy room.

/// <summary>One conversation. <see cref="Version"/> fences turns; <see cref="LastNumber"/> numbers the transcript without gaps.</summary>
internal sealed class ConversationRow
{
    public required string Id { get; set; }
    public required string Channel { get; set; }
    /// <summary>Keyed hash of the channel's user id; never the id itself.</summary>
    public required byte[] UserHash { get; set; }
    public required byte[] SealedUserId { get; set; }
    public string? Language { get; set; }
    public long Version { get; set; }
    public long LastNumber { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset LastActivityAt { get; set; }
    /// <summary>The person erased the chat: hidden at once for every wire.</summary>
    public DateTimeOffset? ErasedAt { get; set; }
    /// <summary>The case that is open for this conversation, if any.</summary>
    public Guid? CaseId { get; set; }
    /// <summary>The operator who holds the conversation; while set the bot is silent.</summary>
    public string? HolderId { get; set; }
    /// <summary>Tags of places that are named or complained of; who belongs to one never reads this talk. <c>?</c>: a place nobody knows.</summary>
    public string? Places { get; set; }
    /// <summary>Keyed hash of the phrase agreed with an operator; the phrase itself is nowhere.</summary>
    public byte[]? PhraseHash { get; set; }
    /// <summary>Bot state documents (JSON), sealed.</summary>
    public byte[]? SealedState { get; set; }
}

/// <summary>The wrapped data key of a conversation. Deleting this row is erasing every sealed word of it.</summary>
internal sealed class ConversationKeyRow
{
    public required string ConversationId { get; set; }
    public int MasterVersion { get; set; }
    public required byte[] WrappedKey { get; set; }
}

internal enum InboxState
{
    New = 0,
    Done = 1,
    /// <summary>Its turn failed for good; a person was called.</summary>
    Parked = 2,
}

internal sealed class InboxRow
{
    public long Id { get; set; }
    public required string ConversationId { get; set; }
    public required string DedupeKey { get; set; }
    public long Number { get; set; }
    public InboxState State { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    /// <summary>Null once done: the words live in the transcript.</summary>
    public byte[]? SealedActivity { get; set; }
}

internal enum Speaker
{
    Person = 0,
    Bot = 1,
    Operator = 2,
    /// <summary>Not for the person's eyes: desk notes and hand-over events.</summary>
    Desk = 3,
}

internal sealed class TranscriptRow
{
    public required string ConversationId { get; set; }
    public long Number { get; set; }
    public Speaker Speaker { get; set; }
    public required string Type { get; set; }
    public DateTimeOffset At { get; set; }
    public required byte[] SealedActivity { get; set; }
}

internal enum OutboxState
{
    Waiting = 0,
    Sent = 1,
    /// <summary>Given up after all tries: shown at the desk, never deleted silently.</summary>
    Dead = 2,
    Cancelled = 3,
}

/// <summary>Something to send after the commit. Delivered at least once under one idempotency key.</summary>
internal sealed class OutboxRow
{
    public Guid Id { get; set; }
    /// <summary>Which sender takes it: <c>email</c>, <c>handoff</c>, a wire's name.</summary>
    public required string Kind { get; set; }
    public required string IdempotencyKey { get; set; }
    public string? ConversationId { get; set; }
    public Guid? CaseId { get; set; }
    public Guid? ReferralId { get; set; }
    public OutboxState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset NextAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    /// <summary>Our own short code of the last failure, never a remote text.</summary>
    public string? LastError { get; set; }
    public required byte[] SealedPayload { get; set; }
}

internal enum CaseState
{
    Open = 0,
    Taken = 1,
    Closed = 2,
}

internal sealed class CaseRow
{
    public Guid Id { get; set; }
    public required string ConversationId { get; set; }
    public CaseState State { get; set; }
    public Severity Severity { get; set; }
    public RiskCategory Category { get; set; }
    public string? Language { get; set; }
    public required string Channel { get; set; }
    public string? OwnerId { get; set; }
    public string? Outcome { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    /// <summary>From when the alert ladder counts: opening, coming back to the queue, growing graver.</summary>
    public DateTimeOffset WaitingSince { get; set; }
    public DateTimeOffset? TakenAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public long Version { get; set; }
    /// <summary>Opened by the agreed phrase: nothing of it may show on the person's page.</summary>
    public bool Silent { get; set; }
    /// <summary>Reasons for the operator (JSON array of Italian sentences of ours), sealed.</summary>
    public required byte[] SealedReasons { get; set; }
}

/// <summary>One line of a case's history; only codes in clear, words sealed.</summary>
internal sealed class CaseEventRow
{
    public long Id { get; set; }
    public Guid CaseId { get; set; }
    public required string ConversationId { get; set; }
    public required string Kind { get; set; }
    public string? OperatorId { get; set; }
    public DateTimeOffset At { get; set; }
    public byte[]? SealedNote { get; set; }
}

internal enum ReferralState
{
    Draft = 0,
    /// <summary>The person was asked for a yes that names the recipient.</summary>
    Asked = 1,
    Ready = 2,
    Sending = 3,
    Sent = 4,
    Failed = 5,
    Refused = 6,
    Withdrawn = 7,
    Closed = 8,
    /// <summary>Somebody at the service typed the code and read it.</summary>
    Opened = 9,
    Accepted = 10,
    /// <summary>The service cannot; the reason is a code.</summary>
    Rejected = 11,
    /// <summary>The service was reminded and said nothing.</summary>
    Unanswered = 12,
    /// <summary>It is known how it ended, or that it is not known.</summary>
    Completed = 13,
    /// <summary>Another referral goes on in its place, after a new yes.</summary>
    Rerouted = 14,
}

internal sealed class ReferralRow
{
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public required string ConversationId { get; set; }
    public ReferralState State { get; set; }
    /// <summary>It is about somebody whom the writer is worried about; nothing of the writer goes to the service.</summary>
    public bool ForAnother { get; set; }
    /// <summary>Code of the need (a service type of the directory).</summary>
    public string? Need { get; set; }
    public Severity Urgency { get; set; }
    /// <summary>Of the person who needs help.</summary>
    public string? Language { get; set; }
    /// <summary>Directory id of the chosen service.</summary>
    public string? ServiceId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    /// <summary>By when whoever owns the present state has to act; meaningless once it has ended.</summary>
    public DateTimeOffset Deadline { get; set; }
    /// <summary>How often the deadline of the present state has passed.</summary>
    public int Nags { get; set; }
    public DateTimeOffset? OpenedAt { get; set; }
    public DateTimeOffset? AppointmentAt { get; set; }
    /// <summary>Code of why the service cannot, or of how it ended.</summary>
    public string? Outcome { get; set; }
    public long Version { get; set; }
    /// <summary>Area, age band, safe contact, notes (JSON), sealed.</summary>
    public required byte[] SealedDetails { get; set; }
}

internal sealed class ReferralEventRow
{
    public long Id { get; set; }
    public Guid ReferralId { get; set; }
    public required string ConversationId { get; set; }
    public required string Kind { get; set; }
    public string? OperatorId { get; set; }
    public DateTimeOffset At { get; set; }
    public byte[]? SealedNote { get; set; }
}

/// <summary>A receipt of a yes or a no: purpose, recipient, what was shown, when, in which language; or a named override.</summary>
internal sealed class ConsentRow
{
    public long Id { get; set; }
    public required string ConversationId { get; set; }
    public Guid? ReferralId { get; set; }
    public required string Purpose { get; set; }
    public string? ServiceId { get; set; }
    /// <summary><c>yes</c>, <c>no</c> or <c>override</c>.</summary>
    public required string Answer { get; set; }
    public required string TextKey { get; set; }
    public string? Language { get; set; }
    public string? AgeBand { get; set; }
    public string? OperatorId { get; set; }
    public DateTimeOffset At { get; set; }
    public byte[]? SealedReason { get; set; }
}

internal sealed class FactRow
{
    public long Id { get; set; }
    public FactType Type { get; set; }
    public DateTimeOffset At { get; set; }
    public string? Language { get; set; }
    public Severity Severity { get; set; }
    public RiskCategory Category { get; set; }
    public string? Code { get; set; }
    public int Count { get; set; }
}

/// <summary>A small named setting of the running product (desk mode and the like); never words of people.</summary>
internal sealed class SettingRow
{
    public required string Name { get; set; }
    public required string Value { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public string? ChangedBy { get; set; }
}

/// <summary>An operator's time on shift. Open while <see cref="Until"/> is in the future and the desk was seen lately.</summary>
internal sealed class ShiftRow
{
    public long Id { get; set; }
    public required string OperatorId { get; set; }
    public DateTimeOffset From { get; set; }
    public DateTimeOffset Until { get; set; }
    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>Who did what to which object; chained by HMAC so that a change, a cut or a swap shows.</summary>
internal sealed class AuditRow
{
    public long Seq { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Actor { get; set; }
    public required string Action { get; set; }
    public required string Object { get; set; }
    public required byte[] PreviousHash { get; set; }
    public required byte[] Hash { get; set; }
}

/// <summary>A code of three words that brings a person back to their conversation from another phone; only its slow hash.</summary>
internal sealed class ReturnCodeRow
{
    public required byte[] Hash { get; set; }
    public required string ConversationId { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}
