using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Languages;

/// <summary>Settings of the section <c>Languages</c>.</summary>
internal sealed class LanguagesOptions
{
    public const string Section = "Languages";

    /// <summary>
    /// The folder of the locale packs. Empty: <c>locales</c> beside the settings, in a folder above them, or beside the program.
    /// </summary>
    [MaxLength(500)]
    public string Folder { get; set; } = "";

    /// <summary>Tags of packs that are on disk and shall not be offered to people yet. Italian cannot be closed.</summary>
    public string[] Closed { get; set; } = [];

    /// <summary>
    /// From <c>Mode</c>: in production what nobody who grew up with the language has approved is not said to a child in danger; see
    /// <see cref="Packs.SafetyWords"/>.
    /// </summary>
    internal bool ApprovedOnly { get; set; }
}

[OptionsValidator]
internal sealed partial class LanguagesOptionsValidator : IValidateOptions<LanguagesOptions>;
