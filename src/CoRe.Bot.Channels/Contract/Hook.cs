using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.Contract;

/// <summary>What all webhooks share: a body within bounds, and the handshake of Meta's platforms.</summary>
public static class Hook
{
    private const int LargestBody = 1024 * 1024;

    /// <summary>The raw body; null when it is longer than a megabyte.</summary>
    /// <exception cref="IOException">The sender broke off.</exception>
    public static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LargestBody)
        {
            return null;
        }

        var body = new MemoryStream((int)(request.ContentLength ?? 1024));
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > LargestBody)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    /// <summary>GET <c>?hub.mode=subscribe&amp;hub.verify_token=…&amp;hub.challenge=…</c>: the challenge back as text, or 403.</summary>
    public static IResult Handshake(HttpRequest request, string verifyToken)
    {
        var (mode, token, challenge) = (request.Query["hub.mode"], request.Query["hub.verify_token"], request.Query["hub.challenge"]);
        return verifyToken.Length > 0 && mode == "subscribe" && challenge is [{ Length: > 0 and <= 200 } said] && said.All(char.IsAsciiLetterOrDigit) && token is [{ } given] && Same(given, verifyToken)
            ? TypedResults.Text(said) : TypedResults.StatusCode(StatusCodes.Status403Forbidden);
    }

    /// <summary>Compares without telling by its time where they differ or how long they are.</summary>
    public static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(left)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}
