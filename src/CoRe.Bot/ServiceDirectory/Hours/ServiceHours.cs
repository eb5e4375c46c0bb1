namespace CoRe.Bot.ServiceDirectory.Hours;

/// <summary>One stretch of a week in Italian time; one that closes at or before it opens runs past midnight.</summary>
/// <param name="From">First day of its season, or null.</param>
/// <param name="To">Last day of its season, or null.</param>
internal sealed record OpenSpell(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes, DateOnly? From = null, DateOnly? To = null)
{
    public bool HoldsOn(DateOnly day) => day.DayOfWeek == Day && (From is null || From <= day) && (To is null || day <= To);
}

/// <summary>What can be said of a door at one moment.</summary>
internal enum OpenKind
{
    /// <summary>The hours are not known, or too irregular for a rule.</summary>
    Unknown,
    Always,
    Open,
    Closed,

    /// <summary>A holiday in Italy: nobody knows without calling.</summary>
    Holiday,
}

/// <summary><paramref name="At"/>: until when it is open, or when it opens next; null when that cannot be said.</summary>
internal sealed record OpenState(OpenKind Kind, DateTimeOffset? At = null);

/// <summary>The opening hours of a service. Times are the clock's in Italy, whatever the phone or the server think.</summary>
internal sealed class ServiceHours(IReadOnlyList<OpenSpell> spells, bool byAppointment = false)
{
    /// <summary>Nothing is promised further ahead than this.</summary>
    private const int DaysAhead = 14;

    private static readonly TimeZoneInfo Italy = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    public static readonly ServiceHours Unknown = new([]);

    public IReadOnlyList<OpenSpell> Spells { get; } = [.. spells.OrderBy(spell => Weekday(spell.Day)).ThenBy(spell => spell.Opens)];

    public bool ByAppointment { get; } = byAppointment;

    /// <summary>Day and night, every day of the year.</summary>
    public bool Always { get; } = Enum.GetValues<DayOfWeek>().All(day => spells.Any(spell => spell.Day == day && spell is { From: null, To: null } && spell.Opens == TimeOnly.MinValue && spell.Closes == TimeOnly.MinValue));

    /// <summary>Monday is 1, as people count in Italy.</summary>
    public static int Weekday(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;

    /// <summary>The day in Italy at a moment.</summary>
    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Italy).DateTime);

    /// <summary>The clock in Italy at a moment.</summary>
    public static DateTime Clock(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Italy).DateTime;

    /// <param name="patron">The patron's day of the city (<c>MM-dd</c>).</param>
    public OpenState At(DateTimeOffset now, string? patron = null)
    {
        if (Always)
        {
            return new OpenState(OpenKind.Always);
        }

        var today = Today(now);
        var stretches = Stretches(today, patron);
        if (stretches.Count == 0)
        {
            return new OpenState(OpenKind.Unknown);
        }

        if (ItalianHolidays.Holds(today, patron))
        {
            return new OpenState(OpenKind.Holiday);
        }

        foreach (var (opens, closes) in stretches)
        {
            if (now < opens)
            {
                return new OpenState(OpenKind.Closed, opens);
            }

            if (now < closes)
            {
                return new OpenState(OpenKind.Open, closes);
            }
        }

        return new OpenState(OpenKind.Closed);
    }

    /// <summary>Openings from yesterday on, in order, those that touch joined; on holidays there is none.</summary>
    private List<(DateTimeOffset Opens, DateTimeOffset Closes)> Stretches(DateOnly today, string? patron)
    {
        var joined = new List<(DateTimeOffset Opens, DateTimeOffset Closes)>();
        for (var ahead = -1; ahead <= DaysAhead; ahead++)
        {
            var day = today.AddDays(ahead);
            if (ItalianHolidays.Holds(day, patron))
            {
                continue;
            }

            foreach (var spell in Spells.Where(spell => spell.HoldsOn(day)))
            {
                var (opens, closes) = (Moment(day, spell.Opens), Moment(spell.Closes <= spell.Opens ? day.AddDays(1) : day, spell.Closes));
                if (joined is [.., var last] && opens <= last.Closes)
                {
                    joined[^1] = (last.Opens, closes > last.Closes ? closes : last.Closes);
                }
                else
                {
                    joined.Add((opens, closes));
                }
            }
        }

        return joined;
    }

    private static DateTimeOffset Moment(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        // An hour that the change to summer time leaves out begins when the clock has jumped.
        var real = Italy.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(real, Italy.GetUtcOffset(real));
    }
}
