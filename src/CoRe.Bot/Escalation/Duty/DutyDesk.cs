using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Duty;

/// <summary>Shifts and the switch, for pages and API alike.</summary>
internal sealed class DutyDesk(ICommitter committer, DutyRoster roster, IOptions<EscalationOptions> options)
{
    public async Task<DeskAnswer> SetModeAsync(Actor actor, DeskMode mode, CancellationToken cancellationToken)
    {
        if (!actor.IsCoordinator)
        {
            return DeskAnswer.Forbidden;
        }

        await committer.CommitAsync([new SetDeskMode(mode, actor), new Audited(actor.Id, "desk.mode", DutyWords.Word(mode))], cancellationToken);
        await roster.RefreshAsync(cancellationToken);
        return DeskAnswer.Done;
    }

    public async Task<DeskAnswer> GoOnShiftAsync(Actor actor, CancellationToken cancellationToken)
    {
        await committer.CommitAsync([OnShift(actor), new Audited(actor.Id, "shift.on", actor.Id.Value)], cancellationToken);
        await roster.RefreshAsync(cancellationToken);
        return DeskAnswer.Done;
    }

    /// <summary>Refused while the operator still holds a talk: somebody must have it first.</summary>
    public async Task<DeskAnswer> GoOffShiftAsync(Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            await committer.CommitAsync([new GoOffShift(actor.Id), new Audited(actor.Id, "shift.off", actor.Id.Value)], cancellationToken);
        }
        catch (StaleWriteException)
        {
            return DeskAnswer.StillHolding;
        }

        await roster.RefreshAsync(cancellationToken);
        return DeskAnswer.Done;
    }

    public async Task SeenAsync(Actor actor, CancellationToken cancellationToken)
    {
        await committer.CommitAsync([new SeenOnShift(actor.Id)], cancellationToken);
        await roster.RefreshAsync(cancellationToken);
    }

    /// <summary>Whoever takes a case is there: taking begins a shift.</summary>
    public GoOnShift OnShift(Actor actor) => new(actor.Id, TimeSpan.FromHours(options.Value.ShiftHours));
}
