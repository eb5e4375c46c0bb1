using System.Globalization;

namespace CoRe.Bot.Escalation.Duty;

/// <summary>One line of opening hours: days, from, to, zone. A period may run past midnight.</summary>
internal sealed record OpeningPeriod(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    private static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>Reads <c>Mon-Fri 09:00-18:00 Europe/Rome</c>, also <c>Sat,Sun …</c>; null when it is something else.</summary>
    public static OpeningPeriod? Parse(string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var hours, var zone] || hours.Split('-') is not [var from, var to])
        {
            return null;
        }

        var parsed = days.Split(',').Select(Range).ToList();
        return parsed.TrueForAll(d => d is not null) && Time(from) is { } start && Time(to) is { } end && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? new OpeningPeriod([.. parsed.SelectMany(d => d!).Distinct()], start, end, found)
            : null;
    }

    /// <summary>The next opening strictly after a moment, or null when the moment lies inside the period.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset after)
    {
        var (opens, _) = Around(after, -1).FirstOrDefault(span => span.Closes > after);
        return opens > after ? opens : null;
    }

    /// <summary>When the period that holds a moment ends; null outside.</summary>
    public DateTimeOffset? Closing(DateTimeOffset at) => Around(at, -1).FirstOrDefault(span => span.Closes > at) is var (opens, closes) && opens <= at && closes > at ? closes : null;

    /// <summary>The last opening at or before a moment, within a week.</summary>
    public DateTimeOffset? LastOpening(DateTimeOffset at) => Around(at, -8).LastOrDefault(span => span.Opens <= at) is var (opens, _) && opens != default ? opens : null;

    public bool Holds(DateTimeOffset moment) => NextOpening(moment) is null;

    /// <summary>The spans of the days around a moment, in order.</summary>
    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Around(DateTimeOffset moment, int firstDay)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
        return from ahead in Enumerable.Range(firstDay, 8 - firstDay)
               let day = today.AddDays(ahead)
               where Days.Contains(day.DayOfWeek)
               select (At(day, From), At(To <= From ? day.AddDays(1) : day, To));
    }

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        // An hour that the change to summer time leaves out begins when the clock has jumped.
        return Zone.IsInvalidTime(local) ? new DateTimeOffset(local.AddHours(1), Zone.GetUtcOffset(local.AddHours(1))) : new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    private static IEnumerable<DayOfWeek>? Range(string text)
    {
        var ends = text.Split('-').Select(name => Array.FindIndex(DayNames, d => d.Equals(name, StringComparison.OrdinalIgnoreCase))).ToArray();
        return ends.Length is not (1 or 2) || ends.Contains(-1)
            ? null
            : Enumerable.Range(0, ((ends[^1] - ends[0] + 7) % 7) + 1).Select(i => (DayOfWeek)((ends[0] + i) % 7));
    }

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

/// <summary>All lines together.</summary>
internal sealed class OpeningHours(IReadOnlyList<OpeningPeriod> periods)
{
    public static OpeningHours Parse(IEnumerable<string> lines) => new([.. lines.Select(OpeningPeriod.Parse).OfType<OpeningPeriod>()]);

    /// <summary>
    /// When the desk usually opens next. Null without opening hours, and null inside them: somebody should be there and is not,
    /// so no time can be promised.
    /// </summary>
    public DateTimeOffset? BackAt(DateTimeOffset now) => periods.Any(p => p.Holds(now)) ? null : periods.Select(p => p.NextOpening(now)).Min();

    /// <summary>How much of a span lies inside the opening hours; all of it when there are none.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (periods.Count == 0)
        {
            return to - from;
        }

        var inside = TimeSpan.Zero;
        for (var at = from; at < to;)
        {
            if (periods.Select(p => p.Closing(at)).Max() is { } closes)
            {
                var until = closes < to ? closes : to;
                (inside, at) = (inside + (until - at), until);
            }
            else if (periods.Select(p => p.NextOpening(at)).Min() is { } opens)
            {
                at = opens;
            }
            else
            {
                break;
            }
        }

        return inside;
    }
}
