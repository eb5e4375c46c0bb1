using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.Matching;
using CoRe.Bot.Screening.SecondOpinion;

namespace CoRe.Bot.Tests.Screening;

public sealed class OpinionTests
{
    private static readonly OpinionCuts Cuts = new(Ask: 0.5f, Tip: 0.7f, Ring: 0.9f);

    [Theory]
    [InlineData(0, 0.4, 0)]
    [InlineData(0, 0.6, 1)]
    [InlineData(0, 0.8, 1)]
    [InlineData(0, 0.95, 2)]
    [InlineData(1, 0.6, 1)]
    [InlineData(1, 0.8, 2)]
    [InlineData(3, 0.01, 3)]
    [InlineData(2, 0.99, 2)]
    public void It_may_ask_tip_over_or_ring_and_never_lowers(int foundLevel, double score, int expectedLevel)
    {
        var (found, expected) = ((Severity)foundLevel, (Severity)expectedLevel);
        var before = RiskFinding.Nothing(ScreeningMemory.Empty) with { Severity = found, Category = found == Severity.None ? RiskCategory.None : RiskCategory.Neglect };

        var after = Opinion.On(before, Model(score), new OpinionFeatures([]));

        Assert.Equal(expected, after.Severity);
        Assert.Equal(expected > found, after.Reasons.Any(r => r.PatternId == Opinion.ReasonId));
        Assert.True(found == Severity.None || after.Category == RiskCategory.Neglect, "the kind that a pattern found stays");
        Assert.True(expected < Severity.High || expected == found || after.Memory.Floor == expected, "the memory keeps it");
    }

    [Fact]
    public void A_sentence_said_a_hundred_times_rings_nobody()
    {
        var screener = new RiskScreener(ScreeningBed.Lexicon, ScreeningBed.Opinion);

        Assert.True(screener.Screen(new PersonText(string.Concat(Enumerable.Repeat("Vado al mare con gli amici. ", 145))[..3900]), ScreeningMemory.Empty).Severity < Severity.High);
    }

    [Fact]
    public void It_says_nothing_about_the_order_of_a_button()
    {
        var screener = new RiskScreener(ScreeningBed.Lexicon, new OpinionModel
        {
            Bias = 9, Weights = new float[OpinionFeatures.Slots], KindWeights = new float[OpinionModel.KindSlots * OpinionModel.Kinds], Cuts = Cuts, Rows = 1,
        });

        Assert.Equal(Severity.High, screener.Screen(new PersonText("0193f2a0 nono"), ScreeningMemory.Empty).Severity);
        Assert.Equal(Severity.None, screener.Screen(new PersonText("#consent:no:0193f2a0"), ScreeningMemory.Empty).Severity);
        Assert.Equal(Severity.High, screener.Screen(new PersonText("#topic:my uncle beats me"), ScreeningMemory.Empty).Severity);
    }

    [Fact]
    public void It_learns_concepts_across_languages_and_the_same_rows_make_the_same_model()
    {
        var desk = new ScreeningDesk(ScreeningBed.Lexicon, new(ScreeningBed.Lexicon.Concepts));
        OpinionRow Row(string text, int severity, string idea)
        {
            desk.Read(text);
            return new(desk.Traits()!, severity, severity > 0 ? RiskCategory.PhysicalAbuse : RiskCategory.None, idea);
        }

        OpinionRow[] rows =
        [
            Row("mio zio mi picchia", 2, "a"), Row("mio padre mi mena sempre", 2, "b"), Row("mia madre mi ha picchiato ieri", 2, "c"),
            Row("il mio amico gioca a calcio", 0, "d"), Row("dove faccio la carta d'identità", 0, "e"), Row("ciao come stai", 0, "f"),
        ];
        var (model, again) = (OpinionTrainer.Train(rows), OpinionTrainer.Train(rows));

        desk.Read("mon oncle me frappe");
        var french = model.Score(desk.Traits()!);
        desk.Read("on mange quoi ce soir");
        Assert.True(french > model.Score(desk.Traits()!) + 0.2, $"{french:0.00}");
        Assert.Equal(model.Weights, again.Weights);
        Assert.Equal(model.KindWeights, again.KindWeights);
    }

    [Fact]
    public void A_file_of_another_version_is_not_used()
    {
        var path = Path.GetTempFileName();
        try
        {
            Model(0.5).Save(path);
            Assert.Equal(0.9f, OpinionModel.Load(path)!.Cuts.Ring);
            var bytes = File.ReadAllBytes(path);
            bytes[4]++;
            File.WriteAllBytes(path, bytes);
            Assert.Null(OpinionModel.Load(path));
            File.WriteAllBytes(path, bytes[..100]);
            Assert.Null(OpinionModel.Load(path));
            Assert.Null(OpinionModel.Load(path + ".none"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A model that gives every message the same score.</summary>
    private static OpinionModel Model(double score) => new()
    {
        Bias = (float)Math.Log(score / (1 - score)),
        Weights = new float[OpinionFeatures.Slots],
        KindWeights = new float[OpinionModel.KindSlots * OpinionModel.Kinds],
        Cuts = Cuts,
        Rows = 1,
    };
}
