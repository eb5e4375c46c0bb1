namespace CoRe.Bot.Channels.Contract;

/// <summary>One numbered line of a conversation as its client sees it.</summary>
/// <param name="Number">Position without gaps from 1; null for what is not stored (typing).</param>
/// <param name="Json">The activity as protocol JSON (UTF-8), with <c>id</c>, <c>timestamp</c>, <c>conversation</c> and <c>from.role</c> set.</param>
public sealed record TranscriptLine(long? Number, ReadOnlyMemory<byte> Json);

/// <summary>What a wire may read of conversations, and how it starts one.</summary>
public interface IConversationAccess
{
    /// <summary>Creates a conversation durably and queues its greeting turn (conversationUpdate with bot and user as members).</summary>
    /// <param name="channel">Bot Framework channel id.</param>
    /// <param name="conversationId">The id to create; false is returned when it exists already (nothing changes then).</param>
    /// <param name="userId">The channel's user id, kept only as keyed hash and sealed copy.</param>
    /// <param name="locale">BCP 47 tag asked for, or null.</param>
    /// <param name="greet">False where the person's own words follow at once: their answer is the greeting.</param>
    Task<bool> StartAsync(string channel, string conversationId, string userId, string? locale, bool greet, CancellationToken cancellationToken);

    /// <summary>The same with a greeting.</summary>
    Task<bool> StartAsync(string channel, string conversationId, string userId, string? locale, CancellationToken cancellationToken) =>
        StartAsync(channel, conversationId, userId, locale, greet: true, cancellationToken);

    /// <summary>True while the conversation exists and was not erased.</summary>
    Task<bool> ExistsAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>Lines after <paramref name="after"/> (0 = from the start), at most <paramref name="limit"/>; null when there is no such conversation.</summary>
    Task<IReadOnlyList<TranscriptLine>?> ReadAsync(string conversationId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Replays the lines after <paramref name="after"/>, then follows live without gaps; ends when the conversation is erased.</summary>
    IAsyncEnumerable<TranscriptLine> FollowAsync(string conversationId, long after, CancellationToken cancellationToken);
}
