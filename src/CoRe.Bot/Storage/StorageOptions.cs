using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Storage;

/// <summary>Section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Where the database file lies. Created when missing. Never put keys or backups here.</summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>How many waiting commits may share one fsync.</summary>
    [Range(1, 1024)]
    public int LargestGroup { get; set; } = 128;

    public string DatabaseFile => Path.Combine(Path.GetFullPath(Folder), "corebot.db");
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
