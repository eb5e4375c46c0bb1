using System.Diagnostics;
using CoRe.Bot.Journeys.Crash;

namespace CoRe.Bot.Benchmarks.Product;

/// <summary>
/// Durable turns from end to end: HTTP in, fsync, turn, fsync, WebSocket out. The program runs as a process of its own with its
/// own SQLite file; the callers share the machine with it, so the figures are a lower bound.
/// </summary>
internal static class PipelineSuite
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);
    private static readonly string[] Texts = ["ciao", "voglio andare a scuola", "grazie", "come si fa il permesso di soggiorno"];

    public static async Task<int> RunAsync(string[] args)
    {
        int[] crowds = args.Length > 0 ? [.. args.Select(a => int.Parse(a, System.Globalization.CultureInfo.InvariantCulture))] : [1, 64, 128];
        Console.WriteLine("conversations    turns/s   accepted p50/p99 ms   answered p50/p99 ms   server cpu ms/turn");
        foreach (var crowd in crowds)
        {
            await using var server = new ServerProcess();
            await server.StartAsync();
            await MeasureAsync(server, crowd);
        }

        return 0;
    }

    private static async Task MeasureAsync(ServerProcess server, int crowd)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = crowd });
        var callers = Enumerable.Range(0, crowd).Select(_ => new Caller(http, server.Url)).ToList();
        await Task.WhenAll(callers.Select(c => c.StartAsync(patience.Token)));
        await TalkAsync(callers, WarmUp, patience.Token);
        var (cpu, started) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        var ticks = await TalkAsync(callers, Measured, patience.Token);
        var (elapsed, used) = (Stopwatch.GetElapsedTime(started), server.ProcessorTime - cpu);
        callers.ForEach(c => c.Dispose());
        Console.WriteLine($"{crowd,13}{ticks.Count / elapsed.TotalSeconds,11:n0}{Pair(ticks.Select(t => t.Accepted)),22}{Pair(ticks.Select(t => t.Answered)),22}{used.TotalMilliseconds / ticks.Count,21:n2}");
    }

    private static async Task<List<(long Accepted, long Answered)>> TalkAsync(List<Caller> callers, TimeSpan span, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(callers.Select(async caller =>
        {
            var own = new List<(long Accepted, long Answered)>();
            for (var i = 0; Stopwatch.GetElapsedTime(started) < span; i++)
            {
                own.Add(await caller.TurnAsync(Texts[i % Texts.Length], cancellationToken));
            }

            return own;
        }));
        return [.. all.SelectMany(own => own)];
    }

    private static string Pair(IEnumerable<long> ticks)
    {
        var sorted = ticks.Order().ToArray();
        return $"{Milli(sorted, 0.50):n1} / {Milli(sorted, 0.99):n1}";
    }

    private static double Milli(long[] sorted, double share) => sorted[(int)(sorted.Length * share)] * 1000.0 / Stopwatch.Frequency;
}
