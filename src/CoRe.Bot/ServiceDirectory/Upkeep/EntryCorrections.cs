using System.Globalization;
using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.ServiceDirectory.Hsds;
using CoRe.Bot.Storage;

namespace CoRe.Bot.ServiceDirectory.Upkeep;

/// <summary>
/// Lays what the desk corrected over a directory: a number replaced or hidden, opening hours, an entry that people shall not see. The newest
/// correction of each target counts.
/// </summary>
internal static class EntryCorrections
{
    public static readonly IReadOnlyList<string> Kinds = [CorrectionKinds.Phone, CorrectionKinds.Hours, CorrectionKinds.Service];

    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public static HsdsFile Apply(HsdsFile file, IReadOnlyList<CorrectionRow> rows)
    {
        var newest = rows.GroupBy(row => (row.Kind, row.Target)).Select(group => group.Last()).Where(row => !row.Own).ToDictionary(row => (row.Kind, row.Target));
        if (newest.Count == 0)
        {
            return file;
        }

        var hours = newest.Values.Where(row => row.Kind == CorrectionKinds.Hours).ToDictionary(row => row.Target);
        return file with
        {
            Phones = [.. (file.Phones ?? []).Select(phone => Phone(phone, newest))],
            Schedules = [.. (file.Schedules ?? []).Where(rule => rule.ServiceId is null || !hours.ContainsKey(rule.ServiceId)), .. hours.Values.SelectMany(Rules)],
            Services = [.. file.Services.Select(service => Service(service, newest, hours))],
        };
    }

    private static HsdsPhone Phone(HsdsPhone phone, Dictionary<(string, string), CorrectionRow> newest) =>
        PhoneNumber.TryParse(phone.Number) is not { } number || newest.GetValueOrDefault((CorrectionKinds.Phone, $"{phone.ServiceId}/{number.Digits}")) is not { } row ? phone
        : row.Words is null ? phone with { XWrong = true }
        // Another number is one that nobody has dialled yet.
        : phone with { Number = row.Words, XDialledOn = null, XWrong = false };

    private static HsdsService Service(HsdsService service, Dictionary<(string, string), CorrectionRow> newest, Dictionary<string, CorrectionRow> hours)
    {
        var shown = newest.ContainsKey((CorrectionKinds.Service, service.Id)) ? service with { XShow = "operators_only" } : service;
        // Whoever writes the hours down vouches for them.
        return hours.GetValueOrDefault(service.Id) is { Words: not null } row && ServiceHours.Today(row.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) is var day
            && string.CompareOrdinal(day, shown.AssuredDate ?? "") > 0 ? shown with { AssuredDate = day } : shown;
    }

    private static IEnumerable<HsdsSchedule> Rules(CorrectionRow row)
    {
        if (row.Words is null || HoursWords.Parse(row.Words) is not { } hours)
        {
            return [];
        }

        var rules = hours.Spells.Select(spell => new HsdsSchedule(row.Target, null, null, null, null, "WEEKLY", null, Days[(int)spell.Day], null, null, null, null,
            Clock(spell.Opens), Clock(spell.Closes), row.Words, null));
        return hours.ByAppointment ? rules.Append(new HsdsSchedule(row.Target, null, null, null, null, null, null, null, null, null, null, null, null, null, row.Words, "appointment")) : rules;
    }

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
