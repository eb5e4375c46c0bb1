using System.Text.Json;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Languages;

namespace CoRe.Bot.Tests.Rights;

/// <summary>
/// Everything the product can say, read for two offences: a promise that the law does not let us keep (a doctor, an operator or a
/// teacher may have to report), and a phone number that is not in the directory.
/// </summary>
public sealed class SpokenWordsTests
{
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
        Assert.Empty(Spoken().Where(text => SpokenRules.IsPromise(text.Text, text.Where.Split(' ')[0])).Select(text => text.Where).Except(Waivers.Keys));

    [Fact]
    public void Every_language_has_its_words_of_promise() => Assert.Empty(LocaleFolder.RealLibrary().Packs.Select(pack => pack.Tag.Value)
        .Except(SpokenRules.Guarded));

    [Fact]
    public void Nothing_says_in_the_name_of_a_machine_that_it_believes_or_that_somebody_hears_first() =>
        Assert.Empty(Spoken().Where(text => !text.Where.Contains(" phrase.", StringComparison.Ordinal) && SpokenRules.IsBelief(text.Text)).Select(text => text.Where));

    [Theory]
    [InlineData("Ti credo. Non è colpa tua.", true)]
    [InlineData("I believe you", true)]
    [InlineData("سنخبرك أولا قبل أي أحد", true)]
    [InlineData("我相信你。", true)]
    [InlineData("Credo che la scuola apra alle otto.", false)]
    public void A_claim_to_believe_is_seen(string text, bool claims) => Assert.Equal(claims, SpokenRules.IsBelief(text));

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
    public void A_promise_is_seen_and_an_honest_sentence_is_not(string text, bool isPromise) => Assert.Equal(isPromise, SpokenRules.IsPromise(text));

    [Fact]
    public void Every_number_the_product_says_is_in_the_directory()
    {
        var known = Directory();

        Assert.Empty(Spoken().SelectMany(text => SpokenRules.Numbers(text.Text).Where(number => !known.Contains(number)).Select(number => $"{text.Where}: {number}")));
    }

    [Theory]
    [InlineData("chiama 800 14 10 16, gratis", "800141016")]
    [InlineData("da Lycamobile 351 2 20 20 16", "3512202016")]
    [InlineData("اتصل بالرقم \u2066800 14 10 16\u2069 أو 114", "114 800141016")]
    [InlineData("call 116117 or 1500", "116117 1500")]
    [InlineData("615 euro, 2.000 euro, L. 286/1998, nel 2026, 18 anni, art. 31", "")]
    public void A_phone_number_is_told_from_years_sums_and_articles(string text, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', SpokenRules.Numbers(text).Order(StringComparer.Ordinal)));

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
}
