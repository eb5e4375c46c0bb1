using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators.OpenId;

/// <summary>Section <c>Operators:OpenId</c>: sign-in with an account of another house (OpenID Connect). Off without <see cref="Authority"/>.</summary>
internal sealed class OpenIdOptions : IValidatableObject
{
    public const string Section = "Operators:OpenId";

    /// <summary>Where the provider is (<c>https://login.example.org/realms/rete</c>); it serves <c>.well-known/openid-configuration</c> below.</summary>
    public Uri? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>What the button of the door calls the provider.</summary>
    [Required, StringLength(40, MinimumLength = 2)]
    public string DisplayName { get; set; } = "OpenID Connect";

    /// <summary>The claim that names a person for ever. Never a mailbox: mailboxes are given to the next colleague.</summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public string PersonClaim { get; set; } = "sub";

    /// <summary>The claim in which the provider says groups or roles.</summary>
    public string? RoleClaim { get; set; }

    /// <summary>
    /// Which value of <see cref="RoleClaim"/> is which role. With it, who has such a value and no account gets one, and accounts made so follow the
    /// provider at each sign-in. Without it signing in makes nobody.
    /// </summary>
    public IList<RoleOfClaim> RoleMap { get; set; } = [];

    /// <summary>The provider asks everybody for a second factor. Otherwise who has one here is asked for it, and who needs one sets it up.</summary>
    public bool ProviderAsksSecondFactor { get; set; }

    internal bool IsOn => Authority is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is not { } authority)
        {
            yield break;
        }

        if (!authority.IsAbsoluteUri || (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback))
        {
            yield return new ValidationResult("Operators:OpenId:Authority is an https address.", [nameof(Authority)]);
        }

        if (string.IsNullOrWhiteSpace(ClientId) || string.IsNullOrWhiteSpace(ClientSecret))
        {
            yield return new ValidationResult("Operators:OpenId needs ClientId and ClientSecret.", [nameof(ClientId)]);
        }

        if (PersonClaim is "email" or "preferred_username")
        {
            yield return new ValidationResult("Operators:OpenId:PersonClaim names a person for ever; a mailbox or a user name does not.", [nameof(PersonClaim)]);
        }

        if (RoleMap.Count > 0 && string.IsNullOrWhiteSpace(RoleClaim))
        {
            yield return new ValidationResult("Operators:OpenId:RoleMap needs RoleClaim.", [nameof(RoleClaim)]);
        }

        if (RoleMap.Any(map => string.IsNullOrWhiteSpace(map.Value) || !Roles.All.Contains(map.Role)))
        {
            yield return new ValidationResult($"Operators:OpenId:RoleMap: each entry has a Value and a Role out of {string.Join(", ", Roles.All)}.", [nameof(RoleMap)]);
        }
    }
}

/// <summary>One entry of the role map.</summary>
internal sealed class RoleOfClaim
{
    public string Value { get; set; } = "";

    public string Role { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class OpenIdOptionsValidator : IValidateOptions<OpenIdOptions>;
