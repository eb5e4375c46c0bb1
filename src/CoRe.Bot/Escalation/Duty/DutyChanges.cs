using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Duty;

/// <summary>The coordinator's one click.</summary>
internal sealed record SetDeskMode(DeskMode Mode, Actor Actor) : IChange;

/// <summary>Begins the operator's shift, or lengthens and freshens the running one.</summary>
internal sealed record GoOnShift(OperatorId Operator, TimeSpan Length) : IChange;

/// <summary>Ends the operator's shift now.</summary>
internal sealed record GoOffShift(OperatorId Operator) : IChange;

/// <summary>The operator's page was used a moment ago.</summary>
internal sealed record SeenOnShift(OperatorId Operator) : IChange;

internal sealed class SetDeskModeWriter : ChangeWriter<SetDeskMode>
{
    protected override async Task WriteAsync(SetDeskMode change, CommitScope scope, CancellationToken cancellationToken)
    {
        var word = DutyWords.Word(change.Mode);
        var changed = await scope.Db.Settings.Where(s => s.Name == DutyRoster.ModeSetting).ExecuteUpdateAsync(set => set
            .SetProperty(s => s.Value, word).SetProperty(s => s.ChangedAt, scope.Now).SetProperty(s => s.ChangedBy, change.Actor.Id.Value), cancellationToken);
        if (changed == 0)
        {
            scope.Db.Settings.Add(new SettingRow { Name = DutyRoster.ModeSetting, Value = word, ChangedAt = scope.Now, ChangedBy = change.Actor.Id.Value });
        }
    }
}

internal sealed class GoOnShiftWriter : ChangeWriter<GoOnShift>
{
    protected override async Task WriteAsync(GoOnShift change, CommitScope scope, CancellationToken cancellationToken)
    {
        var running = await scope.Db.Shifts.Where(s => s.OperatorId == change.Operator.Value && s.Until > scope.Now)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, scope.Now), cancellationToken);
        if (running == 0)
        {
            scope.Db.Shifts.Add(new ShiftRow { OperatorId = change.Operator.Value, From = scope.Now, Until = scope.Now + change.Length, LastSeenAt = scope.Now });
        }
    }
}

internal sealed class GoOffShiftWriter : ChangeWriter<GoOffShift>
{
    protected override async Task WriteAsync(GoOffShift change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Cases.AnyAsync(c => c.OwnerId == change.Operator.Value && c.State == CaseState.Taken, cancellationToken))
        {
            throw new StaleWriteException("cases are still held");
        }

        await scope.Db.Shifts.Where(s => s.OperatorId == change.Operator.Value && s.Until > scope.Now)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Until, scope.Now), cancellationToken);
    }
}

internal sealed class SeenOnShiftWriter : ChangeWriter<SeenOnShift>
{
    protected override Task WriteAsync(SeenOnShift change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.Db.Shifts.Where(s => s.OperatorId == change.Operator.Value && s.Until > scope.Now)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, scope.Now), cancellationToken);
}
