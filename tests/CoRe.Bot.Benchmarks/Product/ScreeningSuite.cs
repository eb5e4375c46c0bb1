using System.Diagnostics;
using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.SecondOpinion;

namespace CoRe.Bot.Benchmarks.Product;

/// <summary>
/// What screening costs a message, over the labelled rows of the tests: every language, calm and not; with the lexicons alone and with the
/// second opinion; beside two general searchers over the same words, which find words and decide nothing.
/// </summary>
internal static class ScreeningSuite
{
    /// <summary>Enough that the compiler has settled before and that chance does not decide the worst hundredth.</summary>
    private const int WarmUp = 20, Rounds = 40;

    private const int LongestMessage = 300;

    public static Task<int> RunAsync(string[] args)
    {
        var root = Root();
        var loading = Stopwatch.GetTimestamp();
        var lexicon = RiskLexicon.Load(Path.Combine(root, "locales"));
        var loaded = Stopwatch.GetElapsedTime(loading);
        var alone = new RiskScreener(lexicon);
        var both = new RiskScreener(lexicon, OpinionModel.Load(Path.Combine(AppContext.BaseDirectory, OpinionModel.FileName))
            ?? throw new InvalidOperationException("The second opinion lies beside this program after a build; it is not here."));
        var rows = Directory.EnumerateFiles(Path.Combine(root, "tests", "data"), "*.jsonl").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Select(Parse).Where(r => r.Text.Length <= LongestMessage).ToArray();
        string[] calm = [.. rows.Where(r => !r.Risk).Select(r => r.Text)];
        string[] risk = [.. rows.Where(r => r.Risk).Select(r => r.Text)];

        Console.WriteLine($"{lexicon.Patterns.Count} patterns loaded in {loaded.TotalMilliseconds:n0} ms; messages up to {LongestMessage} characters");
        Head();
        (string Name, string[] Texts, Action<string> Run)[] lines =
        [
            ("calm, lexicons alone", calm, Screen(alone)),
            ("calm, with the second opinion", calm, Screen(both)),
            ("risk, lexicons alone", risk, Screen(alone)),
            ("risk, with the second opinion", risk, Screen(both)),
            ("all, with the second opinion", [.. calm, .. risk], Screen(both)),
            .. Searchers.Over(lexicon).Select(s => ($"all, {s.Name}", (string[])[.. calm, .. risk], s.Search)),
            .. HostileTexts.All().Select(h => ($"4,096 hostile: {h.Name}", (string[])[h.Text], Screen(both))),
        ];
        foreach (var (name, texts, run) in lines.Where(l => args.Length == 0 || args.Any(a => l.Name.Contains(a, StringComparison.Ordinal))))
        {
            Report(name, texts, run);
        }

        return Task.FromResult(0);
    }

    internal static void Head() => Console.WriteLine($"{"",-44}{"messages",9}{"mean us",10}{"p50 us",9}{"p99 us",9}{"worst us",10}{"bytes each",12}");

    private static Action<string> Screen(RiskScreener screener) => text => screener.Screen(new PersonText(text), ScreeningMemory.Empty);

    internal static void Report(string name, string[] texts, Action<string> run)
    {
        // A single text is timed as often as two hundred messages would be.
        var (warmUp, rounds) = texts.Length == 1 ? (WarmUp * 10, Rounds * 10) : (WarmUp, Rounds);
        var ticks = new long[texts.Length * rounds];
        Time(texts, run, ticks.AsSpan(0, texts.Length), warmUp);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        Time(texts, run, ticks, rounds);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Array.Sort(ticks);
        var mean = ticks.Average() * 1_000_000 / Stopwatch.Frequency;
        Console.WriteLine($"{name,-44}{texts.Length,9}{mean,10:n2}{Micro(ticks, 0.50),9:n2}{Micro(ticks, 0.99),9:n1}{Micro(ticks, 1),10:n0}{bytes / ticks.Length,12:n0}");
    }

    private static void Time(string[] texts, Action<string> run, Span<long> ticks, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var kept = ticks.Length == texts.Length ? ticks : ticks.Slice(round * texts.Length, texts.Length);
            for (var i = 0; i < texts.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                run(texts[i]);
                kept[i] = Stopwatch.GetTimestamp() - started;
            }
        }
    }

    private static (string Text, bool Risk) Parse(string line)
    {
        using var row = JsonDocument.Parse(line);
        return (row.RootElement.GetProperty("text").GetString()!, row.RootElement.TryGetProperty("risk", out var risk) && risk.GetBoolean());
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CoRe.Bot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run it inside the repository.");
        }

        return folder.FullName;
    }

    private static double Micro(long[] sorted, double share) => sorted[Math.Min((int)(sorted.Length * share), sorted.Length - 1)] * 1_000_000.0 / Stopwatch.Frequency;
}
