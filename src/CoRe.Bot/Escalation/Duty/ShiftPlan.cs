using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Duty;

/// <summary>A shift as it was planned.</summary>
internal sealed record PlannedShift(long Id, OperatorId Operator, string Name, DateTimeOffset From, DateTimeOffset Until);

/// <summary>Puts a shift into the plan.</summary>
internal sealed record PlanShift(OperatorId Operator, DateTimeOffset From, DateTimeOffset Until, OperatorId By) : IChange;

/// <summary>Takes a shift out of the plan.</summary>
internal sealed record UnplanShift(long Id) : IChange;

/// <summary>
/// Who should be there when. The plan says to people in chat when somebody is back, and the alert ladder writes to whoever should be there
/// and is not; it makes nobody present.
/// </summary>
internal sealed class ShiftPlan(ICoreDb database, ICommitter committer, DutyRoster roster, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(120);

    /// <summary>Running and coming shifts, in order.</summary>
    public async Task<IReadOnlyList<PlannedShift>> ComingAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var now = time.GetUtcNow();
        return await (from shift in db.PlannedShifts.AsNoTracking()
                      join user in db.Users on shift.OperatorId equals user.Id
                      where shift.Until > now
                      orderby shift.From
                      select new PlannedShift(shift.Id, new OperatorId(shift.OperatorId), user.DisplayName, shift.From, shift.Until)).ToListAsync(cancellationToken);
    }

    /// <summary>Accounts that can stand in the plan.</summary>
    public async Task<IReadOnlyList<(OperatorId Id, string Name)>> PeopleAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var now = time.GetUtcNow();
        var people = await (from user in db.Users.AsNoTracking()
                            join link in db.UserRoles on user.Id equals link.UserId
                            join role in db.Roles on link.RoleId equals role.Id
                            where (role.Name == Roles.Operator || role.Name == Roles.Coordinator || role.Name == Roles.Supervisor) && (user.LockoutEnd == null || user.LockoutEnd <= now)
                            select new { user.Id, user.DisplayName }).Distinct().ToListAsync(cancellationToken);
        return [.. people.Select(p => (new OperatorId(p.Id), p.DisplayName)).OrderBy(p => p.DisplayName, StringComparer.CurrentCulture)];
    }

    public async Task<DeskAnswer> PlanAsync(Actor actor, OperatorId who, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!actor.IsCoordinator)
        {
            return DeskAnswer.Forbidden;
        }

        if (until <= from || until - from > Longest || until <= now || from > now + Farthest || (await PeopleAsync(cancellationToken)).All(p => p.Id != who))
        {
            return DeskAnswer.Invalid;
        }

        await committer.CommitAsync([new PlanShift(who, from, until, actor.Id), new Audited(actor.Id, "shift.plan", who.Value)], cancellationToken);
        await roster.RefreshAsync(cancellationToken);
        return DeskAnswer.Done;
    }

    public async Task<DeskAnswer> UnplanAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (!actor.IsCoordinator)
        {
            return DeskAnswer.Forbidden;
        }

        await committer.CommitAsync([new UnplanShift(id), new Audited(actor.Id, "shift.unplan", id.ToString(System.Globalization.CultureInfo.InvariantCulture))], cancellationToken);
        await roster.RefreshAsync(cancellationToken);
        return DeskAnswer.Done;
    }
}

internal sealed class PlanShiftWriter : ChangeWriter<PlanShift>
{
    protected override async Task WriteAsync(PlanShift change, CommitScope scope, CancellationToken cancellationToken)
    {
        scope.Db.PlannedShifts.Add(new PlannedShiftRow { OperatorId = change.Operator.Value, From = change.From, Until = change.Until, PlannedBy = change.By.Value });
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class UnplanShiftWriter : ChangeWriter<UnplanShift>
{
    protected override Task WriteAsync(UnplanShift change, CommitScope scope, CancellationToken cancellationToken) =>
        scope.Db.PlannedShifts.Where(s => s.Id == change.Id).ExecuteDeleteAsync(cancellationToken);
}
