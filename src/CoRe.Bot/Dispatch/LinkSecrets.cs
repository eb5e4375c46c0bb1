using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoRe.Bot.Dispatch;

/// <summary>Secrets of links and of the codes that go beside them; stored as hashes alone.</summary>
internal static class LinkSecrets
{
    /// <summary>192 random bits as 48 hexadecimal digits.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>Six digits for a person to type. Guessable alone: whoever asks for it counts the tries.</summary>
    public static string NewCode() => RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>A code's hash belongs to its link: the same digits elsewhere are another hash.</summary>
    public static byte[] HashCode(Guid link, string code) => Hash($"{link:N}{code}");

    public static bool IsCode(Guid link, string? code, byte[] hash) => CryptographicOperations.FixedTimeEquals(HashCode(link, (code ?? "").Trim()), hash);
}
