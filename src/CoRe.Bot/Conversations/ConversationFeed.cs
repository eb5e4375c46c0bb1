using System.Collections.Concurrent;
using System.Threading.Channels;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Conversations;

/// <summary>Live lines of conversations inside this process. Holds nothing that the database does not: losing it loses nothing.</summary>
internal sealed class ConversationFeed
{
    private const int LongestQueue = 256;
    private readonly ConcurrentDictionary<ConversationId, Subscription[]> _subscriptions = new();

    // Who delivers to messengers looks into the database by itself now and then: a dropped stir costs a moment, never a line.
    private readonly Channel<ConversationId> _stirred = Channel.CreateBounded<ConversationId>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Conversations in which something was said or heard, for the one that delivers to messengers.</summary>
    public ChannelReader<ConversationId> Stirred => _stirred.Reader;

    public void Stir(ConversationId conversation) => _stirred.Writer.TryWrite(conversation);

    public Subscription Subscribe(ConversationId conversation)
    {
        var subscription = new Subscription(this, conversation);
        _subscriptions.AddOrUpdate(conversation, _ => [subscription], (_, others) => [.. others, subscription]);
        return subscription;
    }

    public void Publish(ConversationId conversation, IReadOnlyList<TranscriptEntry> entries)
    {
        Stir(conversation);
        if (_subscriptions.TryGetValue(conversation, out var subscriptions))
        {
            foreach (var subscription in subscriptions)
            {
                subscription.Offer(entries);
            }
        }
    }

    /// <summary>Erased: everybody who follows is sent home.</summary>
    public void End(ConversationId conversation)
    {
        if (_subscriptions.TryGetValue(conversation, out var subscriptions))
        {
            foreach (var subscription in subscriptions)
            {
                subscription.End();
            }
        }
    }

    private void Remove(Subscription subscription)
    {
        var left = _subscriptions.AddOrUpdate(subscription.Conversation, _ => [], (_, all) => [.. all.Where(s => s != subscription)]);
        if (left.Length == 0)
        {
            _subscriptions.TryRemove(KeyValuePair.Create(subscription.Conversation, left));
        }
    }

    internal sealed class Subscription(ConversationFeed feed, ConversationId conversation) : IDisposable
    {
        private readonly Channel<TranscriptEntry> _lines = Channel.CreateBounded<TranscriptEntry>(LongestQueue);

        public ConversationId Conversation { get; } = conversation;

        /// <summary>The reader was too slow and must read the rest from the database.</summary>
        public bool Overran { get; private set; }

        public IAsyncEnumerable<TranscriptEntry> ReadAsync(CancellationToken cancellationToken) => _lines.Reader.ReadAllAsync(cancellationToken);

        public void Offer(IReadOnlyList<TranscriptEntry> entries)
        {
            foreach (var entry in entries)
            {
                if (!_lines.Writer.TryWrite(entry))
                {
                    Overran = true;
                    _lines.Writer.TryComplete();
                    return;
                }
            }
        }

        public void End() => _lines.Writer.TryComplete();

        public void Dispose() => feed.Remove(this);
    }
}
