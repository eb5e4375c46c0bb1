using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoRe.Bot.Chat;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Journeys.Chat;

public sealed partial class PageTextsTests
{
    private static readonly ChatPageFiles Files = new();
    private static readonly string Locales = FolderFinder.Find("locales", AppContext.BaseDirectory);

    [Theory]
    [InlineData("it")]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("ar")]
    public void Each_language_has_every_sentence_the_page_asks_for_and_no_other(string tag)
    {
        var texts = Texts(tag);
        var inHtml = KeyInHtml().Matches(Files.Template).Select(it => it.Groups[1].Value).Append("page.lang.more").ToHashSet();
        var inScript = Literal().Matches(Files.Script).Select(it => "page." + it.Groups[1].Value).ToHashSet();
        var certain = CertainKey().Matches(Files.Script).Select(it => "page." + it.Groups[1].Value);

        Assert.Empty(inHtml.Concat(certain).Except(texts.Keys));
        Assert.Empty(texts.Keys.Except(inHtml).Except(inScript));
    }

    [Theory]
    [InlineData("it", "segret|nessuno (lo )?sapr|promett|al sicuro|arriva(no)? (una persona|qualcuno)|denunc")]
    [InlineData("en", "secret|nobody will know|promise|you are safe|is coming|on (the|their) way|police report")]
    [InlineData("fr", "secret|personne ne saura|promet|en sécurité maintenant|arrive bientôt|dénonc")]
    [InlineData("ar", "سر(ي|ية|ا)?\\b|لن يعرف|نعدك|أعدك|سيأتي|قادم")]
    public void No_sentence_promises_what_cannot_be_kept(string tag, string forbidden)
    {
        foreach (var (key, text) in Texts(tag))
        {
            Assert.False(Regex.IsMatch(text, forbidden, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)), $"{tag} {key}: {text}");
        }
    }

    [Fact]
    public void The_guard_against_promises_sees_one() =>
        Assert.Matches("(?i)segret|nessuno (lo )?sapr", "È tutto segreto: nessuno lo saprà.");

    [Fact]
    public void The_script_has_no_way_to_turn_text_into_markup_and_keeps_nothing()
    {
        foreach (var sink in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage", "sessionStorage", "indexedDB", "caches.", "serviceWorker", "sendBeacon", "cookie" })
        {
            Assert.DoesNotContain(sink, Files.Script, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string> Texts(string tag) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Locales, tag, "texts", "page.json")))!.AsObject()
            .ToDictionary(it => it.Key, it => it.Value is JsonObject entry ? (string)entry["text"]! : (string)it.Value!);

    [GeneratedRegex(@"\{\{(page\.[a-z0-9.]+)\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyInHtml();

    [GeneratedRegex(@"'([a-z0-9.]+)'", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"text\('([a-z0-9.]+)'", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CertainKey();
}
