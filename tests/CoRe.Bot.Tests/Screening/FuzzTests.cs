using CoRe.Bot.Hosting.Verbs.Measuring;
using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Hosting.Verbs;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Tests.Screening;

/// <summary>No text may make the screener throw or give up: what it gives up on calls a person, and a flood of that hides the others. The verb <c>fuzz</c> of the benchmarks reads a million.</summary>
public sealed class FuzzTests
{
    private const int Parts = 4, TextsPerPart = 50_000;

    private static readonly string[] Rows = [.. Directory.EnumerateFiles(Path.Combine(ScreeningBed.Root, "tests", "data"), "*.jsonl")
        .Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(l => JsonSerializer.Deserialize(l, RiskEvalJson.Readable.RiskRow)!.Text)];

    [Fact]
    public void Many_odd_texts_are_all_checked()
    {
        var (alone, both) = (new RiskScreener(ScreeningBed.Lexicon), new RiskScreener(ScreeningBed.Lexicon, ScreeningBed.Opinion));
        var broken = new string?[Parts];

        Parallel.For(0, Parts, part => broken[part] = FirstUnchecked(part % 2 == 0 ? both : alone, part));

        Assert.All(broken, Assert.Null);
    }

    /// <summary>Found by the fuzz: bidi controls are taken out, and then nothing is left.</summary>
    [Theory]
    [InlineData("\u202C")]
    [InlineData("\u2066\u2069")]
    public void A_text_of_which_nothing_is_left_is_checked_and_calm(string text)
    {
        var screener = new RiskScreener(ScreeningBed.Lexicon, ScreeningBed.Opinion);

        Assert.Equal(Severity.None, screener.Screen(new PersonText(text), ScreeningMemory.Empty).Severity);
    }

    /// <summary>The text as numbers: in the report of a test odd characters would be lost.</summary>
    private static string? FirstUnchecked(RiskScreener screener, int seed)
    {
        var number = 0;
        foreach (var text in OddTexts.Of(Rows, seed, TextsPerPart))
        {
            number++;
            var finding = screener.Screen(new PersonText(text), ScreeningMemory.Empty);
            if (finding.Reasons.Any(r => r.PatternId == "screening.failure"))
            {
                return $"seed {seed}, text {number}: {string.Join(' ', text.Take(200).Select(c => ((int)c).ToString("X4")))}";
            }
        }

        return null;
    }
}
