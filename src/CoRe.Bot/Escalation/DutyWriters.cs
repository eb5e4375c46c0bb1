using CoRe.Bot.Storage;

namespace CoRe.Bot.Escalation;

internal sealed class SetDeskModeWriter : ChangeWriter<SetDeskMode>
{
    protected override Task WriteAsync(SetDeskMode change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.ExecuteAsync(
            "INSERT INTO settings (name, value, changed_at, changed_by) VALUES (@n, @v, @at, @by) " +
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
            [("@n", DutyRoster.ModeSetting), ("@v", change.Mode.ToString()), ("@at", scope.Now.Stored()), ("@by", change.By.Value)], cancellationToken);
}

internal sealed class StartShiftWriter : ChangeWriter<StartShift>
{
    protected override async Task WriteAsync(StartShift change, CommitScope scope, CancellationToken cancellationToken)
    {
        var running = await scope.ExecuteAsync("UPDATE shifts SET last_seen_at = @at WHERE operator_id = @o AND until > @at",
            [("@at", scope.Now.Stored()), ("@o", change.Operator.Value)], cancellationToken);
        if (running == 0)
        {
            scope.Db.Shifts.Add(new ShiftRow { OperatorId = change.Operator.Value, From = scope.Now, Until = change.Until, LastSeenAt = scope.Now });
        }
    }
}

internal sealed class EndShiftWriter : ChangeWriter<EndShift>
{
    protected override Task WriteAsync(EndShift change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.ExecuteAsync("UPDATE shifts SET until = @at WHERE operator_id = @o AND until > @at",
            [("@at", scope.Now.Stored()), ("@o", change.Operator.Value)], cancellationToken);
}

internal sealed class SeenAtDeskWriter : ChangeWriter<SeenAtDesk>
{
    protected override Task WriteAsync(SeenAtDesk change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.ExecuteAsync("UPDATE shifts SET last_seen_at = @at WHERE operator_id = @o AND until > @at",
            [("@at", scope.Now.Stored()), ("@o", change.Operator.Value)], cancellationToken);
}
