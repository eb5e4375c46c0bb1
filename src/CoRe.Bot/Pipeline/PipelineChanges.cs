using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline;

/// <summary>Creates a conversation with its key and its greeting turn in the inbox.</summary>
internal sealed record StartConversation(ConversationRow Row, ConversationKeyRow Key, byte[] SealedGreeting) : IChange
{
    /// <summary>Set by the writer: the greeting's inbox id, or null when the conversation existed already.</summary>
    public long? InboxId { get; set; }
}

/// <summary>Stores one inbound activity: inbox row and numbered transcript line in one.</summary>
internal sealed record ReceiveActivity(ConversationId Conversation, string DedupeKey, Activity Activity) : IChange
{
    /// <summary>Set by the writer.</summary>
    public Received Result { get; set; } = Received.Gone;
}

/// <summary>What the writer of <see cref="ReceiveActivity"/> did.</summary>
internal sealed record Received(bool Stored, bool Duplicate, long InboxId, long Number)
{
    public static readonly Received Gone = new(false, false, 0, 0);
}

/// <summary>
/// Ends a turn: inbox row done, state and version, replies, facts. Refused (stale) when the version moved on; refused for good
/// when the inbox row was answered already, so that a replay never answers twice.
/// </summary>
internal sealed record CompleteTurn(ConversationId Conversation, long ExpectedVersion, long InboxId, InboxState InboxState, string? Language,
    byte[]? State, IReadOnlyList<Activity> Replies, IReadOnlyList<Fact> Facts) : IChange;

/// <summary>The conversation is gone (erased): its inbox row needs no answer any more.</summary>
internal sealed record DropInbound(long InboxId) : IChange;

/// <summary>The inbox row has its answer already; running the turn again would double it.</summary>
internal sealed class AlreadyAnsweredException : Exception;
