using System.Security.Cryptography;
using System.Text;

namespace CoRe.Bot.Channels.Contract;

/// <summary><c>X-Hub-Signature-256: sha256=…</c>, hex HMAC-SHA256 of the raw body with the app's secret, as Meta's platforms sign.</summary>
public static class HubSignature
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-Hub-Signature-256";
    private const string Prefix = "sha256=";

    /// <summary>True when exactly one signature was given and it is the body's. Compared in constant time.</summary>
    public static bool IsSigned(string secret, ReadOnlySpan<byte> body, IReadOnlyList<string?> given)
    {
        if (secret.Length == 0 || given is not [{ Length: 71 } one] || !one.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        Span<byte> claimed = stackalloc byte[32];
        return Convert.FromHexString(one.AsSpan(Prefix.Length), claimed, out _, out var written) == System.Buffers.OperationStatus.Done && written == 32
            && CryptographicOperations.FixedTimeEquals(claimed, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
    }

    /// <summary>The signature of a body, for tests and for those who call us.</summary>
    public static string Of(string secret, ReadOnlySpan<byte> body) => Prefix + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
