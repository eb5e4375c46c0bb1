using System.Text.Json;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Rights;
using CoRe.Bot.Tests.Languages;

namespace CoRe.Bot.Tests.Rights;

/// <summary>
/// Everything the product can say, read for what it must not: a promise that the law does not let us keep (a doctor, an operator or a
/// teacher may have to report), a kindness that only a person can give, and a phone number that is not in the directory.
/// </summary>
public sealed class SpokenWordsTests
{
    private static readonly NeverSaid Never = NeverSaid.Load(LocaleFolder.Real);

    // Place of the text, and why it is no offence of ours.
    private static readonly Dictionary<string, string> Waivers = [];

    [Fact]
    public void Nothing_the_product_says_promises_secrecy_believes_or_promises_to_tell_first() =>
        Assert.Empty(Offences(Spoken().Where(text => !Waivers.ContainsKey(text.Key))));

    [Fact]
    public void Every_language_has_its_list_of_what_is_never_said() =>
        Assert.Empty(LocaleFolder.RealLibrary().Packs.Select(pack => pack.Tag.Value).Except(Never.Languages));

    [Fact]
    public void An_offence_planted_in_any_language_in_any_place_is_seen()
    {
        // The operators' own "I believe you", put into the mouth of the bot.
        var locales = LocaleFolder.RealLibrary();
        var planted = locales.Packs.Select(pack => (pack.Tag, "safety.disclosure", $"{locales.Text(pack.Tag, "safety.disclosure").Text}\n{locales.Text(pack.Tag, "phrase.believe").Text}")).ToList();

        Assert.Equal(planted.Select(text => $"{text.Tag} safety.disclosure: Believe"), Offences(planted));
        Assert.Empty(Offences(planted.Select(text => (text.Tag, "phrase.believe", text.Item3))));
    }

    [Theory]
    [InlineData("it", "È un segreto tra noi.", "Secrecy")]
    [InlineData("en", "Nobody will know.", "Secrecy")]
    [InlineData("en", "We won't tell.", "Secrecy")]
    [InlineData("fr", "Ça reste secret.", "Secrecy")]
    [InlineData("ar", "هذا سر بيننا", "Secrecy")]
    [InlineData("it", "Ti crediamo. Non è colpa tua.", "Believe")]
    [InlineData("en", "We believe you.", "Believe")]
    [InlineData("zh", "我们相信你。", "Believe")]
    [InlineData("it", "Se dobbiamo avvisare qualcuno, te lo diciamo prima.", "TellFirst")]
    [InlineData("en", "We always tell you first.", "TellFirst")]
    [InlineData("fr", "Nous te le dirons d’abord.", "TellFirst")]
    [InlineData("ar", "سنخبرك أولاً.", "TellFirst")]
    [InlineData("am", "መጀመሪያ ለእርስዎ እንነግርዎታለን።", "TellFirst")]
    [InlineData("tr", "Birine söylemeden önce sana sorarız.", "TellFirst")]
    [InlineData("it", "Non posso promettere il segreto.", "")]
    [InlineData("en", "I cannot keep it secret.", "")]
    [InlineData("en", "I cannot promise to tell you first.", "")]
    [InlineData("ar", "لا أستطيع أن أعدك بالسر", "")]
    [InlineData("ar", "أسرة وسرير", "")]
    [InlineData("it", "la segreteria della scuola", "")]
    [InlineData("it", "Prima vai, meglio è. Dillo a chi ti protegge.", "")]
    public void An_offence_is_seen_and_an_honest_sentence_is_not(string tag, string text, string offences) =>
        Assert.Equal(offences, string.Join(' ', Never.In(new LocaleTag(tag), "dialogs.x", text).Select(found => found.Offence)));

    [Fact]
    public void A_list_with_an_unknown_field_stops_the_start()
    {
        using var folder = new LocaleFolder().Write("it/never.json", """{ "secrecy": [], "refusals": [], "believe": [], "tell_last": [] }""");

        Assert.Contains("never.json", Assert.Throws<InvalidDataException>(() => NeverSaid.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_number_the_product_says_is_in_the_directory()
    {
        var known = Directory();

        Assert.Empty(Spoken().SelectMany(text => SpokenNumbers.Of(text.Text).Where(number => !known.Contains(number)).Select(number => $"{text.Tag} {text.Key}: {number}")));
    }

    [Theory]
    [InlineData("chiama 800 14 10 16, gratis", "800141016")]
    [InlineData("da Lycamobile 351 2 20 20 16", "3512202016")]
    [InlineData("اتصل بالرقم \u2066800 14 10 16\u2069 أو 114", "114 800141016")]
    [InlineData("call 116117 or 1500", "116117 1500")]
    [InlineData("615 euro, 2.000 euro, L. 286/1998, nel 2026, 18 anni, art. 31", "")]
    public void A_phone_number_is_told_from_years_sums_and_articles(string text, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', SpokenNumbers.Of(text).Order(StringComparer.Ordinal)));

    private static IEnumerable<string> Offences(IEnumerable<(LocaleTag Tag, string Key, string Text)> texts) =>
        texts.SelectMany(text => Never.In(text.Tag, text.Key, text.Text).Select(found => $"{text.Tag} {text.Key}: {found.Offence}")).Distinct();

    /// <summary>Every text and every line of every pack, those that wait for the lawyer included.</summary>
    private static IEnumerable<(LocaleTag Tag, string Key, string Text)> Spoken()
    {
        var locales = LocaleFolder.RealLibrary();
        var rights = RightsLibrary.Load(locales, TimeProvider.System);
        return locales.Packs.Select(pack => pack.Tag).SelectMany(tag => locales.Own(tag).Select(text => (tag, text.Key, text.Value.Text))
            .Concat(rights.Words(tag).Select(line => (tag, line.Id, (tag == LocaleTag.Italian ? line.Italian : line.Words) ?? ""))));
    }

    private static HashSet<string> Directory()
    {
        var file = Path.Combine(LocaleFolder.Repository(), "src", "CoRe.Bot", "ServiceDirectory", "Data", "hotlines.json");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.GetProperty("hotlines").EnumerateArray()
            .Where(line => line.GetProperty("verified").GetBoolean())
            .SelectMany(line => new[] { "number", "tel", "mobile" }.Select(field => line.TryGetProperty(field, out var value) ? value.GetString() : null))
            .OfType<string>()
            .Select(number => string.Concat(number.Where(char.IsAsciiDigit)))
            .ToHashSet(StringComparer.Ordinal);
    }
}
