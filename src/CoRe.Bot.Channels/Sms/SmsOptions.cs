using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Sms;

/// <summary>Section <c>Sms</c>: people write by SMS, through Twilio. Off without a token.</summary>
public sealed class SmsOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Sms";

    /// <summary>Account of the provider (<c>AC…</c>).</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>The account's token; a secret. Posts are signed with it too.</summary>
    public string Token { get; set; } = "";

    /// <summary>The number that answers, as <c>+39…</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>The address of <c>/api/sms</c> exactly as it is set at the number: the signature is made over it.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>Where the provider's API answers.</summary>
    public Uri Server { get; set; } = new("https://api.twilio.com");

    /// <summary>A token is set.</summary>
    public bool IsOn => Token.Length > 0;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            yield break;
        }

        if (AccountSid.Length == 0 || !AccountSid.All(char.IsAsciiLetterOrDigit))
        {
            yield return new ValidationResult("Sms:AccountSid is the provider's account.", [nameof(AccountSid)]);
        }

        if (From is not ['+', _, ..] || !From.Skip(1).All(char.IsAsciiDigit))
        {
            yield return new ValidationResult("Sms:From is a number like +39061234567.", [nameof(From)]);
        }

        if (Webhook is not { IsAbsoluteUri: true } address || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
        {
            yield return new ValidationResult("Sms:Webhook is the https address that ends with /api/sms.", [nameof(Webhook)]);
        }

        if (!Server.IsAbsoluteUri || (Server.Scheme != Uri.UriSchemeHttps && !Server.IsLoopback))
        {
            yield return new ValidationResult("Sms:Server is https.", [nameof(Server)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class SmsOptionsValidator : IValidateOptions<SmsOptions>;
