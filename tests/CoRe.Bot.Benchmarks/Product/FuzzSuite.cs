using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.SecondOpinion;
using CoRe.Bot.Tests.Screening;

namespace CoRe.Bot.Benchmarks.Product;

/// <summary>A million strange texts through the screener, in parallel; says which it could not check. A number begins another million.</summary>
internal static class FuzzSuite
{
    private const int Parts = 8, TextsPerPart = 125_000;

    public static Task<int> RunAsync(string[] args)
    {
        var root = ScreeningSuite.Root();
        var first = args is [var number, ..] ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 0;
        string[] rows = [.. Directory.EnumerateFiles(Path.Combine(root, "tests", "data"), "*.jsonl").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!)];
        var screener = new RiskScreener(RiskLexicon.Load(Path.Combine(root, "locales")), OpinionModel.Load(Path.Combine(AppContext.BaseDirectory, OpinionModel.FileName)));
        var missed = 0;
        Parallel.For(0, Parts, part =>
        {
            foreach (var text in OddTexts.Of(rows, first + part, TextsPerPart))
            {
                if (screener.Screen(new PersonText(text), ScreeningMemory.Empty).Reasons.Any(r => r.PatternId == "screening.failure"))
                {
                    Interlocked.Increment(ref missed);
                    Console.WriteLine($"seed {first + part}: {string.Join(' ', text.Take(200).Select(c => ((int)c).ToString("X4")))}");
                }
            }
        });
        Console.WriteLine($"{Parts * TextsPerPart} texts, {missed} not checked");
        return Task.FromResult(missed == 0 ? 0 : 1);
    }
}
