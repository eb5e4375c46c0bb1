using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using CoRe.Bot.Languages;
using CoRe.Bot.Rights;

namespace CoRe.Bot.Chat.Card;

/// <summary>
/// The card: Italian above with the rule it rests on, the person's own language below, so that the one who reads and the one who holds it up
/// know they speak of the same thing. Made of reviewed content only, never of what somebody wrote; no name is on it.
/// </summary>
internal sealed class CounterCardPage(RightsLibrary rights, LocaleLibrary locales, CardFiles files)
{
    private static readonly RightsPart[] Parts = [RightsPart.Answer, RightsPart.Documents, RightsPart.Time, RightsPart.Nobody];
    private readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Null when nothing of the topic is valid today.</summary>
    public string? Html(CounterCard card, LocaleTag tag)
    {
        if (!rights.Has(card.Topic))
        {
            return null;
        }

        var italian = rights.Article(card.Topic, LocaleTag.Italian);
        var own = rights.Article(card.Topic, tag);
        var body = new StringBuilder()
            .Append(Block(card, italian, LocaleTag.Italian, withRule: true))
            .Append(tag == LocaleTag.Italian ? "" : Block(card, own, tag, withRule: false))
            .Append(Answer())
            .Append(Foot(italian, tag));
        return files.Template
            .Replace("{{lang}}", Text(tag.Value), StringComparison.Ordinal).Replace("{{dir}}", locales.Pack(tag).Direction, StringComparison.Ordinal)
            .Replace("{{style}}", files.Style, StringComparison.Ordinal).Replace("{{script}}", files.Script, StringComparison.Ordinal)
            .Replace("{{print}}", Say(tag, "card.print"), StringComparison.Ordinal).Replace("{{intro}}", Say(tag, "card.intro"), StringComparison.Ordinal)
            .Replace("{{body}}", body.ToString(), StringComparison.Ordinal);
    }

    private string Block(CounterCard card, RightsArticle article, LocaleTag tag, bool withRule)
    {
        var lines = article.Lines.Where(line => Parts.Contains(line.Part)).OrderBy(line => line.Part);
        var spoken = article.Locale;
        var html = new StringBuilder();
        html.Append(Inv($"<section lang=\"{Text(tag.Value)}\" dir=\"{locales.Pack(tag).Direction}\" class=\"{(withRule ? "italian" : "own")}\">"));
        html.Append(Inv($"<p class=\"whom\">{Say(tag, $"card.title.{card.Counter}")}</p><p class=\"ask\">{Say(tag, $"card.ask.{card.Counter}")}</p>"));
        html.Append(Inv($"<div lang=\"{Text(spoken.Value)}\" dir=\"{locales.Pack(spoken).Direction}\"><h2>{Text(article.Title)}</h2><p class=\"note\">{Say(tag, "card.rights")}</p><ul>"));
        foreach (var line in lines)
        {
            // "Refuse because …" means nothing without the words that go before it.
            var label = line.Part == RightsPart.Answer ? "" : $"<b>{Say(spoken, $"rights.part.{line.Part.ToString().ToLowerInvariant()}")}:</b> ";
            html.Append(Inv($"<li>{label}{Text(line.Text)}</li>"));
        }

        html.Append("</ul></div>");
        if (withRule)
        {
            html.Append(Inv($"<p class=\"rule\"><b>{Say(tag, "card.rule")}:</b> {Text(article.LegalBasis)}</p>"));
        }
        else if (Mark(article.State, tag) is { } mark)
        {
            html.Append(Inv($"<p class=\"note\">{mark}</p>"));
        }

        return html.Append("</section>").ToString();
    }

    /// <summary>A refusal in writing is what a lawyer can work with.</summary>
    private string Answer() => Inv($"<section class=\"reply\" lang=\"it\" dir=\"ltr\"><p>{Say(LocaleTag.Italian, "card.if_no")}</p><p class=\"line\"></p><p class=\"line\"></p></section>");

    private string Foot(RightsArticle italian, LocaleTag tag) => Inv(
        $"<p class=\"note\">{Say(LocaleTag.Italian, "rights.checked_on", ("date", italian.CheckedOn.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)))} · {Say(LocaleTag.Italian, "rights.not_advice")}</p><p class=\"note\">{Say(tag, "card.no_name")}</p>");

    private string? Mark(TextState state, LocaleTag tag) => state switch
    {
        TextState.Machine => Say(tag, "rights.state.machine"),
        TextState.Stale => Say(tag, "rights.state.stale"),
        TextState.Draft => Say(tag, "rights.state.draft"),
        _ => null,
    };

    private string Say(LocaleTag tag, string key, params ReadOnlySpan<(string Name, string Value)> values) => Text(locales.Text(tag, key, values).Text);

    private string Text(string words) => _encoder.Encode(words);

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
