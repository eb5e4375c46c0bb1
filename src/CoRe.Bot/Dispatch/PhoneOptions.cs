using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dispatch;

/// <summary>Section <c>Phone</c>: the provider for short messages and calls to people of the network. Off without an account.</summary>
internal sealed class PhoneOptions : IValidatableObject
{
    public const string Section = "Phone";

    /// <summary>Account of the provider (Twilio's <c>AC…</c>); empty switches SMS and calls off.</summary>
    public string AccountSid { get; set; } = "";

    public string AuthToken { get; set; } = "";

    /// <summary>The number or sender name that is shown.</summary>
    public string From { get; set; } = "";

    /// <summary>Where the provider's API answers.</summary>
    public Uri Address { get; set; } = new("https://api.twilio.com");

    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 15;

    public bool IsConfigured => AccountSid.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured)
        {
            yield break;
        }

        if (AuthToken.Length == 0 || From.Length == 0)
        {
            yield return new ValidationResult("Phone needs AuthToken and From beside AccountSid.", [nameof(AuthToken)]);
        }

        if (Address.Scheme != Uri.UriSchemeHttps && !Address.IsLoopback)
        {
            yield return new ValidationResult("Phone:Address must be https.", [nameof(Address)]);
        }
    }

    /// <summary>A number in its international form: plus, country, digits.</summary>
    public static bool IsNumber(string number) => number.Length is >= 8 and <= 16 && number[0] == '+' && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}

[OptionsValidator]
internal sealed partial class PhoneOptionsValidator : IValidateOptions<PhoneOptions>;
