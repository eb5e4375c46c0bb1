using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;

namespace CoRe.Bot.Corrections.Asking;

/// <summary>
/// What a service sees behind its link: the entry as people in chat see it, so never the address of a shielded one, and two answers. Plain HTML in
/// Italian, no script; it works in the oldest browser of an office.
/// </summary>
internal sealed class AskPage(LocaleLibrary texts, ServiceLibrary library)
{
    private readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public const string Style = "body{font:17px/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}h1{font-size:1.4rem}"
        + "dt{font-weight:600;margin-top:.6rem}dd{margin:0}label{display:block;margin:.8rem 0}input,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #666;border-radius:6px}"
        + "button{font:inherit;padding:.7rem 1rem;margin:.4rem .4rem 0 0;border-radius:8px;border:1px solid #0b5;background:#065f46;color:#fff}button.other{background:#fff;color:#1b1b1b;border-color:#666}"
        + ".problem{border-left:4px solid #b00020;padding-left:.6rem}@media(prefers-color-scheme:dark){body{background:#161616;color:#f1f1f1}button.other{background:#161616;color:#f1f1f1}input,textarea{background:#222;color:#f1f1f1}}";

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

    private string Whole(string body) => Inv($"<!doctype html><html lang=\"it\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>{Say("title")}</title><style>{Style}</style></head><body><main>{body}</main></body></html>");

    private string Say(string key) => Text(texts.Text(LocaleTag.Italian, "desk.ask." + key).Text);

    private string Text(string words) => _encoder.Encode(words);

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
