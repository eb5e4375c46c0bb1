using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using CoRe.Bot.Benchmarks.Engine;
using CoRe.Bot.Benchmarks.Product;

// dotnet run -c Release --project tests/CoRe.Bot.Benchmarks -- <verb>
(string Verb, string What, Func<string[], Task<int>> Run)[] suites =
[
    ("engine", "dialog turns of the reference bot on the engine: turns/s, p50, p99, bytes a turn (about 10 s)", EngineSuite.RunAsync),
    ("engine-bdn", "the same dialog under BenchmarkDotNet (half a minute)", rest =>
    {
        BenchmarkRunner.Run<DialogTurnBenchmark>(DefaultConfig.Instance.WithArtifactsPath("artifacts/benchmarks"), rest);
        return Task.FromResult(0);
    }),
    ("pipeline", "durable turns over Direct Line, HTTP in and WebSocket out: turns/s, p50, p99 (about 1 min); numbers = conversations", PipelineSuite.RunAsync),
    ("desk", "from a message of risk accepted to its case on an open desk in Chromium, while others chat (about 2 min); a number = conversations", DeskSuite.RunAsync),
    ("screening", "the risk screener over the labelled rows: time and bytes a message (half a minute); words = only lines with one of them", ScreeningSuite.RunAsync),
    ("understanding", "topics, languages, answers and the directory: time and bytes a message; and how long the server takes to open (half a minute)", UnderstandingSuite.RunAsync),
    ("fuzz", "a million strange texts through the risk screener: says which it could not check (half a minute); a number = another million", FuzzSuite.RunAsync),
];

var chosen = Array.Find(suites, suite => suite.Verb == args.FirstOrDefault());
if (chosen.Run is not null)
{
    return await chosen.Run(args[1..]);
}

Console.Error.WriteLine("Name a suite:");
foreach (var (verb, what, _) in suites)
{
    Console.Error.WriteLine($"  {verb,-12} {what}");
}

return 2;
