using System.Text.Json;
using System.Text.RegularExpressions;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Languages;

namespace CoRe.Bot.Tests.Rights;

/// <summary>
/// Everything the product can say, read for two offences: a promise that the law does not let us keep (a doctor, an operator or a
/// teacher may have to report), and a phone number that is not in the directory.
/// </summary>
public sealed partial class SpokenWordsTests
{
    private static readonly string[] Promises =
    [
        "segreto", "segreta", "segretezza", "nessuno lo sapra", "nessuno sapra", "non lo diremo", "promettiamo", "prometto", "garantiamo",
        "secret", "secrecy", "nobody will know", "no one will know", "will not tell", "wont tell", "we promise", "i promise", "we guarantee",
        "personne ne saura", "personne ne le saura", "ne le dirons", "promets", "promettons", "garantissons",
        "سر", "سرا", "سري", "سريه", "لن يعرف احد", "لن نخبر", "اعدك", "نعدك", "نضمن", "اضمن",
    ];

    // The word for "secret" (and what a child may take for it) where no reader of these tests knows the language: one is a question for a mediator.
    private static readonly Dictionary<string, string[]> PromisesElsewhere = new()
    {
        ["es"] = ["secreto", "secreta", "nadie lo sabra", "prometemos", "prometo", "garantizamos"],
        ["pt"] = ["segredo", "ninguem vai saber", "prometemos", "prometo", "garantimos"],
        ["sq"] = ["sekret", "fshehte", "askush nuk do ta dije", "premtojme", "premtoj", "garantojme"],
        ["ro"] = ["secret", "secreta", "nimeni nu va sti", "promitem", "promit", "garantam"],
        ["uk"] = ["секрет", "секретно", "таємниця", "таємно", "ніхто не дізнається", "обіцяємо", "обіцяю", "гарантуємо"],
        ["ru"] = ["секрет", "секретно", "тайна", "тайно", "никто не узнает", "обещаем", "обещаю", "гарантируем"],
        ["bn"] = ["গোপন", "গোপনীয়", "কেউ জানবে না", "কথা দিচ্ছি"],
        ["ur"] = ["راز", "خفیہ", "کوئی نہیں جانے گا", "وعدہ"],
        ["fa"] = ["راز", "مخفی", "هیچکس نمیفهمد", "قول میدهم", "قول میدهیم"],
        ["ps"] = ["راز", "پټ ساتو", "ژمنه کوو"],
        ["tr"] = ["sır", "gizli", "kimse bilmeyecek", "söz veriyoruz", "söz veriyorum"],
        ["zh"] = ["秘密", "没有人会知道", "保证"],
        ["so"] = ["sir", "qofna ma ogaan", "waan ballanqaadaynaa", "ballan qaad"],
        ["hi"] = ["राज", "गुप्त", "वादा"],
        ["pa"] = ["ਰਾਜ਼", "ਗੁਪਤ", "ਵਾਅਦਾ"],
        ["am"] = ["ሚስጥር", "ምስጢር"],
        ["ti"] = ["ምስጢር", "ሚስጢር"],
        ["ha"] = ["sirri", "asiri"],
        ["pcm"] = ["secret", "nobody go know"],
        ["wo"] = ["sutura", "kumpa"],
        ["bm"] = ["gundo"],
    };

    // Saying that secrecy cannot be promised is the honest sentence, not the offence.
    private static readonly string[] Refusals =
    [
        "non posso", "non possiamo", "non promett", "cannot", "can t", "can not", "not promise", "never promise", "do not ask you to keep", "ne peux pas",
        "ne pouvons pas", "ne promet", "no puedo", "nao posso", "nuk mund", "nu pot", "не можу", "не могу", "না", "نہیں", "نمیتوانم", "نمیتوانیم", "نشم", "edemem", "veremem", "不能", "无法", "ma ballan", "नहीं", "ਨਹੀਂ", "አልችልም", "ኣይክእልን", "ba zan iya", "no fit", "لا استطيع", "لا نستطيع", "لا يمكن", "لا نعد", "لا اعد",
    ];

    // Used only until the directory of services is there: the verified lines of the hotline list.
    private static readonly string[] KnownNumbers =
    [
        "112", "113", "114", "115", "118", "1522", "19696", "116000", "800290290", "800141016", "3512202016", "800905570", "3511376335",
        "800901010", "800004006", "800440022",
    ];

    // Place of the text, and why it is no promise of ours.
    private static readonly Dictionary<string, string> Waivers = [];

    [Fact]
    public void Nothing_the_product_says_promises_secrecy() =>
        Assert.Empty(Spoken().Where(text => IsPromise(text.Text, text.Where.Split(' ')[0])).Select(text => text.Where).Except(Waivers.Keys));

