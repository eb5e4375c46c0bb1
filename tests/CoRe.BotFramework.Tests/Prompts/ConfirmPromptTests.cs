namespace CoRe.BotFramework.Tests.Prompts;

public sealed class ConfirmPromptTests
{
    [Theory]
    [InlineData("it-it", "sì", "no")]
    [InlineData("it", "Si", "NO!")]
    [InlineData("it-IT", "Sì!", "no grazie")]
    [InlineData("it-it", "certo", "certo che no")]
    [InlineData("it-it", "1", "2")]
    [InlineData("en-us", "yes please", "no, thank you")]
    [InlineData("en-gb", "of course", "of course not")]
    [InlineData("en-us", "I do", "I don't")]
    [InlineData("fr-fr", "oui", "non")]
    [InlineData("fr", "bien sûr", "bien sûr que non")]
    [InlineData("ar", "نعم", "لا")]
    [InlineData("ar-EG", "أيوه", "لأ")]
    [InlineData("ar", "نَعَم", "لا شكرا")]
    [InlineData("ar", "١", "٢")]
    [InlineData("es", "sí", "claro que no")]
    [InlineData("ro", "da", "nu")]
    [InlineData("ro-MD", "sigur că da", "ba nu")]
    [InlineData("sq", "po", "jo")]
    [InlineData("sq-XK", "Po, faleminderit", "Jo!")]
    [InlineData("bn", "হ্যাঁ", "না")]
    [InlineData("bn-BD", "জি", "জি না")]
    [InlineData("bn", "ha", "na")]
    [InlineData("ur", "ہاں", "نہیں")]
    [InlineData("ur-PK", "جی ہاں", "جی نہیں")]
    [InlineData("uk", "Так", "Ні")]
    [InlineData("uk-UA", "так, будь ласка", "ні, дякую")]
    [InlineData("pt", "sim", "não")]
    [InlineData("tr", "evet", "hayır")]
    [InlineData("tr-TR", "EVET", "hayir")]
    [InlineData("ru", "да", "нет")]
    [InlineData("fa", "بله", "نه")]
    [InlineData("fa-AF", "بلی", "نخیر")]
    [InlineData("ps", "هو", "نه")]
    [InlineData("so", "haa", "maya")]
    [InlineData("ti", "እወ", "ኣይፋል")]
    [InlineData("am", "አዎ", "አይደለም")]
    [InlineData("pa", "ਹਾਂ ਜੀ", "ਨਹੀਂ")]
    [InlineData("hi", "जी हाँ", "नहीं")]
    [InlineData("zh-CN", "是的", "不是")]
    [InlineData("de", "ja", "nein")]
    [InlineData("nl", "ja", "nee")]
    [InlineData("sv", "ja", "nej")]
    [InlineData("bg", "да", "не")]
    [InlineData("ja", "はい", "いいえ")]
    [InlineData("ko", "네", "아니요")]
    [InlineData("xx", "yes", "no")]
    public async Task Yes_and_no_are_understood_in_the_persons_language(string locale, string yes, string no)
    {
        Assert.Equal("result: True", await PromptTests.AnswerAsync(new ConfirmPrompt("p"), locale, yes));
        Assert.Equal("result: False", await PromptTests.AnswerAsync(new ConfirmPrompt("p"), locale, no));
    }

    [Theory]
    [InlineData("it", "sì e no")]
    [InlineData("it", "sì, ma ho paura")]
    [InlineData("it", "non lo so")]
    [InlineData("it", "forse")]
    [InlineData("es", "no sé")]
    [InlineData("en", "no idea")]
    [InlineData("en", "I know")]
    [InlineData("en", "yes but do not tell my father")]
    [InlineData("ar", "لا أعرف")]
    [InlineData("ar", "si")]
    [InlineData("sq", "si")]
    [InlineData("zh", "是不是")]
    [InlineData("it", "3")]
    [InlineData("it", "?")]
    [InlineData("it", "grazie")]
    public async Task What_is_no_plain_yes_or_no_is_asked_again(string locale, string said)
        => Assert.Equal("again?", await PromptTests.AnswerAsync(new ConfirmPrompt("p"), locale, said));

