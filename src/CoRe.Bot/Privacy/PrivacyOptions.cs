using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Privacy;

/// <summary>Section <c>Privacy</c>.</summary>
internal sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>Where the master keys lie, one file a version. Outside the data folder and outside its backups.</summary>
    [Required]
    public string KeyFolder { get; set; } = "keys";

    /// <summary>How long a return code of three words lives.</summary>
    [Range(1, 168)]
    public int ReturnCodeHours { get; set; } = 48;
}

[OptionsValidator]
internal sealed partial class PrivacyOptionsValidator : IValidateOptions<PrivacyOptions>;
