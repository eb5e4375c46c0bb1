using CoRe.Bot.Facts;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Pipeline;

/// <summary>Runs the lanes. At start it first queues again what was accepted and never answered.</summary>
internal sealed class TurnPump(Lanes lanes, TurnRunner runner, InboundReader reader, IOptions<PipelineOptions> options) : BackgroundService
{
    /// <summary>Before the wires open, so that what was accepted first is answered first.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (conversation, inbound) in await reader.WaitingAsync(cancellationToken))
        {
            lanes.Enqueue(conversation, inbound);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => lanes.RunAsync(options.Value.ParallelTurns, runner.RunAsync, stoppingToken);
}
