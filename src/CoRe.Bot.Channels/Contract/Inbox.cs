namespace CoRe.Bot.Channels.Contract;

/// <summary>
/// One activity from a wire, its signature, size and shape already checked by the wire.
/// </summary>
/// <param name="Channel">The wire's Bot Framework channel id, for example <c>directline</c>.</param>
/// <param name="ConversationId">Our conversation id (22 base64url characters).</param>
/// <param name="DedupeKey">The wire's own message id; the same key in the same conversation is stored once.</param>
/// <param name="Activity">The activity. Its text is repaired (lone surrogates, controls) by the inbox, not by the wire.</param>
public sealed record InboundActivity(string Channel, string ConversationId, string DedupeKey, Activity Activity);

/// <summary>What became of an inbound activity.</summary>
public enum InboxOutcome
{
    /// <summary>Durable now; its turn follows.</summary>
    Stored,

    /// <summary>The same dedupe key was stored before; <see cref="InboxReceipt.ActivityId"/> is the first one's.</summary>
    Duplicate,

    /// <summary>No such conversation, or it was erased.</summary>
    Gone,
}

/// <summary>The answer of the inbox. <paramref name="ActivityId"/> is <c>{conversationId}|{number, 7 digits}</c>, empty when gone.</summary>
public sealed record InboxReceipt(InboxOutcome Outcome, string ActivityId);

/// <summary>Where wires hand over what they received.</summary>
public interface IInbox
{
    /// <summary>Stores the activity durably (fsync) before it returns; the turn runs afterwards.</summary>
    /// <exception cref="IOException">The activity could not be stored; the wire answers 503 and its sender tries again.</exception>
    Task<InboxReceipt> AcceptAsync(InboundActivity inbound, CancellationToken cancellationToken);
}
