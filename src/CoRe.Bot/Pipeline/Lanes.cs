using System.Collections.Concurrent;
using System.Threading.Channels;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Pipeline;

/// <summary>One stored inbound activity on its way to its turn. Without <paramref name="Activity"/> the turn reads it back from the database.</summary>
internal sealed record Inbound(long InboxId, long Number, Activity? Activity);

/// <summary>
/// One lane a conversation: its turns run one after another in the order of the inbox, two conversations run in parallel.
/// Lanes are memory only; what they hold stands in the inbox table and is queued again after a restart.
/// </summary>
internal sealed class Lanes
{
    private readonly ConcurrentDictionary<ConversationId, Lane> _lanes = new();
    private readonly Channel<Lane> _ready = Channel.CreateUnbounded<Lane>();

    public void Enqueue(ConversationId conversation, Inbound inbound)
    {
        while (true)
        {
            var lane = _lanes.GetOrAdd(conversation, id => new Lane(id));
            if (lane.TryAdd(inbound, out var wasIdle))
            {
                if (wasIdle)
                {
                    _ready.Writer.TryWrite(lane);
                }

                return;
            }
        }
    }

    /// <summary>Runs <paramref name="turn"/> for every inbound activity until cancelled; a running turn is let finish.</summary>
    public async Task RunAsync(int workers, Func<ConversationId, Inbound, Task> turn, CancellationToken cancellationToken) =>
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(turn, cancellationToken)));

    private async Task WorkAsync(Func<ConversationId, Inbound, Task> turn, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Lane lane;
            try
            {
                lane = await _ready.Reader.ReadAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await turn(lane.Conversation, lane.Head);
            if (lane.Advance())
            {
                // Back to the end of the line: a chatty conversation does not starve the others.
                _ready.Writer.TryWrite(lane);
            }
            else
            {
                _lanes.TryRemove(KeyValuePair.Create(lane.Conversation, lane));
            }
        }
    }

    private sealed class Lane(ConversationId conversation)
    {
        private readonly Lock _gate = new();
        private readonly Queue<Inbound> _waiting = new();
        private bool _closed;

        public ConversationId Conversation { get; } = conversation;

        public Inbound Head
        {
            get
            {
                lock (_gate)
                {
                    return _waiting.Peek();
                }
            }
        }

        /// <summary>False when this lane has just been emptied and thrown away.</summary>
        public bool TryAdd(Inbound inbound, out bool wasIdle)
        {
            lock (_gate)
            {
                wasIdle = !_closed && _waiting.Count == 0;
                if (!_closed)
                {
                    _waiting.Enqueue(inbound);
                }

                return !_closed;
            }
        }

        /// <summary>Drops the head; true when more waits, otherwise the lane closes.</summary>
        public bool Advance()
        {
            lock (_gate)
            {
                _waiting.Dequeue();
                _closed = _waiting.Count == 0;
                return !_closed;
            }
        }
    }
}
