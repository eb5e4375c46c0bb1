using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Duty;

/// <summary>Who is on shift, as the desk shows it.</summary>
internal sealed record OnShift(OperatorId Operator, string Name, string Languages, DateTimeOffset Until, DateTimeOffset LastSeenAt, string Places = "", string Skills = "", int LoadCap = 0);

/// <summary>
/// The desk's status from memory. "Staffed" needs three things at once: the coordinator's switch, a shift, and that this person
/// was seen lately; the moment one is missing the answer changes, also between two readings of the database.
/// </summary>
internal sealed partial class DutyRoster(ICoreDb database, DeskSignal signal, IOptions<EscalationOptions> options, TimeProvider time, ILogger<DutyRoster> log) : BackgroundService, IDeskStatus
{
    internal const string ModeSetting = "desk.mode";
    private const int MostPlanned = 200;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(15);
    private readonly OpeningHours _hours = OpeningHours.Parse(options.Value.OpeningHours);
    private volatile Reading _reading = new(DeskMode.InformationOnly, [], []);

    public DeskStatus Now
    {
        get
        {
            var (now, reading) = (time.GetUtcNow(), _reading);
            return reading.Wanted switch
            {
                DeskMode.Closed => new DeskStatus(DeskMode.Closed, null),
                DeskMode.Staffed when reading.Shifts.Any(s => Present(s, now)) => new DeskStatus(DeskMode.Staffed, null),
                _ => new DeskStatus(DeskMode.InformationOnly, BackAt(reading.Planned, now)),
            };
        }
    }

    /// <summary>What the coordinator chose; the status may be less.</summary>
    public DeskMode Wanted => _reading.Wanted;

    /// <summary>Everybody on shift and seen lately.</summary>
    public IReadOnlyList<OnShift> Present() => [.. _reading.Shifts.Where(s => Present(s, time.GetUtcNow()))];

    /// <summary>Whose planned shift runs now, there or not.</summary>
    public IReadOnlyList<OperatorId> PlannedNow()
    {
        var now = time.GetUtcNow();
        return [.. _reading.Planned.Where(s => s.From <= now && s.Until > now).Select(s => s.Operator).Distinct()];
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var now = time.GetUtcNow();
        var mode = await db.Settings.AsNoTracking().Where(s => s.Name == ModeSetting).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        var shifts = await (from shift in db.Shifts.AsNoTracking() where shift.Until > now
                            join user in db.Users on shift.OperatorId equals user.Id
                            where user.LockoutEnd == null || user.LockoutEnd <= now
                            select new OnShift(new OperatorId(shift.OperatorId), user.DisplayName, user.Languages, shift.Until, shift.LastSeenAt, user.Places, user.Skills, user.LoadCap)).ToListAsync(cancellationToken);
        var planned = await db.PlannedShifts.AsNoTracking().Where(s => s.Until > now).OrderBy(s => s.From).Take(MostPlanned)
            .Select(s => new PlannedShift(s.Id, new OperatorId(s.OperatorId), "", s.From, s.Until)).ToListAsync(cancellationToken);
        var before = Now;
        _reading = new Reading(DutyWords.Mode(mode), shifts, planned);
        if (Now != before)
        {
            signal.Publish(null, Severity.None, alarm: false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Refresh, time);
        do
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception error) when (error is System.Data.Common.DbException or IOException or InvalidOperationException)
            {
                // What is known grows old by itself: presence runs out, so no promise outlives the database.
                RefreshFailed(log, error.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>The next planned shift says it best; while one should be running nothing can be promised; without a plan the opening hours speak.</summary>
    private DateTimeOffset? BackAt(IReadOnlyList<PlannedShift> planned, DateTimeOffset now) =>
        planned.Any(s => s.From <= now && s.Until > now) ? null : planned.Where(s => s.From > now).Select(s => (DateTimeOffset?)s.From).Min() ?? _hours.BackAt(now);

    private bool Present(OnShift shift, DateTimeOffset now) => shift.Until > now && now - shift.LastSeenAt < TimeSpan.FromMinutes(options.Value.PresenceMinutes);

    [LoggerMessage(4201, LogLevel.Error, "The duty roster could not be read: {ErrorType}")]
    private static partial void RefreshFailed(ILogger log, string errorType);

    private sealed record Reading(DeskMode Wanted, IReadOnlyList<OnShift> Shifts, IReadOnlyList<PlannedShift> Planned);
}

/// <summary>The switch's words in the settings table and the API.</summary>
internal static class DutyWords
{
    public static DeskMode Mode(string? word) => word switch
    {
        "closed" => DeskMode.Closed,
        "information" => DeskMode.InformationOnly,
        _ => DeskMode.Staffed,
    };

    public static string Word(DeskMode mode) => mode switch
    {
        DeskMode.Closed => "closed",
        DeskMode.InformationOnly => "information",
        _ => "staffed",
    };
}
