using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Conversations;

/// <summary>
/// Adds activities to a conversation's transcript, numbered in the order given, and shows them to the person's client right
/// after the commit. <see cref="Speaker.Desk"/> lines are never shown to the person.
/// </summary>
internal sealed record Say(ConversationId Conversation, Speaker Speaker, IReadOnlyList<Activity> Activities) : IChange;

/// <summary>Sets who holds the conversation (null: the bot) and raises its version, so that a running turn starts over.</summary>
/// <param name="ExpectedHolder">The holder the caller saw; a different one in the database is a stale write.</param>
internal sealed record Hold(ConversationId Conversation, OperatorId? ExpectedHolder, OperatorId? Holder) : IChange;

/// <summary>
/// The person wrote in this conversation from that channel: what is said from now on goes there. A messenger that the same talk was
/// followed with before falls asleep; one that wakes up does not get again what was read elsewhere.
/// </summary>
internal sealed record HeardOn(ConversationId Conversation, string Channel) : IChange;

/// <summary>Says goodbye where a talk was followed, in the commit that erases it. Brought by the room of the messengers.</summary>
internal interface IFarewell
{
    Task SayAsync(ConversationId conversation, CommitScope scope, CancellationToken cancellationToken);
}
