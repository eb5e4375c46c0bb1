using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CoRe.Bot.Channels.BotService;

/// <summary>What a token that holds says: whom the post may speak for.</summary>
/// <param name="ServiceUrl">The only address that replies to such posts may go to.</param>
/// <param name="Endorsements">Channels that the signing key may speak for; empty when the service does not limit it.</param>
internal sealed record ConnectorClaims(string ServiceUrl, IReadOnlyList<string> Endorsements)
{
    public bool Covers(string serviceUrl, string channel) => string.Equals(ServiceUrl, serviceUrl, StringComparison.Ordinal)
        && (Endorsements.Count == 0 || Endorsements.Contains(channel, StringComparer.Ordinal));
}

/// <summary>
/// Tokens of the Connector: issuer, audience, time (five minutes of leeway), RS256 and the service's published keys, as
/// learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication asks.
/// </summary>
internal sealed class ConnectorTokens(ConnectorKeys published, IOptions<BotServiceOptions> options)
{
    private const string Prefix = "Bearer ";
    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>What the token says; null when it does not hold.</summary>
    /// <exception cref="IOException">The service's keys cannot be had now: nothing is known about the token.</exception>
    public async Task<ConnectorClaims?> ReadAsync(IReadOnlyList<string?> authorization, CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn || authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var keys = await published.GetAsync(cancellationToken);
        var found = await CheckAsync(header[Prefix.Length..], keys);
        if (found.Exception is SecurityTokenSignatureKeyNotFoundException && await published.AgainAsync(cancellationToken) is { } newer)
        {
            keys = newer;
            found = await CheckAsync(header[Prefix.Length..], keys);
        }

        return found.IsValid && found.SecurityToken is JsonWebToken token && token.TryGetClaim("serviceurl", out var serviceUrl)
            ? new ConnectorClaims(serviceUrl.Value, Endorsements(keys.JsonWebKeySet?.Keys.FirstOrDefault(key => key.Kid == token.Kid))) : null;
    }

    private Task<TokenValidationResult> CheckAsync(string token, OpenIdConnectConfiguration keys) => _handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = options.Value.Issuer, ValidAudience = options.Value.AppId, ValidAlgorithms = [SecurityAlgorithms.RsaSha256], ClockSkew = TimeSpan.FromMinutes(5),
        RequireSignedTokens = true, RequireExpirationTime = true, IssuerSigningKeys = keys.SigningKeys, ValidateIssuerSigningKey = true,
    });

    private static string[] Endorsements(JsonWebKey? key) =>
        key is not null && key.AdditionalData.TryGetValue("endorsements", out var said) && said is JsonElement { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(item => item.ToString())] : [];
}
