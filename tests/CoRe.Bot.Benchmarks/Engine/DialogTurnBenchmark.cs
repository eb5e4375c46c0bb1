using BenchmarkDotNet.Attributes;

namespace CoRe.Bot.Benchmarks.Engine;

/// <summary>One whole round of the reference dialog (three turns) under BenchmarkDotNet, in this process: it needs no second build.</summary>
[MemoryDiagnoser]
[InProcess]
public class DialogTurnBenchmark
{
    private readonly ReferenceConversations _conversations = new(1);

    [Benchmark(OperationsPerInvoke = 3)]
    public async Task DialogTurn()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            await _conversations.TurnAsync(0, turn);
        }
    }
}
