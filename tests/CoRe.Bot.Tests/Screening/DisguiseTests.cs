using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Hosting.Verbs;
using CoRe.Bot.Hosting.Verbs.Measuring;
using CoRe.Bot.Hosting.Verbs.Disguising;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Tests.Screening;

/// <summary>A disguise must not hide a disclosure, nor make one of what is none. The product's engine: with the second opinion.</summary>
public sealed class DisguiseTests : IClassFixture<DisguiseTests.Measured>
{
    private static readonly RiskScreener Screener = new(ScreeningBed.Lexicon, ScreeningBed.Opinion);

    private readonly Measured _measured;

    public DisguiseTests(Measured measured) => _measured = measured;

    public static TheoryData<string> Names => [.. Disguise.All.Select(d => d.Name)];

    [Theory]
    [InlineData("no diacritics", "non voglio piu vivere, mio papa mi picchia")]
    [InlineData("leet", "v0gl10 m0r1r3")]
    [InlineData("leet, all of it", "1 w4n7 70 d13, 7h3y b347 m3")]
    [InlineData("leet with signs in words", "0n m3 b@7 à l@ m@1$0n")]
    [InlineData("elongation", "voglioooo morireeee")]
    [InlineData("spaced letters", "v o g l i o  m o r i r e")]
    [InlineData("spaced letters in Bengali", "আ মা র  বা বা  আ মা কে  মা রে")]
    [InlineData("spaced digits for letters", "v 0 g l 1 0  m 0 r 1 r 3")]
    [InlineData("Cyrillic in Latin", "vоgliо mоrirе")]
    [InlineData("Greek in Latin", "vοgliο mοrιre")]
    [InlineData("Latin in Cyrillic", "я хoчу пoмepти")]
    [InlineData("tatweel and harakat", "أَبِي يَضْـرِبُنِي كُلَّ يَـوْم")]
    [InlineData("Arabizi", "baba beydrabni kol youm")]
    [InlineData("roman Urdu", "mere abu mujhe roz marte hain")]
    [InlineData("emoji", "mio 😭 padre 😢 mi 😭picchia🥺")]
    [InlineData("a swapped letter", "mio padre mi pichcia")]
    [InlineData("a lost letter", "i want to kill mysef")]
    [InlineData("a doubled letter", "ils me forcentt à me prostituer")]
    [InlineData("code-mix", "hello bro, mio padre mi picchia, shukran")]
    [InlineData("capitals", "MIO PADRE MI PICCHIA")]
    public void A_disclosure_is_heard_in(string disguise, string text)
    {
        Assert.True(Screen(text) >= Severity.High, disguise);
    }

    [Theory]
    [InlineData("my br07h3r 4lw4y5 b3475 m3 47 f1f4 ugh")]
    [InlineData("no, nobodyyyy hits me at homeeee, all goodddd")]
    [InlineData("c e r c o  u n  c o r s o  d i  i t a l i a n o")]
    [InlineData("ho 14 anni, mi sveglio alle 7 e vado a scuola!")]
    [InlineData("😭 i 🥺 am😔 hungry🙏 what 😭 time is lunch")]
    public void A_calm_message_stays_calm_in_a_disguise(string text)
    {
        Assert.True(Screen(text) < Severity.High);
    }

    /// <summary>Floors stand a little under what was measured. Transliteration by machine leaves out the vowels that people write.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_disguise_keeps_what_was_reached(string name)
    {
        var (found, calm) = name switch
        {
            "arabizi" => (0.30, 0.91),
            "roman urdu and bengali" => (0.67, 0.86),
            "typo" => (0.945, 0.975),
            "code-mix" => (0.95, 0.98),
            _ => (0.98, 0.98),
        };

        Assert.True(_measured.Tally.StayFound(name) >= found, $"{name}: {_measured.Tally.StayFound(name):0.000} stay found");
        Assert.True(_measured.Tally.StayCalm(name) >= calm, $"{name}: {_measured.Tally.StayCalm(name):0.000} stay calm");
    }

    [Fact]
    public void A_row_always_wears_a_disguise_the_same_way_and_only_where_it_applies()
    {
        var row = new RiskRow("a-1", "sono caduto dalla bici, città", "it");
        string? Worn(string name) => Disguise.All.Single(d => d.Name == name).Wear(row);

        Assert.Equal(Worn("typo"), Worn("typo"));
        Assert.Equal("sono caduto dalla bici, citta", Worn("no diacritics"));
        Assert.Equal("s o n o  c a d u t o  d a l l a  b i c i ,  c i t t à", Worn("spaced letters"));
        Assert.Null(Worn("tatweel and harakat"));
        Assert.Null(Worn("arabizi"));
        Assert.Null(Worn("roman urdu and bengali"));
    }

    [Fact]
    public async Task The_verb_prints_a_line_for_each_disguise_and_tells_a_bad_file()
    {
        var (output, path) = (new StringWriter(), Path.GetTempFileName());
        await File.WriteAllTextAsync(path, "{\"id\":\"a\",\"text\":\"voglio morire\",\"lang\":\"it\",\"severity\":2,\"category\":\"self_harm\"}\n");

        var exit = await EvalDisguisesVerb.RunAsync(Screener, path, null, output, CancellationToken.None);
        File.Delete(path);

        Assert.Equal(0, exit);
        Assert.All(Disguise.All, d => Assert.Contains(d.Name, output.ToString(), StringComparison.Ordinal));
        Assert.Contains("1 of     1   1.000", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await EvalDisguisesVerb.RunAsync(Screener, path, null, output, CancellationToken.None));
    }

    private static Severity Screen(string text) => Screener.Screen(new PersonText(text), ScreeningMemory.Empty).Severity;

    /// <summary>All rows in all disguises, once for all tests.</summary>
    public sealed class Measured
    {
        internal DisguiseTally Tally { get; } = new();

        public Measured()
        {
            foreach (var line in Directory.EnumerateFiles(Path.Combine(ScreeningBed.Root, "tests", "data"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines))
            {
                Tally.Add(JsonSerializer.Deserialize(line, RiskEvalJson.Readable.RiskRow)!, Screener);
            }
        }
    }
}
