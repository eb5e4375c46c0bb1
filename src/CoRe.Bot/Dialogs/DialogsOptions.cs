using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dialogs;

/// <summary>Settings of the section <c>Dialogs</c>.</summary>
internal sealed class DialogsOptions
{
    public const string Section = "Dialogs";

    /// <summary>The folder of the flows. Empty: <c>dialogs</c> beside the settings, in a folder above them, or beside the program.</summary>
    [MaxLength(500)]
    public string Folder { get; set; } = "";

    /// <summary>How many nodes one message may run through before the talk goes back to the menu.</summary>
    [Range(4, 100)]
    public int StepsPerTurn { get; set; } = 20;

    /// <summary>How many pages "back" can go back.</summary>
    [Range(2, 50)]
    public int Depth { get; set; } = 12;

    /// <summary>How many answers one message offers, "more" not counted.</summary>
    [Range(3, 8)]
    public int TilesPerPage { get; set; } = 5;

    /// <summary>How many services are shown at once.</summary>
    [Range(1, 5)]
    public int ServicesPerAnswer { get; set; } = 3;

    /// <summary>Reads the flows again when a file changes. Only in development; a broken file keeps the old ones.</summary>
    public bool Reload { get; set; }
}

[OptionsValidator]
internal sealed partial class DialogsOptionsValidator : IValidateOptions<DialogsOptions>;
