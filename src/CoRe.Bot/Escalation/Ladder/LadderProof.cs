using System.Text;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Ladder;

/// <summary>
/// Proves that the ladder would be heard: once a week everybody who stands on it gets a drill by every way that leads out of the house,
/// and every few minutes an outside watchdog is told that this program lives. One that was missed is made up for.
/// </summary>
internal sealed partial class LadderProof(LadderStore store, LadderRoll roll, AlertWords words, ICommitter committer, SignedHook hook,
    IOptions<LadderOptions> options, TimeProvider time, ILogger<LadderProof> log) : BackgroundService
{
    private static readonly LadderAudience[] Audiences = [LadderAudience.Operators, LadderAudience.Supervisors, LadderAudience.OnCall];
    private static readonly LadderMeans[] Ways = [LadderMeans.Push, LadderMeans.Email, LadderMeans.Sms, LadderMeans.Call];
    private readonly OpeningPeriod? _drill = options.Value.Drill.Length > 0 ? OpeningPeriod.Parse(options.Value.Drill) : null;

    /// <summary>Holds the drill that is due, if any. True when one was held.</summary>
    internal async Task<bool> DrillAsync(CancellationToken cancellationToken)
    {
        if (_drill?.LastOpening(time.GetUtcNow()) is not { } due || await store.WasDrilledAsync(due.UtcTicks, cancellationToken))
        {
            return false;
        }

        var reached = new HashSet<(LadderMeans, string)>();
        var changes = new List<IChange>();
        for (var rung = 0; rung < Audiences.Length; rung++)
        {
            LadderMeans[] means = Audiences[rung] == LadderAudience.OnCall ? [.. Ways, LadderMeans.Hook] : Ways;
            var ways = roll.Ways(new RungOptions { To = Audiences[rung], By = means }, await roll.OnAsync(Audiences[rung], new LadderSubject(), cancellationToken));
            Alert[] alerts = [.. from way in ways where reached.Add((way.By, way.Address))
                                 select new Alert(way.By, way.Recipient, words.Drill(way.By, way.Address, due, rung, $"drill/{due.UtcTicks}/{rung}/{way.Recipient}"))];
            changes.Add(new ClimbLadder(null, due.UtcTicks, rung, Audiences[rung], alerts.Length > 0 ? alerts : [new Alert(LadderMeans.Nobody, "nobody", null)]));
        }

        await committer.CommitAsync(changes, cancellationToken);
        DrillHeld(log, reached.Count);
        return true;
    }

    /// <summary>Tells the watchdog, when there is one. It hears nothing when the store cannot be read: then the ladder is dead too.</summary>
    internal async Task LiveAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Watchdog is { } watchdog)
        {
            var waiting = await store.WaitingAsync(cancellationToken);
            var now = time.GetUtcNow();
            var json = $$"""{"event":"alive","at":"{{now:O}}","waiting":{{waiting.Count}}}""";
            await hook.PostAsync(watchdog, options.Value.HookSecret, $"alive/{now.UtcTicks}", Encoding.UTF8.GetBytes(json), cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.WatchdogMinutes), time);
        do
        {
            try
            {
                await DrillAsync(stoppingToken);
                await LiveAsync(stoppingToken);
            }
            catch (Exception error) when (error is System.Data.Common.DbException or IOException or InvalidOperationException or StaleWriteException or OutboxException)
            {
                ProofFailed(log, (error as OutboxException)?.Code ?? error.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(4211, LogLevel.Information, "The weekly drill of the alert ladder goes out by {Count} ways")]
    private static partial void DrillHeld(ILogger log, int count);

    [LoggerMessage(4212, LogLevel.Warning, "The alert ladder could not be proved: {Code}")]
    private static partial void ProofFailed(ILogger log, string code);
}

/// <summary>What is missing before the ladder would be heard at night.</summary>
internal sealed class LadderReadiness(IOptions<LadderOptions> options, MailServer mail, IPhoneProvider phone) : IReadinessCheck
{
    public IEnumerable<Readiness> Check()
    {
        if (!mail.IsConfigured)
        {
            yield return new Readiness("Alert ladder", ReadinessLevel.Open, "Mail:Host is empty: nobody away from the desk is told of a case");
        }

        if (!phone.IsConfigured)
        {
            yield return new Readiness("Alert ladder", ReadinessLevel.Open, "Phone:AccountSid is empty: no short message and no call goes out");
        }

        yield return options.Value.OnCall.Count == 0
            ? new Readiness("Alert ladder", ReadinessLevel.Open, "Escalation:Ladder:OnCall is empty: no partner hears of a case that the team does not take")
            : new Readiness("Alert ladder", ReadinessLevel.Ready, $"{options.Value.OnCall.Count} on call");
        yield return options.Value.Watchdog is null
            ? new Readiness("Alert ladder", ReadinessLevel.Open, "Escalation:Ladder:Watchdog is empty: nobody outside notices when this program stops")
            : new Readiness("Alert ladder", ReadinessLevel.Ready, "an outside watchdog is told that the ladder lives");
    }
}
