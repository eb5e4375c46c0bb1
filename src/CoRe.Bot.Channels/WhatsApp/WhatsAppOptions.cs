using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.WhatsApp;

/// <summary>Section <c>WhatsApp</c>: the Cloud API. Off without a token.</summary>
public sealed class WhatsAppOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "WhatsApp";

    /// <summary>Access token of a system user; a secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>Id of the number that answers (not the number itself).</summary>
    public string PhoneNumberId { get; set; } = "";

    /// <summary>The app's secret, with which posts are signed.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>Chosen by you; Meta shows it once when the webhook is set.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>An approved template without variables and without content, for what waits after the 24-hour window.</summary>
    public string Template { get; set; } = "";

    /// <summary>Languages in which the template is approved; the first serves all others.</summary>
    public IList<string> TemplateLanguages { get; } = [];

    /// <summary>The Graph API with its version.</summary>
    public Uri Server { get; set; } = new("https://graph.facebook.com/v23.0/");

    /// <summary>A token is set.</summary>
    public bool IsOn => Token.Length > 0;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            yield break;
        }

        if (PhoneNumberId.Length == 0 || !PhoneNumberId.All(char.IsAsciiDigit))
        {
            yield return new ValidationResult("WhatsApp:PhoneNumberId is the number's id in Meta's dashboard, digits only.", [nameof(PhoneNumberId)]);
        }

        if (AppSecret.Length < 16)
        {
            yield return new ValidationResult("WhatsApp:AppSecret is the app's secret in Meta's dashboard.", [nameof(AppSecret)]);
        }

        if (VerifyToken.Length < 16)
        {
            yield return new ValidationResult("WhatsApp:VerifyToken needs 16 characters or more.", [nameof(VerifyToken)]);
        }

        if (!Server.IsAbsoluteUri || !Server.AbsolutePath.EndsWith('/') || (Server.Scheme != Uri.UriSchemeHttps && !Server.IsLoopback))
        {
            yield return new ValidationResult("WhatsApp:Server is https and ends with a slash.", [nameof(Server)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class WhatsAppOptionsValidator : IValidateOptions<WhatsAppOptions>;
