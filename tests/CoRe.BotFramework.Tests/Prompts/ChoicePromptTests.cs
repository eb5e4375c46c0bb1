using CoRe.BotFramework.Tests.Dialogs;

namespace CoRe.BotFramework.Tests.Prompts;

public sealed class ChoicePromptTests
{
    private static readonly Choice[] Letters = [new("A"), new("B") { Synonyms = ["bravo", "the blue one"] }, new("C") { Action = new CardAction(ActionTypes.ImBack, "Cielo", value: "C") }];

    [Theory]
    [InlineData("b")]
    [InlineData("2")]
    [InlineData("due")]
    [InlineData("secondo")]
    [InlineData("il secondo")]
    [InlineData("seconda")]
    [InlineData("la seconda, grazie")]
    [InlineData("B please")]
    [InlineData("numero 2")]
    [InlineData("(2)")]
    [InlineData("2️⃣")]
    [InlineData("٢")]
    [InlineData("BRAVO")]
    [InlineData("the blue one")]
    public async Task In_Italian_all_these_choose_the_second(string said)
        => Assert.Equal("result: B", await PromptTests.AnswerAsync(new ChoicePrompt("p"), "it-it", said, Letters));

    [Theory]
    [InlineData("it-it", "second")]
    [InlineData("it-it", "4")]
    [InlineData("it-it", "0")]
    [InlineData("it-it", "quarto")]
    [InlineData("it-it", "ho due sorelle")]
    [InlineData("en-us", "one of my friends")]
    [InlineData("en-us", "2 or 3")]
    [InlineData("en-us", "   ")]
    [InlineData("en-us", "the green one")]
    public async Task What_is_no_clear_choice_is_asked_again(string locale, string said)
        => Assert.Equal("again?", await PromptTests.AnswerAsync(new ChoicePrompt("p"), locale, said, Letters));

    [Theory]
    [InlineData("fr-fr", "deuxième")]
    [InlineData("fr-FR", "la deuxieme")]
    [InlineData("fr", "deux")]
    [InlineData("ar", "الثاني")]
    [InlineData("ar-EG", "ثانية")]
    [InlineData("ar", "اثنين")]
    [InlineData("en-gb", "the second one")]
    [InlineData("en", "2nd")]
    [InlineData("es", "la segunda")]
    [InlineData("ro", "al doilea")]
    [InlineData("sq", "i dyti")]
    [InlineData("uk", "другий")]
    [InlineData("bn", "দ্বিতীয়")]
    [InlineData("bn", "২")]
    [InlineData("ur", "دوسرا")]
    [InlineData("fa", "دوم")]
    [InlineData("zh-CN", "第二个")]
    [InlineData("xx-YY", "two")]
    public async Task The_second_is_understood_in_many_languages(string locale, string said)
        => Assert.Equal("result: B", await PromptTests.AnswerAsync(new ChoicePrompt("p"), locale, said, Letters));

    [Theory]
    [InlineData("Perché no", "perche no")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("مَدْرَسَة", "مدرسه")]
    [InlineData("কাজ", "কাজ")]
    [InlineData("Straße 5", "strasse 5", false)]
    [InlineData("я пішов", "Я ПІШОВ")]
    [InlineData("My rights", "MY  RIGHTS!!")]
    [InlineData("Health", "I have a question about health")]
    [InlineData("Talk to a person", "talk now to a person")]
    [InlineData("Talk to a person", "talk", false)]
    public void Words_are_compared_without_case_accents_and_vowel_marks(string choice, string said, bool found = true)
        => Assert.Equal(found, ChoiceRecognizers.RecognizeChoices(said, new List<string> { "Something else", choice }).Count == 1);

    [Fact]
    public async Task A_message_with_broken_characters_is_read_like_any_other()
    {
        Assert.Equal("result: B", await PromptTests.AnswerAsync(new ChoicePrompt("p"), "it-it", "\ud83d due \ude00", Letters));
        Assert.Equal("again?", await PromptTests.AnswerAsync(new ConfirmPrompt("p"), "it-it", "\ud83d"));
        Assert.Equal("result: 7", await PromptTests.AnswerAsync(new NumberPrompt<int>("p"), "it-it", "7 \ude00"));
    }

