using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Messenger;

/// <summary>Section <c>Messenger</c>: a page's Messenger. Off without a token.</summary>
public sealed class MessengerOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Messenger";

    /// <summary>The page's access token; a secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>The page's id.</summary>
    public string PageId { get; set; } = "";

    /// <summary>The app's secret, with which posts are signed.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>Chosen by you; Meta shows it once when the webhook is set.</summary>
    public string VerifyToken { get; set; } = "";

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

        if (PageId.Length == 0 || !PageId.All(char.IsAsciiDigit))
        {
            yield return new ValidationResult("Messenger:PageId is the page's id, digits only.", [nameof(PageId)]);
        }

        if (AppSecret.Length < 16)
        {
            yield return new ValidationResult("Messenger:AppSecret is the app's secret in Meta's dashboard.", [nameof(AppSecret)]);
        }

        if (VerifyToken.Length < 16)
        {
            yield return new ValidationResult("Messenger:VerifyToken needs 16 characters or more.", [nameof(VerifyToken)]);
        }

        if (!Server.IsAbsoluteUri || !Server.AbsolutePath.EndsWith('/') || (Server.Scheme != Uri.UriSchemeHttps && !Server.IsLoopback))
        {
            yield return new ValidationResult("Messenger:Server is https and ends with a slash.", [nameof(Server)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class MessengerOptionsValidator : IValidateOptions<MessengerOptions>;
