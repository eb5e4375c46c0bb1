using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Ladder;

/// <summary>A short message or call as it will go out.</summary>
internal sealed record PhoneAlert(string Number, string Text);

/// <summary>A notification for the browsers of an account.</summary>
internal sealed record PushAlert(string Operator, ShownPush Shown);

/// <summary>What the browser shows and opens (<c>wwwroot/desk/push.js</c>). A newer one with the same <paramref name="Tag"/> takes its place.</summary>
internal sealed record ShownPush(string Title, string Body, string Open, string Tag);

/// <summary>What a machine is told. No words of the person, no name.</summary>
internal sealed record HookAlert(string Event, string? Case, int Severity, string Category, string? Language, string Channel, DateTimeOffset WaitingSince, int Rung, bool Drill);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Mail))]
[JsonSerializable(typeof(PhoneAlert))]
[JsonSerializable(typeof(HookAlert))]
[JsonSerializable(typeof(PushAlert))]
[JsonSerializable(typeof(ShownPush))]
internal sealed partial class AlertJson : JsonSerializerContext;

/// <summary>
/// Writes the alerts: how grave, how long it waits, which language, where to open it. In Italian, because the team works in it;
/// never a word of the person, never what it is about: a phone on a table lies open to everybody.
/// </summary>
internal sealed class AlertWords(LocaleLibrary locales, MailServer mail, IOptions<SiteOptions> site)
{
    public ReadOnlyMemory<byte> Of(LadderMeans by, string address, CaseHead head, DateTimeOffset since, int rung, string key, TimeSpan waited) => by == LadderMeans.Hook
        ? JsonSerializer.SerializeToUtf8Bytes(new HookAlert(rung == LadderWatch.SupervisorRung ? "case.still" : "case.waiting", head.Case.Value.ToString("N"), (int)head.Severity, head.Category.Name(), head.Language, head.Channel, since, rung, Drill: false), AlertJson.Default.HookAlert)
        : rung == LadderWatch.SupervisorRung
        ? Compose(by, address, $"Caso fermo, {Grave(head.Severity)}", Still(head, waited), $"desk/case/{head.Case}", key)
        : Compose(by, address, $"Caso in attesa, {Grave(head.Severity)}", Waiting(head, waited), $"desk/case/{head.Case}", key);

    public ReadOnlyMemory<byte> Drill(LadderMeans by, string address, DateTimeOffset at, int rung, string key) => by == LadderMeans.Hook
        ? JsonSerializer.SerializeToUtf8Bytes(new HookAlert("drill", null, 0, "none", null, "", at, rung, Drill: true), AlertJson.Default.HookAlert)
        : Compose(by, address, "Prova settimanale degli avvisi", "Questa è la prova settimanale di CoRe.Bot: nessuno aspetta. Se la ricevi, l'avviso arriva.", "desk", key);

    private ReadOnlyMemory<byte> Compose(LadderMeans by, string address, string subject, string text, string path, string key)
    {
        var link = Link(path);
        if (by == LadderMeans.Push)
        {
            return JsonSerializer.SerializeToUtf8Bytes(new PushAlert(address, new ShownPush(subject, text, "/" + path, path)), AlertJson.Default.PushAlert);
        }

        if (by != LadderMeans.Email)
        {
            var said = by == LadderMeans.Sms && link is not null ? $"{text} {link}" : text;
            return JsonSerializer.SerializeToUtf8Bytes(new PhoneAlert(address, said), AlertJson.Default.PhoneAlert);
        }

        var letter = new Mail(address, $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)))[..32]}@{mail.Domain}", $"CoRe.Bot: {subject}",
            $"{text}\n\n{(link is null ? "Apri la scrivania di CoRe.Bot." : link)}\n\nQuesta e-mail non contiene nomi né parole della persona.\n");
        return JsonSerializer.SerializeToUtf8Bytes(letter, AlertJson.Default.Mail);
    }

    private string Waiting(CaseHead head, TimeSpan waited) =>
        $"CoRe.Bot: un caso aspetta da {Math.Max(1, (int)waited.TotalMinutes)} min e nessuno l'ha preso. Gravità: {Grave(head.Severity)}. Lingua: {Language(head.Language)}.";

    private string Still(CaseHead head, TimeSpan waited) =>
        $"CoRe.Bot: un caso preso in carico ha una segnalazione ferma da {Math.Max(1, (int)waited.TotalHours)} ore. Gravità: {Grave(head.Severity)}. Lingua: {Language(head.Language)}.";

    private string? Link(string path) => site.Value.Address is { } address ? new Uri(address, path).ToString() : null;

    private string Language(string? tag) => tag is { Length: > 0 } && locales.Pack(new LocaleTag(tag)) is { } pack && pack.Tag == new LocaleTag(tag) ? $"{pack.OwnName} ({tag})" : "non detta";

    private static string Grave(Severity severity) => severity switch
    {
        Severity.Emergency => "emergenza",
        Severity.High => "alta",
        _ => "ordinaria",
    };
}
