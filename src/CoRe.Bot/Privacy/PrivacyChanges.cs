using CoRe.Bot.Facts;

namespace CoRe.Bot.Privacy;

/// <summary>
/// The person erases the chat: hidden at once on every wire. Its data key is destroyed in the same commit unless a case is
/// open; then a person decides first (and the person in chat was told so beforehand).
/// </summary>
internal sealed record EraseConversation(ConversationId Conversation) : IChange;
