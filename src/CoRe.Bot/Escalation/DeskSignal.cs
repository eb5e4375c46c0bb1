using System.Runtime.CompilerServices;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Escalation;

/// <summary>Something at the desk changed. <paramref name="Case"/> is null for the desk itself (mode, shifts).</summary>
internal sealed record DeskNews(long Sequence, CaseId? Case, Severity Severity, bool Alarm);

/// <summary>
/// Wakes open desks of this process after a commit. Numbered, so that a page which reads the queue, is told number n and asks
/// for what came after n misses nothing; a page that fell too far behind gets one news without a case: read all again.
/// </summary>
internal sealed class DeskSignal
{
    private const int Kept = 512;
    private readonly Lock _gate = new();
    private readonly Queue<DeskNews> _news = new();
    private long _sequence;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The newest number. Read it before reading the queue.</summary>
    public long Sequence
    {
        get
        {
            lock (_gate)
            {
                return _sequence;
            }
        }
    }

    public void Publish(CaseId? caseId, Severity severity, bool alarm)
    {
        TaskCompletionSource wake;
        lock (_gate)
        {
            _news.Enqueue(new DeskNews(++_sequence, caseId, severity, alarm));
            if (_news.Count > Kept)
            {
                _news.Dequeue();
            }

            (wake, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        wake.TrySetResult();
    }

    /// <summary>News after <paramref name="after"/>, in order, for as long as the reader likes.</summary>
    public async IAsyncEnumerable<DeskNews> FollowAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (batch, wait) = After(after);
            foreach (var news in batch)
            {
                after = news.Sequence;
                yield return news;
            }

            await wait.WaitAsync(cancellationToken);
        }
    }

    private (IReadOnlyList<DeskNews> Batch, Task Wait) After(long after)
    {
        lock (_gate)
        {
            var batch = _news.Where(n => n.Sequence > after).ToList();
            if (batch.Count > 0 && batch[0].Sequence > after + 1)
            {
                batch = [new DeskNews(_sequence, null, batch.Max(n => n.Severity), batch.Any(n => n.Alarm))];
            }

            return (batch, _next.Task);
        }
    }
}
