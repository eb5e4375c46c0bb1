using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation;

/// <summary>Shifts and the desk's switch: each act is durable, then known to every turn, then shown at every desk.</summary>
internal sealed class Duty(ICommitter committer, DutyRoster roster, DeskSignal signal, IOptions<EscalationOptions> options, TimeProvider time)
{
    public Task SwitchAsync(DeskMode mode, OperatorId by, CancellationToken cancellationToken) =>
        ActAsync([new SetDeskMode(mode, by), new Audited(by.Value, "desk.mode." + mode, "desk")], cancellationToken);

    public Task BeginAsync(OperatorId me, CancellationToken cancellationToken) =>
        ActAsync([new StartShift(me, time.GetUtcNow().AddHours(options.Value.ShiftHours)), new Audited(me.Value, "shift.begin", "desk")], cancellationToken);

    public Task EndAsync(OperatorId me, CancellationToken cancellationToken) =>
        ActAsync([new EndShift(me), new Audited(me.Value, "shift.end", "desk")], cancellationToken);

    /// <summary>The heartbeat of an open desk page.</summary>
    public Task SeenAsync(OperatorId me, CancellationToken cancellationToken) => ActAsync([new SeenAtDesk(me)], cancellationToken);

    private async Task ActAsync(IReadOnlyList<IChange> changes, CancellationToken cancellationToken)
    {
        await committer.CommitAsync(changes, cancellationToken);
        await roster.ReloadAsync(cancellationToken);
        signal.Raise();
    }
}
