using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Conflicts;

/// <summary>Section <c>Escalation:Conflicts</c>: the places whose people also sit at this desk or take its referrals.</summary>
internal sealed class ConflictOptions : IValidatableObject
{
    public const string Section = "Escalation:Conflicts";

    /// <summary>Tag to the names people use for the place. A message with one of them keeps the talk from everybody of that place.</summary>
    public Dictionary<string, string[]> Places { get; } = new(StringComparer.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (tag, names) in Places)
        {
            if (!PlaceTags.IsTag(tag) || names.Length == 0 || names.Any(name => name.Trim().Length < 3))
            {
                yield return new ValidationResult($"'{tag}' needs a tag of small letters, digits and hyphens, and names of three letters or more.", [nameof(Places)]);
            }
        }
    }
}

[OptionsValidator]
internal sealed partial class ConflictOptionsValidator : IValidateOptions<ConflictOptions>;
