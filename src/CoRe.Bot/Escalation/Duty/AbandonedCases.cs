using CoRe.Bot.Escalation.Conflicts;

namespace CoRe.Bot.Escalation.Duty;

/// <summary>
/// Nobody may write to an empty chair: when the owner's desk was not seen for the time of presence, the talk goes back to the
/// bot, the person is told, and the case rings in the queue again.
/// </summary>
internal sealed partial class AbandonedCases(CaseStore store, CaseDesk desk, DutyRoster roster, TimeProvider time, ILogger<AbandonedCases> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    /// <summary>Gives back what nobody looks after. Returns how many.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await roster.RefreshAsync(cancellationToken);
        var present = roster.Present().ToDictionary(s => s.Operator, s => s.Places);
        var left = 0;
        foreach (var held in await store.HeldAsync(cancellationToken))
        {
            // Also who turns out to belong to the place that the talk is about.
            if (held.Owner is { } owner && (!present.TryGetValue(owner, out var places) || PlaceTags.Bars(held.Places, places, Operators.OperatorRole.Supervisor)) && await desk.AbandonAsync(held.Case, owner, cancellationToken) == DeskAnswer.Done)
            {
                CaseAbandoned(log, held.Case.ToString());
                left++;
            }
        }

        return left;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception error) when (error is System.Data.Common.DbException or IOException or InvalidOperationException)
            {
                SweepFailed(log, error.GetType().Name);
            }
        }
    }

    [LoggerMessage(4202, LogLevel.Warning, "Case {CaseId} went back to the queue: its owner's desk is silent")]
    private static partial void CaseAbandoned(ILogger log, string caseId);

    [LoggerMessage(4203, LogLevel.Error, "Silent desks could not be looked for: {ErrorType}")]
    private static partial void SweepFailed(ILogger log, string errorType);
}