    [Fact]
    public void The_longer_of_two_overlapping_choices_wins_and_partial_words_count_only_on_request()
    {
        var choices = new List<string> { "Italy", "Italy North" };

        Assert.Equal("Italy North", Assert.Single(ChoiceRecognizers.RecognizeChoices("in italy north", choices)).Resolution.Value);
        Assert.Empty(Find.FindChoices("north", choices));
        Assert.Equal(0.5f, Assert.Single(Find.FindChoices("north", choices, new FindChoicesOptions { AllowPartialMatches = true })).Resolution.Score);
    }

    [Fact]
    public void A_result_says_where_it_was_found()
    {
        var found = Assert.Single(ChoiceRecognizers.RecognizeChoices("give me red, please", new List<string> { "green", "red" }));

        Assert.Equal(("red", 8, 10, "choice"), (found.Text, found.Start, found.End, found.TypeName));
        Assert.Equal((1, 1f, "red"), (found.Resolution.Index, found.Resolution.Score, found.Resolution.Synonym));
    }

    [Theory]
    [InlineData(Channels.Webchat, "buttons")]
    [InlineData(Channels.Directline, "buttons")]
    [InlineData(Channels.Telegram, "buttons")]
    [InlineData(Channels.Msteams, "card")]
    [InlineData(Channels.Sms, "first? (1) A, (2) B, or (3) Cielo")]
    [InlineData("whatsapp", "first? (1) A, (2) B, or (3) Cielo")]
    [InlineData(Channels.Test, "first? (1) A, (2) B, or (3) Cielo")]
    public async Task Choices_are_shown_as_the_channel_can(string channel, string expected)
    {
        var reply = Assert.Single(await PromptTests.Run(new ChoicePrompt("p"), "en-us", channel, Letters).SendAsync(Message(channel)));

        var shown = reply.SuggestedActions is { } suggested ? Expect(suggested.Actions)
            : reply.Attachments is { Count: 1 } cards ? ExpectCard(cards[0]) : reply.Text;
        Assert.Equal(expected, shown);

        static string Expect(IList<CardAction> actions)
        {
            Assert.Equal(["A", "B", "Cielo"], actions.Select(action => action.Title));
            return "buttons";
        }

        static string ExpectCard(Attachment attachment)
        {
            Assert.Equal(3, Assert.IsType<HeroCard>(attachment.Content).Buttons.Count);
            return "card";
        }
    }

    [Fact]
    public async Task Long_lists_and_other_languages_have_their_own_form()
    {
        var list = await PromptTests.Run(new ChoicePrompt("p"), "it-it", Channels.Sms, new("uno"), new("due"), new("tre"), new("quattro")).SayAsync("x");
        var two = await PromptTests.Run(new ChoicePrompt("p"), "ar", Channels.Sms, new("أحمر"), new("أزرق")).SayAsync("x");

        Assert.Equal("first?\n\n   1. uno\n   2. due\n   3. tre\n   4. quattro", Assert.Single(list));
        Assert.Equal("first? (1) أحمر أو (2) أزرق", Assert.Single(two));
    }

    [Fact]
    public async Task Recognizer_options_of_the_shared_prompt_stay_as_they_were()
    {
        var prompt = new ChoicePrompt("p") { RecognizerOptions = new FindChoicesOptions { RecognizeNumbers = false } };

        Assert.Equal("again?", await PromptTests.AnswerAsync(prompt, "ar", "2", Letters));
        Assert.Equal("result: B", await PromptTests.AnswerAsync(prompt, "it", "secondo", Letters));
        Assert.Null(prompt.RecognizerOptions.Locale);
    }

    private static Activity Message(string channel) => new() { Type = ActivityTypes.Message, Text = "hi", ChannelId = channel, Locale = "en-us" };
}
