using System.ComponentModel.DataAnnotations;
using CoRe.Bot.Screening.SecondOpinion;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Screening;

/// <summary>Settings of the section <c>Screening</c>.</summary>
internal sealed class ScreeningOptions
{
    public const string Section = "Screening";

    /// <summary>
    /// Whether a small statistical model, trained in the build, may raise what the lexicons found. Off: the lexicons decide alone.
    /// </summary>
    public bool SecondOpinion { get; set; } = true;

    /// <summary>The file of the model. Empty: the one that the build laid beside the program.</summary>
    [MaxLength(500)]
    public string ModelFile { get; set; } = "";

    public string ModelPath => ModelFile.Length > 0 ? ModelFile : Path.Combine(AppContext.BaseDirectory, OpinionModel.FileName);
}

[OptionsValidator]
internal sealed partial class ScreeningOptionsValidator : IValidateOptions<ScreeningOptions>;
