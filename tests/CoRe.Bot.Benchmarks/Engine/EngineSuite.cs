using System.Diagnostics;

namespace CoRe.Bot.Benchmarks.Engine;

/// <summary>The quick runner: warms up, then reports the figures by which the engine is judged.</summary>
internal static class EngineSuite
{
    private const int Conversations = 1000;
    private const int Rounds = 60;

    public static async Task<int> RunAsync(string[] args)
    {
        Console.WriteLine("case              turns/s      p50 us      p99 us   bytes/turn   gen0/1/2");
        await MeasureAsync("echo", dialog: false);
        await MeasureAsync("dialog", dialog: true);
        await MeasureAsync("dialog (again)", dialog: true);
        return 0;
    }

    private static async Task MeasureAsync(string name, bool dialog)
    {
        var conversations = new ReferenceConversations(Conversations, dialog);
        var warm = await RoundsAsync(conversations, 0, Rounds, null);
        var ticks = new long[Conversations * Rounds];
        GC.Collect();
        int[] collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];
        var (bytes, replies) = (GC.GetTotalAllocatedBytes(precise: true), conversations.Replies);
        var started = Stopwatch.GetTimestamp();
        await RoundsAsync(conversations, warm, Rounds, ticks);
        var elapsed = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        if (conversations.Replies - replies != ticks.Length)
        {
            throw new InvalidOperationException("Every turn must have exactly one reply.");
        }

        Array.Sort(ticks);
        var gen = string.Join('/', collections.Select((before, generation) => GC.CollectionCount(generation) - before));
        if (dialog)
        {
            await StepsAsync(conversations);
        }

        Console.WriteLine($"{name,-14} {ticks.Length / elapsed.TotalSeconds,10:n0} {Micro(ticks, 0.50),11:n1} {Micro(ticks, 0.99),11:n1} {bytes / ticks.Length,12:n0}   {gen}");
    }

    private static async Task<int> RoundsAsync(ReferenceConversations conversations, int first, int rounds, long[]? ticks)
    {
        for (var round = 0; round < rounds; round++)
        {
            for (var conversation = 0; conversation < conversations.Count; conversation++)
            {
                var started = Stopwatch.GetTimestamp();
                await conversations.TurnAsync(conversation, first + round);
                if (ticks is not null)
                {
                    ticks[(round * conversations.Count) + conversation] = Stopwatch.GetTimestamp() - started;
                }
            }
        }

        return first + rounds;
    }

    /// <summary>Where the bytes go: the three messages of the dialog one by one.</summary>
    private static async Task StepsAsync(ReferenceConversations conversations)
    {
        for (var turn = 0; turn < 3; turn++)
        {
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            await RoundsAsync(conversations, turn, 1, null);
            bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
            Console.WriteLine($"  step {turn + 1}: {bytes / conversations.Count:n0} bytes/turn");
        }
    }

    private static double Micro(long[] sorted, double share) => sorted[(int)(sorted.Length * share)] * 1_000_000.0 / Stopwatch.Frequency;
}
