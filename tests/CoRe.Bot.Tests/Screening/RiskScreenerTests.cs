using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.Matching;

namespace CoRe.Bot.Tests.Screening;

public sealed class RiskScreenerTests(ScreeningBed bed) : IClassFixture<ScreeningBed>
{
    [Theory]
    [InlineData("muoio dal ridere")]
    [InlineData("la verifica mi ha ucciso")]
    [InlineData("this exam is killing me lol")]
    [InlineData("i would die for a pizza")]
    [InlineData("je meurs de faim")]
    [InlineData("هموت من الجوع")]
    [InlineData("nel gioco mi hanno ucciso tre volte")]
    [InlineData("il matrimonio forzato è reato in Italia?")]
    [InlineData("sono un'insegnante, avete materiale sul maltrattamento?")]
    [InlineData("quanto costa la tratta Roma Napoli?")]
    [InlineData("my phone died")]
    public void Idioms_games_and_plain_questions_ring_nobody(string text)
    {
        Assert.True(bed.Screen(text).Severity < Severity.High);
    }

    [Theory]
    [InlineData("nessuno mi picchia, sto bene")]
    [InlineData("non voglio morire, sto meglio")]
    [InlineData("nobody hits me here")]
    [InlineData("personne ne me frappe")]
    [InlineData("لا أحد يضربني")]
    public void A_clear_denial_is_no_alarm(string text)
    {
        Assert.Equal(Severity.None, bed.Screen(text).Severity);
    }

    [Theory]
    [InlineData("non mi pagano e non mi lasciano uscire")]
    [InlineData("nobody knows but my uncle touches me")]
    [InlineData("non voglio più vivere")]
    [InlineData("ce n'est pas vrai que je suis tombé, c'est mon père qui m'a frappé")]
    public void A_not_inside_the_disclosure_does_not_silence_it(string text)
    {
        Assert.True(bed.Screen(text).Severity >= Severity.High);
    }

    [Theory]
    [InlineData("أبي يضربني كل يوم", 2)]
    [InlineData("my uncle is beating me right now", 3)]
    [InlineData("my uncle is beating me adesso", 3)]
    public void A_word_of_time_counts_where_its_language_is_spoken(string text, int severity)
    {
        Assert.Equal((Severity)severity, bed.Screen(text).Severity);
    }

    [Fact]
    public void A_denial_with_fear_falls_one_level_only()
    {
        var finding = bed.Screen("no, mio padre non mi picchia ma ho tanta paura di lui");

        Assert.Equal(Severity.Concern, finding.Severity);
        Assert.Equal(RiskBand.CheckIn, finding.Band);
    }

    [Fact]
    public void A_finding_carries_band_and_at_most_three_reasons_in_Italian_without_the_words()
    {
        var finding = bed.Screen("my uncle touches me at night, he beats me and says he will kill me if i talk");

        Assert.Equal(RiskFinding.BandOf(finding.Severity), finding.Band);
        Assert.InRange(finding.Reasons.Count, 1, 3);
        Assert.All(finding.Reasons, r => Assert.DoesNotContain("uncle", r.Italian, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Taking_back_a_disclosure_never_lowers_it()
    {
        var told = bed.Screen("mio zio minaccia di uccidermi");
        var takenBack = bed.Screen("niente, dimentica quello che ho scritto", told.Memory);

        Assert.Equal(Severity.High, told.Severity);
        Assert.Equal(Severity.High, takenBack.Severity);
        Assert.Equal(Severity.Concern, bed.Screen("niente, dimentica quello che ho scritto").Severity);
    }

    [Fact]
    public void Three_different_weak_signs_over_a_talk_become_one_alarm_and_one_sign_thrice_does_not()
    {
        string[] weak = ["mi sento inutile", "vado a letto senza cena tutte le sere", "nessuno mi porta dal medico"];
        var once = weak.Aggregate(ScreeningMemory.Empty, (m, _) => bed.Screen("mi sento inutile", m).Memory);
        var same = bed.Screen("mi sento inutile", once);

        Assert.Equal(Severity.Concern, same.Severity);
        var memory = new ScreeningMemory { Scores = new Dictionary<string, double> { ["self_harm"] = 0.64 }, Patterns = ["it.other"] };
        Assert.Equal(Severity.High, bed.Screen("mi sento inutile", memory).Severity);
    }

    [Fact]
    public void A_thank_you_after_a_disclosure_is_no_new_alarm_and_keeps_the_floor()
    {
        var told = bed.Screen("voglio morire");
        var thanks = bed.Screen("grazie", told.Memory);

        Assert.Equal(RiskBand.None, thanks.Band);
        Assert.Equal(Severity.High, thanks.Memory.Floor);
        Assert.Equal(Severity.None, thanks.Memory.Closed().Floor);
    }

    [Fact]
    public void Memory_survives_JSON_and_holds_no_words()
    {
        var memory = bed.Screen("mio padre mi picchia con la cinghia").Memory;
        var json = JsonSerializer.Serialize(memory);
        var back = JsonSerializer.Deserialize<ScreeningMemory>(json)!;

        Assert.Equal(memory.Floor, back.Floor);
        Assert.Equal(memory.Scores, back.Scores);
        Assert.Equal(memory.Patterns, back.Patterns);
        Assert.DoesNotContain("cinghia", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_screener_that_breaks_inside_calls_a_person()
    {
        var finding = new RiskScreener(null!).Screen(new PersonText("ciao"), ScreeningMemory.Empty);

        Assert.Equal(RiskBand.Operator, finding.Band);
        Assert.Contains("non si è potuto controllare", Assert.Single(finding.Reasons).Italian, StringComparison.Ordinal);
        Assert.Equal(RiskBand.Operator, bed.Screener.Screen(new PersonText("ciao"), null!).Band);
    }

    [Theory]
    [InlineData("mi picchia mi picchia ")]
    [InlineData("non ")]
    [InlineData("mi mi mi padre ")]
    [InlineData("a1b0c3 ")]
    [InlineData("kill ")]
    [InlineData("debito devo lavorare ")]
    public void Work_grows_with_the_length_of_hostile_text_and_not_faster(string unit)
    {
        var shorter = Steps(unit, 500);
        var longer = Steps(unit, 4_000);

        Assert.True(longer <= 14 * Math.Max(shorter, 1), $"{shorter} steps for 500 characters, {longer} for 4,000");
    }

    private static long Steps(string unit, int length)
    {
        var text = string.Concat(Enumerable.Repeat(unit, (length / unit.Length) + 1))[..length];
        var desk = new ScreeningDesk(ScreeningBed.Lexicon, null);
        desk.Read(text);
        return desk.Steps;
    }
}
