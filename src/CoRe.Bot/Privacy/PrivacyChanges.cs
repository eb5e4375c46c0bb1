using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Privacy;

/// <summary>
/// The person erases the chat: hidden at once on every wire. Its data key is destroyed in the same commit unless a case is
/// open; then a person decides first (and the person in chat was told so beforehand).
/// </summary>
internal sealed record EraseConversation(ConversationId Conversation) : IChange;

/// <summary>
/// A room that holds something under a conversation's key says what becomes of it when the key is destroyed; called in the same
/// commit, right before.
/// </summary>
internal interface IForget
{
    Task ForgetAsync(ConversationId conversation, CommitScope scope, CancellationToken cancellationToken);
}
