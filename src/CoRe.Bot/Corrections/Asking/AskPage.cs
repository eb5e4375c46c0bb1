using System.Globalization;
using System.Text;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;

namespace CoRe.Bot.Corrections.Asking;

/// <summary>
/// What a service sees behind its link: the entry as people in chat see it, so never the address of a shielded one, and two answers. Plain HTML in
/// Italian, no script; it works in the oldest browser of an office.
/// </summary>
internal sealed class AskPage(LocaleLibrary texts, ServiceLibrary library)
{
    public string Question(StaffService service, string? problem)
    {
        var body = new StringBuilder(Inv($"<h1>{Say("title")}</h1><p>{Say("intro")}</p>"));
        if (problem is not null)
        {
            body.Append(Inv($"<p class=\"problem\" role=\"alert\">{Say("problem." + problem)}</p>"));
        }

        body.Append(Inv($"<h2>{Text(service.Name)}</h2><dl>"));
        Line(body, "address", service.Shielded ? texts.Text(LocaleTag.Italian, "desk.directory.shielded").Text : service.Where?.Address);
        Line(body, "phones", string.Join(", ", service.Phones.Select(phone => phone.Number.Display)));
        Line(body, "languages", string.Join(", ", service.Languages.Select(Language)));
        Line(body, "ages", service.MinimumAge is null && service.MaximumAge is null ? null : string.Create(CultureInfo.InvariantCulture, $"{service.MinimumAge ?? 0}–{service.MaximumAge}"));
        body.Append("</dl><form method=\"post\">")
            .Append(Inv($"<label>{Say("code")} <input name=\"code\" inputmode=\"numeric\" autocomplete=\"off\" maxlength=\"6\" required></label>"))
            .Append(Inv($"<button name=\"answer\" value=\"true\">{Say("true")}</button>"))
            .Append(Inv($"<label>{Say("note")} <textarea name=\"note\" rows=\"4\" maxlength=\"{AskLinks.LongestNote}\"></textarea></label>"))
            .Append(Inv($"<button class=\"other\" name=\"answer\" value=\"changed\">{Say("changed")}</button></form>"));
        return Whole(body.ToString());
    }

    /// <summary>A page with one sentence: thanks, or that the link leads nowhere.</summary>
    public string Sentence(string key) => Whole(Inv($"<h1>{Say("title")}</h1><p>{Say(key)}</p>"));

    public StaffService? Entry(string serviceId) => library.FindForDesk(serviceId);

    private void Line(StringBuilder body, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            body.Append(Inv($"<dt>{Say(key)}</dt><dd>{Text(value)}</dd>"));
        }
    }

    private string Language(string tag) => texts.IsOpen(new LocaleTag(tag)) ? texts.Pack(new LocaleTag(tag)).OwnName : tag;

    private string Whole(string body) => PlainPage.Whole(texts.Text(LocaleTag.Italian, "desk.ask.title").Text, body);

    private string Say(string key) => Text(texts.Text(LocaleTag.Italian, "desk.ask." + key).Text);

    private static string Text(string words) => PlainPage.Text(words);

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