    [Theory]
    [InlineData("en-us", "first? (1) Yes or (2) No")]
    [InlineData("it", "first? (1) Sì o (2) No")]
    [InlineData("ar", "first? (1) نعم أو (2) لا")]
    [InlineData("uk", "first? (1) Так або (2) Ні")]
    [InlineData("bn", "first? (1) হ্যাঁ অথবা (2) না")]
    public async Task The_question_offers_the_languages_own_words(string locale, string expected)
        => Assert.Equal(expected, Assert.Single(await PromptTests.Run(new ConfirmPrompt("p"), locale).SayAsync("hi")));

    [Fact]
    public async Task Own_choices_are_offered_and_understood()
    {
        var prompt = new ConfirmPrompt("p") { ConfirmChoices = Tuple.Create(new Choice("Call me"), new Choice("Do not call") { Synonyms = ["never"] }) };

        Assert.Equal("first? (1) Call me or (2) Do not call", Assert.Single(await PromptTests.Run(prompt, "en-us").SayAsync("hi")));
        Assert.Equal("result: True", await PromptTests.AnswerAsync(prompt, "en-us", "call me"));
        Assert.Equal("result: False", await PromptTests.AnswerAsync(prompt, "en-us", "do not call"));
        Assert.Equal("result: False", await PromptTests.AnswerAsync(prompt, "en-us", "never"));
    }

    [Fact]
    public async Task The_language_of_the_prompt_goes_before_the_languages_of_activity_and_default()
    {
        Assert.Equal("result: True", await PromptTests.AnswerAsync(new ConfirmPrompt("p", defaultLocale: "it-it"), "", "certo"));
        Assert.Equal("again?", await PromptTests.AnswerAsync(new ConfirmPrompt("p", defaultLocale: "it-it"), "fr", "certo"));
    }

    // On Microsoft's SDK a prompt's options are written to on each turn: people of two languages could read each other's.
    [Fact]
    public async Task One_prompt_serves_people_of_different_languages_at_the_same_time()
    {
        var (confirm, choose) = (new ConfirmPrompt("p"), new ChoicePrompt("p") { RecognizerOptions = new FindChoicesOptions() });
        (string Locale, string Yes, string Second)[] people = [("it", "certo", "secondo"), ("ar", "نعم", "الثاني"), ("uk", "так", "друга"), ("bn", "হ্যাঁ", "২")];

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(async () =>
        {
            var (locale, yes, second) = people[number % people.Length];
            return await PromptTests.AnswerAsync(confirm, locale, yes) + "|" + await PromptTests.AnswerAsync(choose, locale, second, new Choice("A"), new Choice("B"));
        })));

        Assert.All(answers, answer => Assert.Equal("result: True|result: B", answer));
    }

    [Fact]
    public void Every_language_is_whole_and_no_phrase_means_both()
    {
        var cultures = PromptCultureModels.GetSupportedCultures();

        Assert.True(cultures.Length >= 26);
        foreach (var culture in cultures)
        {
            Assert.All([culture.Separator, culture.InlineOr, culture.InlineOrMore, culture.YesInLanguage, culture.NoInLanguage], word => Assert.False(string.IsNullOrEmpty(word)));
            var words = CultureWords.For(culture.Locale);
            Assert.True(words.Confirmation(culture.YesInLanguage), culture.Locale);
            Assert.False(words.Confirmation(culture.NoInLanguage), culture.Locale);
            Assert.Equal(culture.Locale, PromptCultureModels.MapToNearestLanguage(culture.Locale.Split('-')[0].ToUpperInvariant()));
        }

        Assert.Equal("xx-yy", PromptCultureModels.MapToNearestLanguage("xx-YY"));
        Assert.Equal("Sì", PromptCultureModels.Italian.YesInLanguage);
    }
}
