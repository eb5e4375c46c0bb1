using System.Runtime.CompilerServices;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline;

/// <summary>What wires may do with conversations: start, read, follow. Desk lines never pass.</summary>
internal sealed class ConversationAccess(ICommitter committer, Vault vault, Pseudonyms pseudonyms, ConversationStore store, Transcript transcript,
    TimeProvider time) : IConversationAccess
{
    public async Task<bool> StartAsync(string channel, string conversationId, string userId, string? locale, bool greet, CancellationToken cancellationToken)
    {
        var conversation = new ConversationId(conversationId);
        var (key, keyRow) = vault.Create(conversation);
        var greeting = greet ? First(channel, conversation, userId, locale) : null;
        var row = new ConversationRow
        {
            Id = conversationId,
            Channel = channel,
            UserHash = pseudonyms.Of(channel, userId),
            SealedUserId = key.Seal("conversations", "sealed_user_id", conversationId, userId),
        };
        var start = new StartConversation(row, keyRow, key, greeting is null ? null : new Greeting(key.Seal("inbox", "sealed_activity", conversationId, ActivityText.Write(greeting)), greeting));
        await committer.CommitAsync([start], cancellationToken);
        return start.Created;
    }

    public Task<bool> ExistsAsync(string conversationId, CancellationToken cancellationToken) =>
        store.ExistsAsync(new ConversationId(conversationId), cancellationToken);

    public async Task<IReadOnlyList<TranscriptLine>?> ReadAsync(string conversationId, long after, int limit, CancellationToken cancellationToken)
    {
        var entries = await transcript.ReadAsync(new ConversationId(conversationId), after, limit, withDeskLines: false, cancellationToken);
        return entries is null ? null : [.. entries.Select(e => new TranscriptLine(e.Number, e.Json))];
    }

    public async IAsyncEnumerable<TranscriptLine> FollowAsync(string conversationId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in transcript.FollowAsync(new ConversationId(conversationId), after, withDeskLines: false, cancellationToken))
        {
            yield return new TranscriptLine(entry.Number == 0 ? null : entry.Number, entry.Json);
        }
    }

    private Activity First(string channel, ConversationId conversation, string userId, string? locale)
    {
        var user = new ChannelAccount { Id = userId, Role = RoleTypes.User };
        var bot = new ChannelAccount { Id = "bot", Role = RoleTypes.Bot };
        return new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            Id = ActivityText.Id(conversation, 0),
            Timestamp = time.GetUtcNow(),
            ChannelId = channel,
            From = user,
            Recipient = bot,
            Conversation = new ConversationAccount { Id = conversation.Value },
            MembersAdded = [user, bot],
            Locale = locale,
        };
    }
}
