using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation;

/// <summary>Sets how the desk is meant to stand. What it really is also depends on who is there.</summary>
internal sealed record SetDeskMode(DeskMode Mode, OperatorId By) : IChange;

/// <summary>An operator begins a shift (a running one is kept).</summary>
internal sealed record StartShift(OperatorId Operator, DateTimeOffset Until) : IChange;

internal sealed record EndShift(OperatorId Operator) : IChange;

/// <summary>The operator's desk page is open.</summary>
internal sealed record SeenAtDesk(OperatorId Operator) : IChange;

/// <summary>
/// Who is there. Answers from memory, because every turn asks; read again after every change and at start. "Staffed" needs a
/// coordinator's yes, an operator on shift, and a desk that was seen open lately: no text may promise a person on less.
/// </summary>
internal sealed class DutyRoster(ICoreDb database, IOptions<EscalationOptions> options, TimeProvider time) : IDeskStatus
{
    public const string ModeSetting = "desk.mode";
    private volatile Picture _picture = new(DeskMode.Staffed, []);

    public DeskStatus Now
    {
        get
        {
            var now = time.GetUtcNow();
            var picture = _picture;
            var mode = picture.Mode != DeskMode.Staffed ? picture.Mode : OnShift(picture, now).Any() ? DeskMode.Staffed : DeskMode.InformationOnly;
            return new DeskStatus(mode, mode == DeskMode.Staffed ? null : NextOpening(now));
        }
    }

    /// <summary>The mode a coordinator chose.</summary>
    public DeskMode Chosen => _picture.Mode;

    public IReadOnlyList<OperatorId> OperatorsOnShift => [.. OnShift(_picture, time.GetUtcNow()).Select(s => new OperatorId(s.OperatorId))];

    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var now = time.GetUtcNow();
        var mode = await db.Settings.AsNoTracking().Where(s => s.Name == ModeSetting).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        var shifts = await db.Shifts.AsNoTracking().Where(s => s.Until > now).ToListAsync(cancellationToken);
        _picture = new Picture(Enum.TryParse<DeskMode>(mode, out var chosen) ? chosen : DeskMode.Staffed, shifts);
    }

    /// <summary>The next moment somebody is normally there; null when no hours are set.</summary>
    internal DateTimeOffset? NextOpening(DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        for (var day = 0; day <= 7; day++)
        {
            var date = DateOnly.FromDateTime(local.DateTime).AddDays(day);
            foreach (var hours in options.Value.OpeningHours.Where(h => h.Day == date.DayOfWeek).OrderBy(h => h.From))
            {
                var opens = date.ToDateTime(hours.From);
                if (opens > local.DateTime)
                {
                    return new DateTimeOffset(opens, zone.GetUtcOffset(opens)).ToUniversalTime();
                }
            }
        }

        return null;
    }

    private IEnumerable<ShiftRow> OnShift(Picture picture, DateTimeOffset now) =>
        picture.Shifts.Where(s => s.From <= now && s.Until > now && s.LastSeenAt > now.AddMinutes(-options.Value.PresenceMinutes));

    private sealed record Picture(DeskMode Mode, IReadOnlyList<ShiftRow> Shifts);
}
