using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Ladder;

/// <summary>
/// Climbs the ladder of every case that nobody has taken: each rung once, in order, at its time. A rung on which nobody can be reached is
/// passed at once and written down. When the time for the case is over the person in chat is told so, with the numbers; the case stays open.
/// </summary>
internal sealed partial class LadderWatch(LadderStore store, LadderRoll roll, AlertWords words, CaseDesk desk, CaseStore cases, HandoverWords handover,
    IOptions<LadderOptions> options, IOptions<EscalationOptions> escalation, TimeProvider time, ILogger<LadderWatch> log) : BackgroundService, ISupervisorCall
{
    /// <summary>The rung of the message to the person: beyond every real one.</summary>
    internal const int ChatRung = 1000;

    /// <summary>The rung of the partners who are called because the last person on shift went home.</summary>
    internal const int PartnerRung = 900;

    /// <summary>The rung of the supervisors who are told that a case with an owner stands still.</summary>
    internal const int SupervisorRung = 901;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private readonly OpeningHours _hours = OpeningHours.Parse(escalation.Value.OpeningHours);

    /// <summary>Does what is due now. Returns how many steps were taken.</summary>
    internal async Task<int> ClimbAsync(CancellationToken cancellationToken)
    {
        var steps = 0;
        foreach (var waiting in await store.WaitingAsync(cancellationToken))
        {
            while (await StepAsync(waiting with { Alerts = await AlertsAsync(waiting, steps, cancellationToken) }, cancellationToken))
            {
                steps++;
            }

            if (IsBreached(waiting) && waiting.Alerts.All(alert => alert.Rung != ChatRung) && await TellAsync(waiting, cancellationToken))
            {
                steps++;
            }
        }

        return steps;
    }

    /// <summary>Whether any partner on call can be reached at all.</summary>
    public bool HasPartners => options.Value.OnCall.Count > 0;

    /// <summary>Tells the partners on call of each case that waits, now. Returns how many cases.</summary>
    internal async Task<int> CallPartnersAsync(CancellationToken cancellationToken)
    {
        var told = 0;
        var rung = new RungOptions { To = LadderAudience.OnCall, By = [LadderMeans.Email, LadderMeans.Sms] };
        foreach (var waiting in (await store.WaitingAsync(cancellationToken)).Where(waiting => waiting.Alerts.All(alert => alert.Rung != PartnerRung)))
        {
            var ways = roll.Ways(rung, await roll.OnAsync(LadderAudience.OnCall, waiting.About, cancellationToken));
            var answer = await desk.ChangeAsync(Actor.Product, waiting.Case, head => head.State != CaseState.Open ? null :
                [new ClimbLadder(waiting.Case, waiting.Round, PartnerRung, LadderAudience.OnCall, Alerts(ways, head, waiting, PartnerRung))], cancellationToken);
            told += answer == DeskAnswer.Done ? 1 : 0;
        }

        return told;
    }

    /// <summary>Tells the supervisors that a case with an owner stands still, once for each moment <paramref name="since"/>. A case that waits climbs its own ladder.</summary>
    public async Task CallSupervisorsAsync(CaseId about, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (await store.OwnedAsync(about, since, cancellationToken) is { } owned)
        {
            var rung = new RungOptions { To = LadderAudience.Supervisors, By = [LadderMeans.Desk, LadderMeans.Push, LadderMeans.Email, LadderMeans.Sms] };
            var ways = roll.Ways(rung, await roll.OnAsync(LadderAudience.Supervisors, owned.About, cancellationToken));
            await desk.ChangeAsync(Actor.Product, about, head => head.State != CaseState.Taken ? null :
                [new ClimbLadder(about, owned.Round, SupervisorRung, LadderAudience.Supervisors, Alerts(ways, head, owned, SupervisorRung))], cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ClimbAsync(stoppingToken);
            }
            catch (Exception error) when (error is System.Data.Common.DbException or IOException or InvalidOperationException or StaleWriteException)
            {
                ClimbFailed(log, error.GetType().Name);
            }
        }
    }

    /// <summary>Climbs the next rung when its time has come; false when there is nothing to do now.</summary>
    private async Task<bool> StepAsync(WaitingCase waiting, CancellationToken cancellationToken)
    {
        var rungs = options.Value.Rungs(waiting.Severity);
        var climbed = waiting.Alerts.Where(alert => alert.Rung < PartnerRung).ToLookup(alert => alert.Rung);
        var next = climbed.Count == 0 ? 0 : climbed.Max(rung => rung.Key) + 1;
        if (next >= rungs.Count || Waited(waiting) < LadderClock.DueAfter(rungs, next, climbed.Where(rung => rung.Any(a => a.By == (int)LadderMeans.Nobody)).Select(rung => rung.Key).ToHashSet()))
        {
            return false;
        }

        var rung = rungs[next];
        var ways = roll.Ways(rung, await roll.OnAsync(rung.To, waiting.About, cancellationToken));
        var answer = await desk.ChangeAsync(Actor.Product, waiting.Case, head => head.State != CaseState.Open ? null :
            [new ClimbLadder(waiting.Case, waiting.Round, next, rung.To, Alerts(ways, head, waiting, next))], cancellationToken);
        return answer == DeskAnswer.Done;
    }

    private IReadOnlyList<Alert> Alerts(IReadOnlyList<(LadderMeans By, string Recipient, string Address)> ways, CaseHead head, WaitingCase waiting, int rung) => ways.Count == 0
        ? [new Alert(LadderMeans.Nobody, "nobody", null)]
        : [.. ways.Select(way => new Alert(way.By, way.Recipient, way.By == LadderMeans.Desk ? (ReadOnlyMemory<byte>?)null
            : words.Of(way.By, way.Address, head, waiting.Since, rung, $"{waiting.Case}/{waiting.Round}/{rung}/{way.Recipient}", time.GetUtcNow() - waiting.Since)))];

    /// <summary>An erased chat is not written to, a silent case must not show.</summary>
    private async Task<bool> TellAsync(WaitingCase waiting, CancellationToken cancellationToken) =>
        await desk.ChangeAsync(Actor.Product, waiting.Case, head => head.State != CaseState.Open ? null :
        [
            new ClimbLadder(waiting.Case, waiting.Round, ChatRung, LadderAudience.Operators,
                [head.Erased || head.Silent ? new Alert(LadderMeans.Nobody, "person", null) : new Alert(LadderMeans.Chat, "person", null)]),
            .. head.Erased || head.Silent ? [] : (IChange[])[new Say(head.Conversation, Speaker.Bot, handover.NobodyYet(head.SpokenIn))],
        ], cancellationToken) == DeskAnswer.Done;

    private bool IsBreached(WaitingCase waiting) => Waited(waiting) >= cases.Clock(waiting.Severity);

    /// <summary>Clocks for safety never pause; that of an ordinary question stands still while the desk is closed.</summary>
    private TimeSpan Waited(WaitingCase waiting) => waiting.Severity >= Severity.High
        ? time.GetUtcNow() - waiting.Since
        : _hours.Between(waiting.Since, time.GetUtcNow());

    private async Task<IReadOnlyList<CaseAlertRow>> AlertsAsync(WaitingCase waiting, int steps, CancellationToken cancellationToken) => steps == 0
        ? waiting.Alerts
        : (await store.WaitingAsync(cancellationToken)).FirstOrDefault(now => now.Case == waiting.Case && now.Round == waiting.Round)?.Alerts ?? waiting.Alerts;

    [LoggerMessage(4210, LogLevel.Error, "The alert ladder could not climb: {ErrorType}")]
    private static partial void ClimbFailed(ILogger log, string errorType);
}

/// <summary>When the rungs of a ladder are due.</summary>
internal static class LadderClock
{
    /// <summary>How long a case must have waited for a rung. The time that would have been spent on rungs with nobody on them does not count.</summary>
    /// <param name="empty">Rungs before it that were passed.</param>
    public static TimeSpan DueAfter(IReadOnlyList<RungOptions> rungs, int rung, ICollection<int> empty)
    {
        var saved = Enumerable.Range(0, rung).Where(empty.Contains).Sum(at => rungs[at + 1].AfterSeconds - rungs[at].AfterSeconds);
        return TimeSpan.FromSeconds(rungs[rung].AfterSeconds - saved);
    }
}
