using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Pipeline;

/// <summary>Section <c>Pipeline</c>: the limits of turns and deliveries.</summary>
internal sealed class PipelineOptions
{
    public const string Section = "Pipeline";

    /// <summary>Turns that may wait for their commit at the same time.</summary>
    [Range(1, 4096)]
    public int ParallelTurns { get; set; } = 128;

    /// <summary>How often a turn starts over when an operator or another change was first.</summary>
    [Range(1, 50)]
    public int TriesPerTurn { get; set; } = 8;

    /// <summary>Tries of one outbox row before it is dead and shown at the desk.</summary>
    [Range(1, 50)]
    public int DeliveryTries { get; set; } = 8;

    /// <summary>First pause after a failed delivery; it doubles up to an hour.</summary>
    [Range(1, 3600)]
    public int FirstRetrySeconds { get; set; } = 10;
}

[OptionsValidator]
internal sealed partial class PipelineOptionsValidator : IValidateOptions<PipelineOptions>;
