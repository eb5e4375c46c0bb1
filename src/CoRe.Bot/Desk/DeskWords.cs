using System.Globalization;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Desk;

/// <summary>The desk's Italian words by key, and times as people say them.</summary>
internal sealed class DeskWords(LocaleLibrary texts)
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    public string this[string key] => texts.Text(LocaleTag.Italian, "desk." + key).Text;

    public string With(string key, params ReadOnlySpan<(string Name, string Value)> values) => texts.Text(LocaleTag.Italian, "desk." + key, values).Text;

    /// <summary>The word of a code, or the code itself when a newer server wrote it.</summary>
    public string Code(string group, string code) => texts.Has($"desk.{group}.{code}") ? this[$"{group}.{code}"] : code;

    public string Severity(Severity severity) => this["severity." + (int)severity];

    public string Category(RiskCategory category) => this["category." + category.Name()];

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
        { TotalSeconds: < 60 } => string.Create(Italian, $"{Math.Max(0, (int)span.TotalSeconds)} s"),
        { TotalMinutes: < 60 } => string.Create(Italian, $"{(int)span.TotalMinutes} min"),
        { TotalHours: < 24 } => string.Create(Italian, $"{(int)span.TotalHours} h {span.Minutes:00} min"),
        _ => string.Create(Italian, $"{(int)span.TotalDays} g {span.Hours} h"),
    };

    public static string Time(DateTimeOffset time, TimeZoneInfo zone, DateTimeOffset now)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(time, zone), TimeZoneInfo.ConvertTime(now, zone));
        return local.ToString(local.Date == today.Date ? "HH:mm" : "ddd d MMM HH:mm", Italian);
    }
}
