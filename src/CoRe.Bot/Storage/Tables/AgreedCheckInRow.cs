namespace CoRe.Bot.Storage;

/// <summary>Stored as a number: append only.</summary>
internal enum CheckInState
{
    /// <summary>The person was asked.</summary>
    Asked,
    Agreed,
    Refused,

    /// <summary>The agreed words were written into the chat.</summary>
    Sent,

    /// <summary>The person wrote something afterwards.</summary>
    Answered,

    /// <summary>A day went by without a word.</summary>
    Silent,

    /// <summary>Taken back, replaced, or its chat was erased.</summary>
    Dropped,
}

/// <summary>A moment at which the person agreed to be written to, with the words that are safe on their phone.</summary>
internal sealed class AgreedCheckInRow
{
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public required string ConversationId { get; set; }
    public required string OperatorId { get; set; }
    public CheckInState State { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    /// <summary>When to write.</summary>
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public required byte[] SealedWords { get; set; }
}
