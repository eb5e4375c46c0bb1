using System.Diagnostics;
using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Benchmarks.Product;

/// <summary>What screening costs a message, over the labelled rows of the tests: every language, calm and not.</summary>
internal static class ScreeningSuite
{
    /// <summary>Enough that the compiler has settled before and that chance does not decide the worst hundredth.</summary>
    private const int WarmUp = 20, Rounds = 60;

    public static Task<int> RunAsync(string[] args)
    {
        var root = Root();
        var loading = Stopwatch.GetTimestamp();
        var screener = new RiskScreener(RiskLexicon.Load(Path.Combine(root, "locales")));
        var loaded = Stopwatch.GetElapsedTime(loading);
        var texts = File.ReadLines(Path.Combine(root, "tests", "data", "risk-dev.jsonl")).Select(Text).ToArray();
        for (var round = 0; round < WarmUp; round++)
        {
            Round(screener, texts, null);
        }

        var ticks = new long[texts.Length * Rounds];
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
        {
            Round(screener, texts, ticks.AsMemory(round * texts.Length, texts.Length));
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Array.Sort(ticks);
        Console.WriteLine("messages   messages/s    p50 us    p99 us    worst us   bytes/message   lexicons loaded in ms");
        Console.WriteLine($"{ticks.Length,8}{ticks.Length / elapsed.TotalSeconds,13:n0}{Micro(ticks, 0.50),10:n1}{Micro(ticks, 0.99),10:n1}{Micro(ticks, 1),12:n1}{bytes / ticks.Length,16:n0}{loaded.TotalMilliseconds,24:n0}");
        return Task.FromResult(0);
    }

    private static void Round(RiskScreener screener, string[] texts, Memory<long>? ticks)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            screener.Screen(new PersonText(texts[i]), ScreeningMemory.Empty);
            if (ticks is { } kept)
            {
                kept.Span[i] = Stopwatch.GetTimestamp() - started;
            }
        }
    }

    private static string Text(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("text").GetString()!;
    }

    private static string Root()
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
