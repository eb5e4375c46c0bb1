using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Corrections.Asking;

/// <summary>Section <c>Corrections:Asking</c>: how often services are asked whether their entry is still true.</summary>
internal sealed class AskOptions
{
    public const string Section = "Corrections:Asking";

    /// <summary>Days after the last assurance until a service is asked again.</summary>
    [Range(60, 90)]
    public int EveryDays { get; set; } = 75;

    /// <summary>Days for which a link lives; afterwards the desk has a task.</summary>
    [Range(3, 30)]
    public int LinkDays { get; set; } = 21;
}

[OptionsValidator]
internal sealed partial class AskOptionsValidator : IValidateOptions<AskOptions>;
