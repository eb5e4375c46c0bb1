using System.Text.RegularExpressions;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;

namespace CoRe.Bot.Tests.Dialogs;

public sealed partial class SafetyTextsTests(FlowBench bench) : IClassFixture<FlowBench>
{
    private static readonly LocaleTag[] Languages = [LocaleTag.Italian, LocaleTag.English, LocaleTag.French, LocaleTag.Arabic];
    private static readonly DateTimeOffset Night = new(2026, 11, 23, 1, 10, 0, TimeSpan.Zero);

    private SafetyTexts Texts => bench.Get<SafetyTexts>();

    public static IEnumerable<object[]> Everything =>
        from category in Enum.GetValues<RiskCategory>() from language in Languages select new object[] { category.Name(), language.Value };

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_kind_of_harm_has_words_and_numbers_in_every_language(string category, string language)
    {
        var said = Texts.For(NewTurn(category, language, staffed: false));
        var buttons = said.SelectMany(activity => activity.Attachments ?? []).SelectMany(card => ((HeroCard)card.Content).Buttons).ToArray();

        Assert.Contains(buttons, button => (string)button.Value == "tel:112");
        Assert.Contains(buttons, button => (string)button.Value == "tel:114");
        Assert.All(said.Where(activity => activity.Type == ActivityTypes.Message), activity => Assert.Equal(language, activity.Locale));
        Assert.All(said.Where(activity => activity.Type == ActivityTypes.Message), activity => Assert.DoesNotMatch("^safety\\.", activity.Text));
        Assert.Equal("core.state", said[^1].Name);
    }

    [Theory]
    [InlineData("sexual_abuse", "1522")]
    [InlineData("domestic_violence", "1522")]
    [InlineData("forced_marriage", "1522")]
    [InlineData("trafficking_exploitation", "800290290")]
    [InlineData("missing_runaway", "116000")]
    [InlineData("self_harm", "19696")]
    public void The_line_for_this_harm_is_there(string category, string number) =>
        Assert.Contains(Texts.For(NewTurn(category, "it", staffed: true)).SelectMany(activity => activity.Attachments ?? [])
            .SelectMany(card => ((HeroCard)card.Content).Buttons), button => (string)button.Value == $"tel:{number}");

    [Theory]
    [MemberData(nameof(Everything))]
    public void Only_a_staffed_desk_is_said_to_read(string category, string language)
    {
        var staffed = bench.Locales.Text(new LocaleTag(language), "safety.desk.staffed").Text;

        Assert.Contains(staffed, Said(NewTurn(category, language, staffed: true)), StringComparison.Ordinal);
        Assert.DoesNotContain(staffed, Said(NewTurn(category, language, staffed: false)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_desk_says_when_somebody_is_back_in_italian_time()
    {
        var turn = NewTurn("self_harm", "it", staffed: false, back: new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

        Assert.Contains("lunedì 23 novembre, 09:00", Said(turn), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsure_language_stands_beside_italian_and_english()
    {
        var turn = NewTurn("self_harm", "fr", staffed: false);
        turn.LocaleChosen = false;

        Assert.Equal(["fr", "it", "en"], Texts.For(turn).Where(activity => activity.Type == ActivityTypes.Message).Select(activity => activity.Locale).Distinct());
    }

    [Fact]
    public void The_words_are_in_the_language_of_the_message_whatever_was_chosen()
    {
        var turn = NewTurn("self_harm", "it", staffed: false);
        turn.Written = LocaleTag.Arabic;

        Assert.Equal(["ar", "it"], Texts.For(turn).Where(activity => activity.Type == ActivityTypes.Message).Select(activity => activity.Locale).Distinct());
    }

    [Theory]
    [InlineData(9, false, 1)]
    [InlineData(11, false, 4)]
    [InlineData(9, true, 4)]
    public void The_same_text_is_short_only_for_ten_minutes_and_not_when_it_gets_worse(int minutesAgo, bool worse, int messages)
    {
        var turn = NewTurn("physical_abuse", "it", staffed: false);
        turn.Severity = worse ? Severity.Emergency : Severity.High;
        turn.LastSafety = new SafetySaid(Night.AddMinutes(-minutesAgo), Severity.High, RiskCategory.PhysicalAbuse);

        var said = Texts.For(turn);

        Assert.Equal(messages, said.Count);
        Assert.NotEmpty(said.SelectMany(activity => activity.Attachments ?? []));
    }

    [Fact]
    public void A_turn_that_failed_says_so_and_gives_numbers()
    {
        var said = Texts.Failure(NewTurn("none", "en", staffed: false));

        Assert.Contains("did not work", said[0].Text, StringComparison.Ordinal);
        Assert.NotEmpty(said[1].Attachments);
    }

    /// <summary>The glossary's rules for words, over every text of these rooms.</summary>
    [Fact]
    public void No_text_promises_frightens_or_asks_for_the_story()
    {
        foreach (var tag in Languages)
        {
            foreach (var (key, text) in new[] { "dialogs.", "safety.", "services." }.SelectMany(room => bench.Locales.Section(tag, room)))
            {
                Assert.False(Forbidden().IsMatch(text), $"{tag} {key}: {text}");
                Assert.True(text.Split('\n').Length <= 5, $"{tag} {key} is too long for one bubble.");
            }
        }
    }

    private static Turn NewTurn(string category, string language, bool staffed, DateTimeOffset? back = null)
    {
        Assert.True(RiskCategories.TryParse(category, out var harm));
        var desk = new DeskStatus(staffed ? DeskMode.Staffed : DeskMode.InformationOnly, back);
        return new Turn(ConversationId.New(), "directline", Night, desk)
        {
            Locale = new LocaleTag(language),
            LocaleChosen = true,
            Severity = Severity.High,
            Category = harm,
            Case = new OpenCaseView(CaseId.New(TimeProvider.System), Severity.High, null),
        };
    }

    private string Said(Turn turn) => string.Join('\n', Texts.For(turn).Select(activity => activity.Text));

    // secret, police, "everything will be fine", "why did you", "are you sure"
    [GeneratedRegex(@"segret|secret|سري\b|polizi|\bpolice|شرطة|andrà tutto|will be fine|tout ira bien|perché non hai|why did you|pourquoi tu n|sei sicur[oa] di|are you sure|promett(o|iamo)\b|i promise|je promets", RegexOptions.IgnoreCase, 500)]
    private static partial Regex Forbidden();
}
