using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Ladder;

/// <summary>One alert of a rung: by what, to whom (an operator's id, <c>oncall:0</c>, <c>hook</c>, <c>person</c>), and what is sent.</summary>
/// <param name="Payload">Null when it is done with the commit itself.</param>
internal sealed record Alert(LadderMeans By, string Recipient, ReadOnlyMemory<byte>? Payload)
{
    public string? Kind => By switch
    {
        LadderMeans.Email => AlertKinds.Email,
        LadderMeans.Sms => AlertKinds.Sms,
        LadderMeans.Call => AlertKinds.Call,
        LadderMeans.Hook => AlertKinds.Hook,
        LadderMeans.Push => AlertKinds.Push,
        _ => null,
    };
}

/// <summary>Kinds of outbox rows that the ladder's senders take.</summary>
internal static class AlertKinds
{
    public const string Prefix = "alert.";
    public const string Email = "alert.email";
    public const string Sms = "alert.sms";
    public const string Call = "alert.call";
    public const string Hook = "alert.hook";
    public const string Push = "alert.push";
}

/// <summary>
/// Climbs one rung of a waiting case, or of a drill (<paramref name="Case"/> null). Stale when the case does not wait in this round any more
/// or the rung was climbed already: whoever comes second does nothing.
/// </summary>
/// <param name="Round">Ticks of the moment from which the waiting counts. On the supervisors' own rung the case has an owner, and something else waits.</param>
internal sealed record ClimbLadder(CaseId? Case, long Round, int Rung, LadderAudience To, IReadOnlyList<Alert> Alerts) : IChange;

/// <summary>The proof of a delivery, or that it was given up.</summary>
internal sealed record AlertEnded(string Key, bool Delivered) : IChange;

internal sealed class ClimbLadderWriter(EnqueueWriter outbox, DeskSignal signal) : ChangeWriter<ClimbLadder>
{
    protected override async Task WriteAsync(ClimbLadder change, CommitScope scope, CancellationToken cancellationToken)
    {
        var caseId = change.Case?.Value;
        if (await scope.Db.CaseAlerts.AnyAsync(a => a.CaseId == caseId && a.Round == change.Round && a.Rung == change.Rung, cancellationToken))
        {
            throw new StaleWriteException("rung is climbed");
        }

        if (change.Case is { } id)
        {
            var row = await CaseHistory.OpenRowAsync(scope, id, cancellationToken);
            if (change.Rung == LadderWatch.SupervisorRung ? row.State != CaseState.Taken : row.State != CaseState.Open || row.WaitingSince.UtcTicks != change.Round)
            {
                throw new StaleWriteException("case waits no more");
            }

            // Its opening has rung already.
            if (change.Rung > 0 && change.Alerts.Any(alert => alert.By == LadderMeans.Desk))
            {
                scope.AfterCommit(() => signal.Publish(id, row.Severity, alarm: true));
            }
        }

        foreach (var alert in change.Alerts)
        {
            var key = $"alert/{change.Case?.Value.ToString("N") ?? "drill"}/{change.Round}/{change.Rung}/{alert.By}/{alert.Recipient}";
            scope.Db.CaseAlerts.Add(new CaseAlertRow
            {
                Key = key, CaseId = change.Case?.Value, Round = change.Round, Rung = change.Rung, To = (int)change.To, By = (int)alert.By,
                Recipient = alert.Recipient, At = scope.Now, DeliveredAt = alert.Payload is null && alert.By != LadderMeans.Nobody ? scope.Now : null,
            });
            if (alert is { Kind: { } kind, Payload: { } payload })
            {
                await ((IChangeWriter)outbox).WriteAsync(new Enqueue(kind, key, null, change.Case, null, payload), scope, cancellationToken);
            }
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class AlertEndedWriter : ChangeWriter<AlertEnded>
{
    protected override Task WriteAsync(AlertEnded change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = scope.Db.CaseAlerts.Where(a => a.Key == change.Key);
        return change.Delivered
            ? row.ExecuteUpdateAsync(set => set.SetProperty(a => a.DeliveredAt, scope.Now), cancellationToken)
            : row.ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedAt, scope.Now), cancellationToken);
    }
}
