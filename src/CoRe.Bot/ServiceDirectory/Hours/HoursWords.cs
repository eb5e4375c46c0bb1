using System.Globalization;
using System.Text.RegularExpressions;

namespace CoRe.Bot.ServiceDirectory.Hours;

/// <summary>
/// Opening hours as a person types them at the desk: <c>lun-ven 9:00-13:00, 15:00-18:00; sab 9:00-12:00</c>, <c>24/7</c>, or <c>appuntamento</c>.
/// </summary>
internal static partial class HoursWords
{
    private static readonly string[] Days = ["dom", "lun", "mar", "mer", "gio", "ven", "sab"];
    private const string Appointment = "appuntamento";

    /// <summary>Null when it is something else.</summary>
    public static ServiceHours? Parse(string written)
    {
        var text = written.Trim().ToLowerInvariant();
        if (text == "24/7")
        {
            return new ServiceHours([.. Enum.GetValues<DayOfWeek>().Select(day => new OpenSpell(day, TimeOnly.MinValue, TimeOnly.MinValue))]);
        }

        var appointment = text.Contains(Appointment, StringComparison.Ordinal);
        var parts = text.Replace(Appointment, "", StringComparison.Ordinal).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var spells = new List<OpenSpell>();
        foreach (var part in parts)
        {
            if (Part().Match(part) is not { Success: true } match || Range(match.Groups["from"].Value, match.Groups["to"].Value) is not { } days)
            {
                return null;
            }

            foreach (var time in match.Groups["times"].Value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (time.Split('-', StringSplitOptions.TrimEntries) is not [var opens, var closes] || Time(opens) is not { } start || Time(closes) is not { } end)
                {
                    return null;
                }

                spells.AddRange(days.Select(day => new OpenSpell(day, start, end)));
            }
        }

        return spells.Count > 0 || appointment ? new ServiceHours(spells, appointment) : null;
    }

    private static IEnumerable<DayOfWeek>? Range(string from, string to)
    {
        var (first, last) = (Array.IndexOf(Days, from), to.Length == 0 ? Array.IndexOf(Days, from) : Array.IndexOf(Days, to));
        return first < 0 || last < 0 ? null : Enumerable.Range(0, ((last - first + 7) % 7) + 1).Select(i => (DayOfWeek)((first + i) % 7));
    }

    private static TimeOnly? Time(string text) => text is "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    [GeneratedRegex(@"^(?<from>[a-z]{3})[a-zì]*(?: *- *(?<to>[a-z]{3})[a-zì]*)? +(?<times>[0-9:,\- ]+)$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Part();
}