    [Fact]
    public void Every_language_has_its_words_of_promise() => Assert.Empty(LocaleFolder.RealLibrary().Packs.Select(pack => pack.Tag.Value)
        .Except(["it", "en", "fr", "ar", .. PromisesElsewhere.Keys]));

    [Theory]
    [InlineData("È un segreto tra noi.", true)]
    [InlineData("Nobody will know.", true)]
    [InlineData("We won't tell.", true)]
    [InlineData("Ça reste secret.", true)]
    [InlineData("هذا سر بيننا", true)]
    [InlineData("Non posso promettere il segreto.", false)]
    [InlineData("I cannot keep it secret.", false)]
    [InlineData("لا أستطيع أن أعدك بالسر", false)]
    [InlineData("أسرة وسرير", false)]
    [InlineData("la segreteria della scuola", false)]
    public void A_promise_is_seen_and_an_honest_sentence_is_not(string text, bool isPromise) => Assert.Equal(isPromise, IsPromise(text));

    [Fact]
    public void Every_number_the_product_says_is_in_the_directory()
    {
        var known = Directory();

        Assert.Empty(Spoken().SelectMany(text => Numbers(text.Text).Where(number => !known.Contains(number)).Select(number => $"{text.Where}: {number}")));
    }

    [Theory]
    [InlineData("chiama 800 14 10 16, gratis", "800141016")]
    [InlineData("da Lycamobile 351 2 20 20 16", "3512202016")]
    [InlineData("اتصل بالرقم \u2066800 14 10 16\u2069 أو 114", "114 800141016")]
    [InlineData("call 116117 or 1500", "116117 1500")]
    [InlineData("615 euro, 2.000 euro, L. 286/1998, nel 2026, 18 anni, art. 31", "")]
    public void A_phone_number_is_told_from_years_sums_and_articles(string text, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', Numbers(text).Order(StringComparer.Ordinal)));

    private static bool IsPromise(string text, string language = "it") =>
        Sentence().Split(text).Select(sentence => $" {string.Join(' ', FoldedWords.Of(sentence))} ").Any(sentence =>
            PromisesElsewhere.GetValueOrDefault(language, Promises).Any(promise => sentence.Contains($" {Folded(promise)} ", StringComparison.Ordinal)
                || sentence.Contains($" ال{promise} ", StringComparison.Ordinal))
            && !Refusals.Any(refusal => sentence.Contains($" {Folded(refusal)}", StringComparison.Ordinal)));

    private static string Folded(string text) => string.Join(' ', FoldedWords.Of(text.Replace("wont", "won t", StringComparison.Ordinal)));

    private static IEnumerable<string> Numbers(string text) =>
        LongNumber().Matches(ReadingOrder.Plain(text)).Concat(ShortNumber().Matches(ReadingOrder.Plain(text)))
            .Select(number => string.Concat(number.Value.Where(char.IsAsciiDigit)))
            .Distinct();

    private static IEnumerable<(string Where, string Text)> Spoken()
    {
        var locales = LocaleFolder.RealLibrary();
        var rights = RightsLibrary.Load(locales, TimeProvider.System);
        foreach (var tag in locales.Packs.Select(pack => pack.Tag))
        {
            foreach (var (key, text) in locales.Section(tag, ""))
            {
                yield return ($"{tag} {key}", text);
            }

            foreach (var article in rights.Topics.Select(topic => rights.Article(topic, tag)))
            {
                yield return ($"{tag} {article.Topic} title", article.Title);
                foreach (var line in article.Lines)
                {
                    yield return ($"{tag} {article.Topic} {line.Id}", line.Text);
                }
            }
        }
    }

    private static HashSet<string> Directory()
    {
        var file = Path.Combine(LocaleFolder.Repository(), "src", "CoRe.Bot", "ServiceDirectory", "Data", "hotlines.json");
        if (!File.Exists(file))
        {
            return [.. KnownNumbers];
        }

        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.GetProperty("hotlines").EnumerateArray()
            .Where(line => line.GetProperty("verified").GetBoolean())
            .SelectMany(line => new[] { "number", "tel", "mobile" }.Select(field => line.TryGetProperty(field, out var value) ? value.GetString() : null))
            .OfType<string>()
            .Select(number => string.Concat(number.Where(char.IsAsciiDigit)))
            .ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"[.!?;\n؟।。！？።]", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Sentence();

    // Groups divided by spaces that make six digits or more; a thousand's point or a slash makes no phone number.
    [GeneratedRegex(@"(?<![\d./])\+?\d(?: ?\d){5,}(?![\d/])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex LongNumber();

    // The short emergency and help lines of Italy.
    [GeneratedRegex(@"(?<![\d./ ]|\d )(?:11\d|15\d\d|19\d{3})(?![\d/]| \d)|(?<=\D )(?:11\d|15\d\d|19\d{3})(?![\d/]| \d)", RegexOptions.CultureInvariant, 500)]
    private static partial Regex ShortNumber();
}
