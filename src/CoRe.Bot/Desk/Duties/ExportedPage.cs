using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using CoRe.Bot.Escalation.Carrying;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Desk.Duties;

/// <summary>
/// A granted export as one page to print or keep: every line in the order it was said, in its own language and direction. Plain HTML without
/// scripts; what people wrote stands in it as text and nothing else.
/// </summary>
internal sealed class ExportedPage(ExportDesk exports, DeskWords words, TimeProvider time)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    public async Task<IResult> AnswerAsync(Guid id, HttpContext http, CancellationToken cancellationToken)
    {
        if (Actor.Of(http.User) is not { } actor || await exports.TakeAsync(actor, id, cancellationToken) is not { } taken)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(Page(taken, actor), "text/html", Encoding.UTF8);
    }

    private string Page(ExportedCase taken, Actor actor)
    {
        var (page, head) = (new StringBuilder(), taken.File.Head);
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{DeskWords.Tongue}\"><meta charset=\"utf-8\"><title>{Text(words["export.title"])}</title><h1>{Text(words["export.title"])}</h1>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Text(words.With("export.by", ("name", actor.Name), ("time", Time(time.GetUtcNow()))))}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Text(head.Case.ToString())} · {Text(words.Severity(head.Severity))} · {Text(words.Category(head.Category))} · {Text(words.Language(head.Language))} · {Text(Time(head.OpenedAt))}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(words["case.reasons"])}</h2><ul>{string.Concat(taken.File.Reasons.Select(reason => $"<li>{Text(words.Reason(reason))}</li>"))}</ul>");
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(words["history"])}</h2><ul>");
        foreach (var line in taken.File.History)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{Text(Time(line.At))} {Text(words.History(line.Kind))} {Text(line.Operator)} <bdi>{Text(line.Note)}</bdi></li>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</ul><h2>{Text(words["talk"])}</h2><ol>");
        foreach (var line in taken.Lines.Where(line => line.Activity.Type == ActivityTypes.Message && line.Speaker != Speaker.Desk))
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{Text(Time(line.At))} {Text(Who(line.Speaker, line.Activity.From?.Name))}: <span dir=\"auto\">{Text(line.Activity.Text)}</span></li>");
        }

        return page.Append("</ol></html>").ToString();
    }

    private string Who(Speaker speaker, string? name) => speaker switch
    {
        Speaker.Person => words["from.person"],
        Speaker.Operator => name ?? words["from.operator"],
        _ => words["from.bot"],
    };

    private static string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
