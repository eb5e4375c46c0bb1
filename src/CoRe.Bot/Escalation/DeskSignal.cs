using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CoRe.Bot.Escalation;

/// <summary>
/// Tells open desk pages that something committed changed. It carries only a rising number: whoever hears it reads the
/// database again, so a missed or merged ring loses nothing.
/// </summary>
internal sealed class DeskSignal
{
    private readonly ConcurrentDictionary<System.Threading.Channels.Channel<long>, byte> _listeners = new();
    private long _sequence;

    public long Sequence => Interlocked.Read(ref _sequence);

    public void Raise()
    {
        var now = Interlocked.Increment(ref _sequence);
        foreach (var listener in _listeners.Keys)
        {
            listener.Writer.TryWrite(now);
        }
    }

    /// <summary>Yields the newest number at once and after every change.</summary>
    public async IAsyncEnumerable<long> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mine = Channel.CreateBounded<long>(new System.Threading.Channels.BoundedChannelOptions(1) { FullMode = System.Threading.Channels.BoundedChannelFullMode.DropOldest });
        _listeners.TryAdd(mine, 0);
        try
        {
            yield return Sequence;
            await foreach (var number in mine.Reader.ReadAllAsync(cancellationToken))
            {
                yield return number;
            }
        }
        finally
        {
            _listeners.TryRemove(mine, out _);
        }
    }
}
