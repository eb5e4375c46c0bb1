using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.BotService;

/// <summary>How the bot proves itself to the service (Azure's <c>MicrosoftAppType</c>).</summary>
public enum BotServiceAppType
{
    /// <summary>A secret, in the service's own tenant. Azure makes no new ones of this kind.</summary>
    MultiTenant,

    /// <summary>A secret, in the network's own tenant.</summary>
    SingleTenant,

    /// <summary>The identity of the machine the bot runs on, given by Azure; no secret at all.</summary>
    UserAssignedMsi,
}

/// <summary>Section <c>BotService</c>: Teams and the other channels that Azure Bot Service carries. Off without an app id.</summary>
public sealed class BotServiceOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "BotService";

    /// <summary>The bot's application (client) id.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The application's secret; not for <see cref="BotServiceAppType.UserAssignedMsi"/>.</summary>
    public string AppPassword { get; set; } = "";

    /// <summary>How the bot proves itself.</summary>
    public BotServiceAppType AppType { get; set; } = BotServiceAppType.SingleTenant;

    /// <summary>The network's tenant, for <see cref="BotServiceAppType.SingleTenant"/>.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Who signs the service's posts. Another in the clouds of states.</summary>
    public string Issuer { get; set; } = "https://api.botframework.com";

    /// <summary>Where the keys of the service's posts are described (OpenID Connect discovery).</summary>
    public Uri Metadata { get; set; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>Where the bot asks for its tokens.</summary>
    public Uri Login { get; set; } = new("https://login.microsoftonline.com");

    /// <summary>What the bot's tokens are for.</summary>
    public string Scope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>An app id is set.</summary>
    public bool IsOn => AppId.Length > 0;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            yield break;
        }

        if (!Guid.TryParse(AppId, out _))
        {
            yield return new ValidationResult("BotService:AppId is the application's id.", [nameof(AppId)]);
        }

        if (AppType != BotServiceAppType.UserAssignedMsi && AppPassword.Length == 0)
        {
            yield return new ValidationResult("BotService:AppPassword is the application's secret.", [nameof(AppPassword)]);
        }

        if (AppType == BotServiceAppType.SingleTenant && !Guid.TryParse(TenantId, out _))
        {
            yield return new ValidationResult("BotService:TenantId is the network's tenant.", [nameof(TenantId)]);
        }

        if (!IsSafe(Metadata) || !IsSafe(Login))
        {
            yield return new ValidationResult("BotService:Metadata and Login are https.", [nameof(Metadata), nameof(Login)]);
        }
    }

    /// <summary>https, or this machine.</summary>
    internal static bool IsSafe(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.IsLoopback && address.Scheme == Uri.UriSchemeHttp));
}

[OptionsValidator]
internal sealed partial class BotServiceOptionsValidator : IValidateOptions<BotServiceOptions>;
