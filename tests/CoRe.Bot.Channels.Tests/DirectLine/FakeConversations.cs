using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Tests.DirectLine;

/// <summary>Conversations in memory that keep to the contract: numbered lines, dedupe, live following. Echoes when asked.</summary>
internal sealed class FakeConversations(TimeProvider time) : IInbox, IConversationAccess
{
    private readonly ConcurrentDictionary<string, Talk> _talks = new();

    public bool Echo { get; set; }

    public bool DiskFull { get; set; }

    public List<InboundActivity> Accepted { get; } = [];

    /// <summary>Users and languages of started conversations.</summary>
    public ConcurrentDictionary<string, (string User, string? Locale)> Started { get; } = new();

    public Task<bool> StartAsync(string channel, string conversationId, string userId, string? locale, bool greet, CancellationToken cancellationToken)
    {
        if (!_talks.TryAdd(conversationId, new Talk()))
        {
            return Task.FromResult(false);
        }

        Started[conversationId] = (userId, locale);
        if (Echo)
        {
            Say(conversationId, "hello");
        }

        return Task.FromResult(true);
    }

    public Task<bool> ExistsAsync(string conversationId, CancellationToken cancellationToken) =>
        Task.FromResult(_talks.TryGetValue(conversationId, out var talk) && !talk.Erased);

    public Task<IReadOnlyList<TranscriptLine>?> ReadAsync(string conversationId, long after, int limit, CancellationToken cancellationToken) =>
        Task.FromResult(_talks.TryGetValue(conversationId, out var talk) && !talk.Erased ? talk.After(after, limit) : null);

    public async IAsyncEnumerable<TranscriptLine> FollowAsync(string conversationId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var talk = _talks[conversationId];
        using var news = talk.Listen();
        while (!talk.Erased)
        {
            foreach (var line in talk.After(after, int.MaxValue))
            {
                after = line.Number!.Value;
                yield return line;
            }

            await news.Reader.ReadAsync(cancellationToken);
        }
    }

    public Task<InboxReceipt> AcceptAsync(InboundActivity inbound, CancellationToken cancellationToken)
    {
        if (DiskFull)
        {
            throw new IOException("disk full");
        }

        if (!_talks.TryGetValue(inbound.ConversationId, out var talk) || talk.Erased)
        {
            return Task.FromResult(new InboxReceipt(InboxOutcome.Gone, ""));
        }

        lock (talk)
        {
            if (talk.Keys.TryGetValue(inbound.DedupeKey, out var known))
            {
                return Task.FromResult(new InboxReceipt(InboxOutcome.Duplicate, known));
            }

            Accepted.Add(inbound);
            var id = talk.Add(inbound.ConversationId, inbound.Activity, time.GetUtcNow());
            talk.Keys.Add(inbound.DedupeKey, id);
            if (Echo)
            {
                Say(inbound.ConversationId, $"echo: {inbound.Activity.Text}");
            }

            return Task.FromResult(new InboxReceipt(InboxOutcome.Stored, id));
        }
    }

    public void Say(string conversationId, string text)
    {
        var activity = new Activity { Type = ActivityTypes.Message, Text = text, From = new ChannelAccount("bot", role: "bot"), ChannelId = "directline" };
        _talks[conversationId].Add(conversationId, activity, time.GetUtcNow());
    }

    public void Erase(string conversationId)
    {
        _talks[conversationId].Erased = true;
        _talks[conversationId].Tell();
    }

    private sealed class Talk
    {
        private readonly List<TranscriptLine> _lines = [];
        private readonly List<News> _listeners = [];

        public Dictionary<string, string> Keys { get; } = [];

        public volatile bool Erased;

        public string Add(string conversationId, Activity activity, DateTimeOffset now)
        {
            string id;
            lock (_lines)
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{_lines.Count + 1:D7}");
                activity.Id = id;
                activity.Timestamp = now;
                activity.Conversation = new ConversationAccount(id: conversationId);
                _lines.Add(new TranscriptLine(_lines.Count + 1, ActivityJson.SerializeToUtf8Bytes(activity)));
            }

            Tell();
            return id;
        }

        public IReadOnlyList<TranscriptLine> After(long after, int limit)
        {
            lock (_lines)
            {
                return [.. _lines.Where(line => line.Number > after).Take(limit)];
            }
        }

        public News Listen()
        {
            lock (_listeners)
            {
                var news = new News(this);
                _listeners.Add(news);
                return news;
            }
        }

        public void Tell()
        {
            lock (_listeners)
            {
                _listeners.ForEach(news => news.Ring());
            }
        }

        internal sealed class News(Talk talk) : IDisposable
        {
            private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

            public ChannelReader<bool> Reader => _bell.Reader;

            public void Ring() => _bell.Writer.TryWrite(true);

            public void Dispose()
            {
                lock (talk._listeners)
                {
                    talk._listeners.Remove(this);
                }
            }
        }
    }
}
