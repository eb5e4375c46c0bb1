using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Wires;

/// <summary>Section <c>Wires</c>: what holds for all messengers.</summary>
internal sealed class WiresOptions
{
    public const string Section = "Wires";

    /// <summary>So long after the person's last word a message is only announced, without its words.</summary>
    [Range(1, 1440)]
    public int KnockAfterMinutes { get; set; } = 10;

    /// <summary>Voice, pictures and files up to this size can be opened at the desk; 0: none.</summary>
    [Range(0, 20)]
    public int LargestFileMegabytes { get; set; } = 10;
}

[OptionsValidator]
internal sealed partial class WiresOptionsValidator : IValidateOptions<WiresOptions>;
