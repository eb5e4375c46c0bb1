using System.Globalization;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Desk;

/// <summary>
/// The desk's words by key, and times as people say them, in the language of the request or of the live connection: Italian, or English
/// for those who chose it.
/// </summary>
internal sealed class DeskWords(LocaleLibrary texts, ReasonWords reasons)
{
    /// <summary>The languages of the desk; the first is the source.</summary>
    public static IReadOnlyList<string> Tongues { get; } = ["it-IT", "en-GB"];

    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo(Tongues[0]);
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo(Tongues[1]);

    public string this[string key] => texts.Text(Tag, "desk." + key).Text;

    /// <summary>The language of the page: <c>it</c> or <c>en</c>.</summary>
    public static string Tongue => Tag.Value;

    private static LocaleTag Tag => IsEnglish ? LocaleTag.English : LocaleTag.Italian;

    private static CultureInfo Culture => IsEnglish ? English : Italian;

    // Any other culture of the machine it runs on means Italian.
    private static bool IsEnglish => CultureInfo.CurrentUICulture.Name == English.Name;

    public string With(string key, params ReadOnlySpan<(string Name, string Value)> values) => texts.Text(Tag, "desk." + key, values).Text;

    /// <summary>The word of a code, or the code itself when a newer server wrote it.</summary>
    public string Code(string group, string code) => texts.Has($"desk.{group}.{code}") ? this[$"{group}.{code}"] : code;

    public string Severity(Severity severity) => this["severity." + (int)severity];

    public string Category(RiskCategory category) => this["category." + category.Name()];

    /// <summary>Why a case is there: an Italian sentence of the lexicons or of the program, in the language of the desk.</summary>
    public string Reason(string italian) => IsEnglish ? reasons.English(italian) : italian;

    /// <summary>A history line: a code with, perhaps, a second code behind the dot.</summary>
    public string History(string kind)
    {
        var parts = kind.Split('.', 2);
        return parts is [var head, var tail]
            ? With("history." + head, ("what", head switch { "found" => Code("category", tail), "closed" => Code("outcome", tail), "raised" => Code("severity", tail), "referral" => Code("referral_act", tail), "places" => Code("place_act", tail), "report" => Code("report_act", tail), "export" => Code("export_act", tail), _ => tail }))
            : Code("history", kind);
    }

    public string Language(string? tag) => tag is null or "" ? this["language.unknown"] : texts.IsOpen(new LocaleTag(tag)) ? $"{texts.Pack(new LocaleTag(tag)).OwnName} ({tag})" : tag;

    /// <summary>Sentences that people of the team wrote in that language, with the Italian to choose by. Empty where there are none.</summary>
    public IReadOnlyList<(string Italian, string Spoken)> Phrases(string? tag)
    {
        var language = new LocaleTag(tag is { Length: > 0 } ? tag : "it");
        return [.. texts.Section(LocaleTag.Italian, "phrase.").Select(p => (Italian: p.Value, Spoken: texts.Text(language, p.Key)))
            .Where(p => p.Spoken.Locale == language).Select(p => (p.Italian, p.Spoken.Text))];
    }

    public string Mode(DeskMode mode) => this["mode." + Escalation.Duty.DutyWords.Word(mode)];

    /// <summary>How long, in the two largest units.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => string.Create(Culture, $"{Math.Max(0, (int)span.TotalSeconds)} s"),
        { TotalMinutes: < 60 } => string.Create(Culture, $"{(int)span.TotalMinutes} min"),
        { TotalHours: < 24 } => string.Create(Culture, $"{(int)span.TotalHours} h {span.Minutes:00} min"),
        _ => string.Create(Culture, $"{(int)span.TotalDays} {(IsEnglish ? "d" : "g")} {span.Hours} h"),
    };

    public static string Time(DateTimeOffset time, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(time, zone), TimeZoneInfo.ConvertTime(now, zone));
        return local.ToString(local.Date == today.Date ? "HH:mm" : "ddd d MMM HH:mm", Culture);
    }
}
