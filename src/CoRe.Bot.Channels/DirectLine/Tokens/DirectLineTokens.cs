using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.DirectLine.Tokens;

/// <summary>
/// Makes and reads tokens: JWT in form, because Microsoft's clients look into it for the user id; one fixed header, so
/// that no token can choose its own algorithm. The signature is compared in constant time and in its text form: base64url
/// leaves bits unused in the last letter, and a changed letter must not pass.
/// </summary>
internal sealed class DirectLineTokens(IDirectLineKey key, IOptions<DirectLineOptions> options, TimeProvider time)
{
    private const string Chat = "chat";
    private const string Stream = "stream";

    /// <summary>{"alg":"HS256","typ":"JWT"}</summary>
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public int LifeSeconds => options.Value.TokenMinutes * 60;

    /// <summary>A conversation that does not exist yet, for a user whom nobody can guess.</summary>
    public static TokenClaims NewConversation(string? userId, string? locale) =>
        new(Chat, Random(), userId ?? $"dl_{Random()}", 0, locale);

    public string IssueChat(TokenClaims claims) => Sign(claims with { Use = Chat, Expires = In(LifeSeconds) });

    public string IssueStream(TokenClaims claims) => Sign(claims with { Use = Stream, Expires = In(options.Value.StreamUrlSeconds) });

    public TokenClaims ReadChat(string token) => Read(token, Chat);

    public TokenClaims ReadStream(string token) => Read(token, Stream);

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    private long In(int seconds) => time.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private string Sign(TokenClaims claims)
    {
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims, DirectLineJson.Default.TokenClaims));
        var signed = $"{Header}.{payload}";
        return $"{signed}.{Signature(signed)}";
    }

    private string Signature(string signed) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key.SigningKey.Span, Encoding.UTF8.GetBytes(signed)));

    private TokenClaims Read(string token, string use)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || token.Length > 2048)
        {
            throw Refusal.NoToken();
        }

        var genuine = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Signature($"{parts[0]}.{parts[1]}")), Encoding.UTF8.GetBytes(parts[2]));
        if (!genuine || parts[0] != Header)
        {
            throw Refusal.Forbidden();
        }

        // Signed by us, hence well formed.
        var claims = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(parts[1]), DirectLineJson.Default.TokenClaims)!;
        if (claims.Use != use)
        {
            throw Refusal.Forbidden();
        }

        return claims.Expires > time.GetUtcNow().ToUnixTimeSeconds() ? claims : throw Refusal.TokenExpired();
    }
}
