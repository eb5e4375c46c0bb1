using System.Runtime.CompilerServices;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Conversations;

/// <summary>One numbered line: who spoke, when, and the activity as protocol JSON. Number 0 is live only (typing).</summary>
internal sealed record TranscriptEntry(long Number, Speaker Speaker, DateTimeOffset At, ReadOnlyMemory<byte> Json)
{
    public Activity Activity => ActivityText.Read(Json.Span);
}

/// <summary>What was said in a conversation: reading it, and following it live without gaps.</summary>
internal sealed class Transcript(ICoreDb database, Vault vault, ConversationFeed feed)
{
    private const int Page = 200;

    /// <summary>Lines after <paramref name="after"/>; null when there is no such conversation or it was erased.</summary>
    public async Task<IReadOnlyList<TranscriptEntry>?> ReadAsync(ConversationId conversation, long after, int limit, bool withDeskLines, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await vault.KeyOfAsync(db, conversation, cancellationToken) is not { } key)
        {
            return null;
        }

        // A case that is still open keeps the key; the person's side is gone all the same.
        if (!withDeskLines && await db.Conversations.AnyAsync(c => c.Id == conversation.Value && c.ErasedAt != null, cancellationToken))
        {
            return null;
        }

        var rows = await db.Transcript.AsNoTracking()
            .Where(t => t.ConversationId == conversation.Value && t.Number > after && (withDeskLines || t.Speaker != Speaker.Desk))
            .OrderBy(t => t.Number).Take(limit).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new TranscriptEntry(row.Number, row.Speaker, row.At, key.Open("transcript", "sealed_activity", Place(conversation, row.Number), row.SealedActivity)))];
    }

    /// <summary>Replays, then follows. Ends when the conversation is erased.</summary>
    public async IAsyncEnumerable<TranscriptEntry> FollowAsync(ConversationId conversation, long after, bool withDeskLines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Subscribe first, read second: what is committed in between arrives twice and is dropped by number, never lost.
        using var subscription = feed.Subscribe(conversation);
        var seen = after;
        do
        {
            IReadOnlyList<TranscriptEntry>? page;
            do
            {
                page = await ReadAsync(conversation, seen, Page, withDeskLines, cancellationToken);
                foreach (var entry in page ?? [])
                {
                    seen = entry.Number;
                    yield return entry;
                }
            }
            while (page?.Count == Page);

            if (page is null)
            {
                yield break;
            }

            await foreach (var entry in subscription.ReadAsync(cancellationToken))
            {
                if (entry.Number != 0 && entry.Number <= seen)
                {
                    continue;
                }

                seen = Math.Max(seen, entry.Number);
                if (withDeskLines || entry.Speaker != Speaker.Desk)
                {
                    yield return entry;
                }
            }
        }
        while (subscription.Overran);
    }

    public static string Place(ConversationId conversation, long number) => $"{conversation}|{number}";
}
