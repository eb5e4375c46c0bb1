using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.BotService;

/// <summary>The bot's own tokens, kept until they end, by the way that <see cref="BotServiceOptions.AppType"/> names.</summary>
internal sealed class ConnectorCredential(IHttpClientFactory clients, IOptions<BotServiceOptions> options)
{
    public const string ClientName = "botservice.login";

    /// <summary>Tenant in which bots of many tenants ask.</summary>
    private const string SharedTenant = "botframework.com";
    private readonly Lazy<TokenCredential> _credential = new(() => Make(clients, options.Value));

    /// <exception cref="AuthenticationFailedException">Not given, or not to be reached.</exception>
    public async Task<string> TokenAsync(CancellationToken cancellationToken) =>
        (await _credential.Value.GetTokenAsync(new TokenRequestContext([options.Value.Scope]), cancellationToken)).Token;

    private static TokenCredential Make(IHttpClientFactory clients, BotServiceOptions options)
    {
        var transport = new HttpClientTransport(clients.CreateClient(ClientName));
        return options.AppType == BotServiceAppType.UserAssignedMsi
            ? new ManagedIdentityCredential(new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(options.AppId)) { Transport = transport })
            : new ClientSecretCredential(options.AppType == BotServiceAppType.SingleTenant ? options.TenantId : SharedTenant, options.AppId, options.AppPassword,
                // Where to ask is a setting of ours: nobody else is asked whether it is a good one.
                new ClientSecretCredentialOptions { AuthorityHost = options.Login, Transport = transport, DisableInstanceDiscovery = true });
    }
}
