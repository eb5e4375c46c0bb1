using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Languages.Translating;

/// <summary>Which engine translates between a person and an operator.</summary>
internal enum TranslatorEngine
{
    None,

    /// <summary>Azure Translator, REST version 3.0.</summary>
    Azure,

    /// <summary>LibreTranslate, which a network can run on a machine of its own.</summary>
    Libre,
}

/// <summary>Section <c>Translator</c>. Off unless somebody of the network chose an engine: words leave the house with it.</summary>
internal sealed class TranslatorOptions : IValidatableObject
{
    public const string Section = "Translator";

    public TranslatorEngine Engine { get; set; }

    /// <summary>Where the engine answers.</summary>
    public Uri? Address { get; set; }

    /// <summary>From the environment or a secret store, never from the repository.</summary>
    public string Key { get; set; } = "";

    /// <summary>Azure's region of the resource; empty for a global one.</summary>
    public string Region { get; set; } = "";

    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 8;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Engine == TranslatorEngine.None)
        {
            yield break;
        }

        if (Address is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
        {
            yield return new ValidationResult("Translator:Address must be https, or a machine's own.", [nameof(Address)]);
        }

        if (Engine == TranslatorEngine.Azure && Key.Length == 0)
        {
            yield return new ValidationResult("Translator:Key is missing.", [nameof(Key)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class TranslatorOptionsValidator : IValidateOptions<TranslatorOptions>;
