using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline;

/// <summary>The turn in which the bot speaks first.</summary>
internal sealed record Greeting(byte[] Sealed, Activity Activity);

/// <summary>Creates a conversation with its key and, if there is one, its greeting turn in the inbox.</summary>
internal sealed record StartConversation(ConversationRow Row, ConversationKeyRow Key, DataKey DataKey, Greeting? Greeting) : IChange
{
    /// <summary>Set once durable; stays false when the conversation existed already.</summary>
    public bool Created { get; set; }
}

/// <summary>Stores one inbound activity (inbox row and numbered transcript line in one) and queues its turn.</summary>
internal sealed record ReceiveActivity(ConversationId Conversation, string DedupeKey, Activity Activity) : IChange
{
    /// <summary>Set by the writer; null when there is no such conversation.</summary>
    public Received? Result { get; set; }
}

/// <summary>What the writer of <see cref="ReceiveActivity"/> did.</summary>
internal sealed record Received(bool Duplicate, long Number);

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
