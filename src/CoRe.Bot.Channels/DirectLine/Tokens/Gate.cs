using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.DirectLine.Tokens;

/// <summary>Decides who is asking. Every handler that touches a conversation starts here.</summary>
internal sealed class Gate(DirectLineTokens tokens, IOptions<DirectLineOptions> options)
{
    /// <summary>The claims of the token, which must be for this very conversation.</summary>
    public TokenClaims Enter(HttpRequest request, string conversationId)
    {
        var claims = tokens.ReadChat(Bearer(request));
        return string.Equals(claims.Conversation, conversationId, StringComparison.Ordinal) ? claims : throw Refusal.Forbidden();
    }

    /// <summary>The claims of the token, whatever its conversation.</summary>
    public TokenClaims Enter(HttpRequest request) => tokens.ReadChat(Bearer(request));

    /// <summary>True when the partner's secret came instead of a token.</summary>
    public bool HasSecret(HttpRequest request)
    {
        var secret = options.Value.Secret;

        // Hashed first, so that the comparison tells nothing about the secret's length either.
        return !string.IsNullOrEmpty(secret) && CryptographicOperations.FixedTimeEquals(Hash(secret), Hash(Bearer(request)));
    }

    public void RequireSecret(HttpRequest request)
    {
        if (string.IsNullOrEmpty(options.Value.Secret))
        {
            throw Refusal.NoSecret();
        }

        if (!HasSecret(request))
        {
            throw Refusal.Forbidden();
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string Bearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization;
        return header is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && value.Length > Scheme.Length
            ? value[Scheme.Length..].Trim()
            : throw Refusal.NoToken();
    }
}
