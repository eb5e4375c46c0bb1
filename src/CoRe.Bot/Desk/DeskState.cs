using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Desk;

/// <summary>What one open desk page sees. Follows the news and the open talk, and tells its panes to draw again.</summary>
internal sealed class DeskState(CaseStore store, CaseDesk cases, DutyRoster roster, DeskSignal signal, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private const int FirstLines = 5000;
    private readonly CancellationTokenSource _closed = new();
    private readonly HashSet<CaseId> _seen = [];
    private readonly List<Task> _loops = [];
    private CancellationTokenSource? _talk;

    /// <summary>Something to draw. Raised on any thread.</summary>
    public event Func<Task>? Changed;

    /// <summary>A new or graver case that nobody has, for the sound.</summary>
    public event Func<Severity, Task>? Rang;

    /// <summary>The sounds to choose from. None is silent: a danger must be heard.</summary>
    public static IReadOnlyList<string> Tones { get; } = ["two", "bell", "low"];

    public string Tone { get; set; } = Tones[0];

    public Actor? Actor { get; private set; }

    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    /// <summary>Null while loading.</summary>
    public IReadOnlyList<QueueEntry>? Queue { get; private set; }

    public CaseFile? Open { get; private set; }

    public IReadOnlyList<TranscriptEntry> Lines { get; private set; } = [];

    /// <summary>The last reading failed: what is shown may be old.</summary>
    public bool Stale { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public DeskStatus Status => roster.Now;

    public DeskMode Wanted => roster.Wanted;

    public IReadOnlyList<OnShift> OnShift => roster.Present();

    public bool IsOnShift => OnShift.Any(s => s.Operator == Actor?.Id);

    public bool Mine => Open?.Head is { State: CaseState.Taken } head && head.Owner == Actor?.Id;

    /// <summary>Waiting cases of severity 2 and 3 that this page has not opened yet.</summary>
    public IReadOnlyList<QueueEntry> Unseen => [.. (Queue ?? []).Where(q => q.State == CaseState.Open && q.Severity >= Severity.High && !_seen.Contains(q.Case))];

    public async Task StartAsync(Actor actor)
    {
        if (Actor is not null)
        {
            return;
        }

        Actor = actor;
        if (!actor.SeesCases)
        {
            return;
        }

        var after = signal.Sequence;
        await ReloadAsync();
        _loops.Add(FollowNewsAsync(after, _closed.Token));
        _loops.Add(TickAsync(_closed.Token));
    }

    /// <summary>Shows a case; false when there is none. Writes the audit line.</summary>
    public async Task<bool> OpenAsync(CaseId id, CancellationToken cancellationToken)
    {
        if (Open?.Head.Case == id)
        {
            return true;
        }

        await LeaveAsync();
        Open = await cases.OpenAsync(Actor!, id, cancellationToken);
        if (Open is null)
        {
            return false;
        }

        _seen.Add(id);
        Lines = await cases.ReadAsync(Open.Head, 0, FirstLines, cancellationToken) ?? [];
        await MarkReadAsync();
        _talk = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        _loops.Add(FollowTalkAsync(Open.Head, _talk.Token));
        await ShowAsync();
        return true;
    }

    public async Task LeaveAsync()
    {
        if (_talk is not null)
        {
            await _talk.CancelAsync();
            _talk.Dispose();
        }

        (_talk, Open, Lines) = (null, null, []);
        await ShowAsync();
    }

    /// <summary>Reads the queue and the open case again.</summary>
    public async Task ReloadAsync()
    {
        try
        {
            Queue = await store.QueueAsync(Actor, _closed.Token);
            if (Open is { } open)
            {
                var file = await store.FileAsync(Actor, open.Head.Case, _closed.Token);
                if (file is null)
                {
                    // It turned out to be about a place of the reader's own.
                    await LeaveAsync();
                }
                else if (Open?.Head.Case == file.Head.Case)
                {
                    Open = file;
                }
            }

            (Stale, UpdatedAt) = (false, Now);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or IOException or InvalidOperationException)
        {
            Stale = true;
        }

        await ShowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await Task.WhenAll(_loops.Select(loop => loop.ContinueWith(_ => { }, TaskScheduler.Default)));
        _talk?.Dispose();
        _closed.Dispose();
    }

    private async Task FollowNewsAsync(long after, CancellationToken cancellationToken)
    {
        await foreach (var news in signal.FollowAsync(after, cancellationToken))
        {
            await ReloadAsync();
            if (news.Case is { } of && Queue?.Any(q => q.Case == of) == false)
            {
                continue;
            }

            if (news.Alarm && news.Severity >= Severity.High && Rang is { } rang)
            {
                if (news.Case is { } again && Open?.Head.Case != again)
                {
                    _seen.Remove(again);
                }

                await rang(news.Severity);
            }
        }
    }

    /// <summary>Waiting times count, and a stale reading is tried again.</summary>
    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        for (var round = 1; await timer.WaitForNextTickAsync(cancellationToken); round++)
        {
            if (Stale || round % 12 == 0)
            {
                await ReloadAsync();
            }
            else
            {
                await ShowAsync();
            }

            if (round % 4 == 0 && Unseen is [var first, ..] && Rang is { } rang)
            {
                await rang(first.Severity);
            }
        }
    }

    /// <summary>What stands on the owner's screen counts as read.</summary>
    private async Task MarkReadAsync()
    {
        if (Mine && Lines is [.., var last])
        {
            await cases.ReadToAsync(Actor!, Open!.Head.Case, last.Number, _closed.Token);
        }
    }

    private async Task FollowTalkAsync(CaseHead head, CancellationToken cancellationToken)
    {
        await foreach (var entry in cases.FollowAsync(head, Lines.Count == 0 ? 0 : Lines[^1].Number, cancellationToken))
        {
            if (Open?.Head.Case != head.Case)
            {
                return;
            }

            Lines = [.. Lines, entry];
            if (entry.Speaker == Speaker.Person)
            {
                await MarkReadAsync();
            }

            await ShowAsync();
        }
    }

    private Task ShowAsync() => Changed is { } changed ? Task.WhenAll(changed.GetInvocationList().Cast<Func<Task>>().Select(draw => draw())) : Task.CompletedTask;
}
