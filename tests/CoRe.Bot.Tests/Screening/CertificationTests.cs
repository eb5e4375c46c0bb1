using System.Text.Json;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Hosting.Verbs;
using CoRe.Bot.Hosting.Verbs.Measuring;
using CoRe.Bot.Languages;
using CoRe.Bot.Screening;
using CoRe.Bot.Tests.Dialogs;

namespace CoRe.Bot.Tests.Screening;

/// <summary>A certified language may not fall below what it reached; in any other nobody pretends to understand.</summary>
public sealed class CertificationTests
{
    private static readonly Lazy<RiskTally> Measured = new(Measure);

    public static TheoryData<string> Certified => [.. ScreeningBed.Lexicon.Certified.Keys];

    [Theory]
    [MemberData(nameof(Certified))]
    public void A_certified_language_keeps_its_recorded_floor(string language)
    {
        var floor = ScreeningBed.Lexicon.Certified[language];

        Assert.True(Measured.Value.RecallOf(language) >= floor.Recall, $"recall {Measured.Value.RecallOf(language):0.000} under {floor.Recall}");
        Assert.True(Measured.Value.FalseAlarmsOf(language) <= floor.FalseAlarms, $"false alarms {Measured.Value.FalseAlarmsOf(language):0.000} over {floor.FalseAlarms}");
    }

    [Fact]
    public async Task Free_text_in_a_language_that_is_not_measured_gets_numbers_and_a_person_instead_of_a_guess()
    {
        await using var bench = new FlowBench();
        var turn = new Turn(ConversationId.New(), "directline", default, new DeskStatus(DeskMode.InformationOnly, null)) { Locale = new LocaleTag("en"), Measured = false };
        var router = bench.Get<MessageRouter>();

        Assert.Equal(Commands.NotMeasured, router.Route(new FlowTurn(turn, new TalkMemory(), "my tooth is bad", null), null, [], "my tooth is bad", isCommand: false).Command);
        Assert.Equal(Commands.Person, router.Route(new FlowTurn(turn, new TalkMemory(), "person", null), null, [], "person", isCommand: false).Command);
    }

    /// <summary>All labelled rows, the lexicons with the second opinion, as the product screens.</summary>
    private static RiskTally Measure()
    {
        var screener = new RiskScreener(ScreeningBed.Lexicon, ScreeningBed.Opinion);
        var tally = new RiskTally();
        foreach (var line in Directory.EnumerateFiles(Path.Combine(ScreeningBed.Root, "tests", "data"), "*.jsonl").SelectMany(File.ReadLines))
        {
            var row = JsonSerializer.Deserialize(line, RiskEvalJson.Readable.RiskRow)!;
            tally.Add(row, screener.Screen(new PersonText(row.Text), ScreeningMemory.Empty));
        }

        return tally;
    }
}
