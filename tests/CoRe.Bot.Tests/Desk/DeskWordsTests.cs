using System.Text.RegularExpressions;
using CoRe.Bot.Desk;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Storage;
using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Tests.Architecture;
using CoRe.Bot.Tests.Screening;

namespace CoRe.Bot.Tests.Desk;

public sealed class DeskWordsTests
{
    private static readonly string[] GivingRooms = ["Screening", "Escalation", "Pipeline", "Dialogs"];
    private static readonly LocaleLibrary Library = LocaleLibrary.Load(FolderFinder.Find("locales", AppContext.BaseDirectory));
    private static readonly ReasonWords Reasons = ReasonWords.Load(Library.Folder);
    private static readonly DeskWords Words = new(Library, Reasons);

    [Fact]
    public void Every_code_that_the_desk_can_show_has_Italian_words()
    {
        var keys = new List<string>();
        keys.AddRange(CaseOutcomes.All.Select(o => "outcome." + o));
        keys.AddRange(Enum.GetValues<RiskCategory>().Select(c => "category." + c.Name()));
        keys.AddRange(Enum.GetValues<Severity>().Select(s => "severity." + (int)s));
        keys.AddRange(Enum.GetValues<DeskAnswer>().Where(a => a != DeskAnswer.Done).Select(a => "answer." + a));
        keys.AddRange(Enum.GetValues<DeskMode>().Select(m => "mode." + CoRe.Bot.Escalation.Duty.DutyWords.Word(m)));
        keys.AddRange(Enum.GetValues<ReferralState>().Select(s => "referral.state." + s.ToString().ToLowerInvariant()));
        keys.AddRange(CoRe.Bot.Operators.Roles.All.Select(r => "role." + r));
        keys.AddRange(DeskState.Tones.Select(t => "sound." + t));
        keys.AddRange(new[] { "opened", "asked", "found", "taken", "returned", "abandoned", "passed", "closed", "raised", "note", "contact_shared", "referral", "reopened", "places", "report", "export" }.Select(h => "history." + h));

        keys.AddRange(CoRe.Bot.Escalation.Reporting.ReportDesk.Checks.Select(c => "report.check." + c));
        keys.AddRange(CoRe.Bot.Escalation.Reporting.ReportDesk.Statuses.Select(s => "report.status." + (s.Length == 0 ? "none" : s)));
        keys.AddRange(Enum.GetValues<ReportState>().Select(s => "report.state." + s.ToString().ToLowerInvariant()));
        keys.AddRange(Enum.GetValues<CoRe.Bot.Escalation.Duty.NextWatch>().Select(w => "signoff.watch." + w.ToString().ToLowerInvariant()));

        Assert.All(keys, k => Assert.True(Library.Has("desk." + k), k));
    }

    [Fact]
    public void Every_key_that_a_page_names_is_there()
    {
        var pages = House.Files("src/CoRe.Bot/Desk", ".razor", ".cs").ToList();
        Assert.NotEmpty(pages);

        var named = pages.SelectMany(p => Regex.Matches(House.Read(p), @"\bT(?:\.With\(|\[)""(?<key>[a-z_.\-0-9]+)""").Select(m => m.Groups["key"].Value))
            .Where(k => !k.EndsWith('.')).Distinct().ToList();

        Assert.True(named.Count > 80);
        Assert.All(named, k => Assert.True(Library.Has("desk." + k), k));
    }

    [Fact]
    public void The_desk_is_whole_in_English_with_the_same_places_to_fill()
    {
        var (italian, english) = (Of("it"), Of("en"));

        Assert.Empty(italian.Keys.Except(english.Keys));
        Assert.Empty(english.Keys.Except(italian.Keys));
        Assert.All(italian, text => Assert.Equal(Places(text.Value), Places(english[text.Key])));

        static Dictionary<string, string> Of(string tag) =>
            System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(House.Read($"locales/{tag}/texts/desk.json"))!;

        static IEnumerable<string> Places(string text) => Regex.Matches(text, "\\{[a-z]+\\}").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Every_reason_of_a_case_is_there_in_English_and_none_that_nobody_gives()
    {
        var lexicons = ScreeningBed.Lexicon.Patterns.Where(p => p.Kind == PatternKind.Risk).Select(p => p.Reason);
        var program = House.Files("src/CoRe.Bot", ".cs").Where(path => GivingRooms.Any(room => path.Contains($"/{room}/", StringComparison.Ordinal)))
            .SelectMany(path => Regex.Matches(House.Read(path), "\"(?<said>(?:Ha|Non ha|Il messaggio|Il programma|Il secondo|Nessuna|Letto) [^\"{]+\\.)\"")).Select(m => m.Groups["said"].Value).ToList();

        Assert.True(program.Count >= 12, "the sentences of the program are looked for where they are not");
        Assert.Equal(lexicons.Concat(program).Distinct().Order(StringComparer.Ordinal), Reasons.Italian.Order(StringComparer.Ordinal));
        Assert.All(Reasons.Italian, italian => Assert.Matches("^[A-Z][^àèìòù]+\\.$", Reasons.English(italian)));
    }

    [Fact]
    public void A_reason_of_an_older_lexicon_stays_as_it_was_written() => Assert.Equal("Scrive di draghi.", Reasons.English("Scrive di draghi."));

    [Theory]
    [InlineData("found.self_harm", "Farsi del male")]
    [InlineData("closed.informed", "Informazioni date")]
    [InlineData("raised.3", "Emergenza")]
    [InlineData("something_new", "something_new")]
    public void A_history_line_is_said_in_words(string kind, string expected) => Assert.Contains(expected, Words.History(kind), StringComparison.Ordinal);

    [Theory]
    [InlineData(5, "5 s")]
    [InlineData(125, "2 min")]
    [InlineData(3 * 3600 + 240, "3 h 04 min")]
    [InlineData(50 * 3600, "2 g 2 h")]
    public void Waiting_is_said_in_the_units_that_matter(int seconds, string expected) => Assert.Equal(expected, DeskWords.Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("it", true)]
    [InlineData("ar", true)]
    [InlineData("fr", true)]
    [InlineData("xx", false)]
    public void Ready_sentences_are_offered_only_in_the_language_of_the_talk(string tag, bool offered)
    {
        var phrases = Words.Phrases(tag);

        Assert.Equal(offered, phrases.Count > 0);
        Assert.All(phrases, p => Assert.Equal(tag == "it", p.Italian == p.Spoken));
    }

    [Fact]
    public void What_the_person_is_told_at_a_hand_over_is_there_in_every_launch_language_and_promises_nobody()
    {
        foreach (var tag in new[] { "it", "en", "fr", "ar" })
        {
            foreach (var key in new[] { "handover.person_here", "handover.other_person", "handover.person_left", "handover.closed", "handover.nobody_now" })
            {
                Assert.Equal(tag, Library.Text(new LocaleTag(tag), key, ("name", "Amina")).Locale.Value);
            }
        }

        var italian = Library.Section(LocaleTag.Italian, "handover.").Values;
        Assert.All(italian, t => Assert.DoesNotMatch("(?i)arriver|sta arrivando|ti chiamer|tra poco|presto", t));
    }
}
