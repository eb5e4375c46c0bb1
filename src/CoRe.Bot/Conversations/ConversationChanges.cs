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
