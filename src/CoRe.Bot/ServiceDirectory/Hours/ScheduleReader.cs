using System.Globalization;
using CoRe.Bot.ServiceDirectory.Hsds;

namespace CoRe.Bot.ServiceDirectory.Hours;

/// <summary>
/// HSDS schedules (RFC 5545 rules) to opening hours. Weekly rules are understood; one that is monthly, every second week or bound to single
/// dates makes the whole schedule unknown: half an answer would send somebody to a closed door.
/// </summary>
internal static class ScheduleReader
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    private static readonly string[] Formats = ["HH:mm", "HH:mm:ss"];

    /// <exception cref="FormatException">A time or day that nobody can read.</exception>
    public static ServiceHours Read(IEnumerable<HsdsSchedule> rules)
    {
        var spells = new List<OpenSpell>();
        var appointment = false;
        foreach (var rule in rules)
        {
            appointment |= rule.AttendingType == "appointment";
            if (rule is { OpensAt: null, ClosesAt: null, Byday: null })
            {
                continue;
            }

            if (!IsWeekly(rule) || rule is not { OpensAt: { } opens, ClosesAt: { } closes })
            {
                return new ServiceHours([], appointment);
            }

            spells.AddRange(DaysOf(rule.Byday).Select(day => new OpenSpell(day, Time(opens), Time(closes), Date(rule.ValidFrom), Date(rule.ValidTo))));
        }

        return new ServiceHours(spells, appointment);
    }

    private static bool IsWeekly(HsdsSchedule rule) =>
        rule.Freq is null or "WEEKLY" && rule.Interval is null or 1 && rule is { Bymonthday: null, Byweekno: null, Byyearday: null, Count: null };

    private static IEnumerable<DayOfWeek> DaysOf(string? byday) => string.IsNullOrWhiteSpace(byday) ? Enum.GetValues<DayOfWeek>()
        : byday.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(code =>
            Array.IndexOf(Days, code) is var day and >= 0 ? (DayOfWeek)day : throw new FormatException($"'{code}' is no day of the week (MO, TU, WE, TH, FR, SA, SU)."));

    /// <summary>The zone behind a time is dropped: a service in Italy means the clock on its wall.</summary>
    private static TimeOnly Time(string written)
    {
        var clock = written.TrimEnd('Z');
        var zone = clock.IndexOfAny(['+', '-']);
        clock = zone > 0 ? clock[..zone] : clock;
        return clock is "24:00" or "24:00:00" ? TimeOnly.MinValue
            : TimeOnly.TryParseExact(clock, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
            : throw new FormatException($"'{written}' is no time (HH:MM).");
    }

    private static DateOnly? Date(string? written) => string.IsNullOrWhiteSpace(written) ? null
        : DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new FormatException($"'{written}' is no date (YYYY-MM-DD).");
}
