using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Operators;

/// <summary>
/// Six digits of an authenticator app (RFC 6238: SHA-1, 30 seconds). Identity's own provider accepts a code again and again
/// inside its window; here a step that was used is over (<see cref="UseCodeStep"/>).
/// </summary>
internal static class Totp
{
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string NewKey()
    {
        Span<char> key = stackalloc char[32];
        RandomNumberGenerator.GetItems<char>(Alphabet, key);
        return new string(key);
    }

    /// <summary>The step in which the code is right (now, one before or one after for slow hands and clocks), else null.</summary>
    public static long? Match(string key, string? code, DateTimeOffset now)
    {
        var digits = new string([.. (code ?? "").Where(char.IsAsciiDigit)]);
        if (digits.Length != 6)
        {
            return null;
        }

        var current = now.ToUnixTimeSeconds() / StepSeconds;
        foreach (var step in (ReadOnlySpan<long>)[current, current - 1, current + 1])
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(key, step)), System.Text.Encoding.ASCII.GetBytes(digits)))
            {
                return step;
            }
        }

        return null;
    }

    public static string CodeAt(string key, DateTimeOffset time) => Code(key, time.ToUnixTimeSeconds() / StepSeconds);

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 as every authenticator app speaks it.")]
    private static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        HMACSHA1.HashData(Bytes(key), counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.Slice(hash[^1] & 0xF, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string base32)
    {
        var (bytes, buffer, bits) = (new List<byte>(20), 0, 0);
        foreach (var letter in base32)
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}

/// <summary>Spends one time step of an account's second factor. Stale when it, or a later one, was spent already.</summary>
internal sealed record UseCodeStep(OperatorId Operator, long Step) : IChange;

internal sealed class UseCodeStepWriter : ChangeWriter<UseCodeStep>
{
    private const string Provider = "core";
    private const string Name = "last-code-step";

    protected override async Task WriteAsync(UseCodeStep change, CommitScope scope, CancellationToken cancellationToken)
    {
        var token = await scope.Db.UserTokens.FirstOrDefaultAsync(t => t.UserId == change.Operator.Value && t.LoginProvider == Provider && t.Name == Name, cancellationToken);
        if (token is null)
        {
            token = new() { UserId = change.Operator.Value, LoginProvider = Provider, Name = Name };
            scope.Db.UserTokens.Add(token);
        }
        else if (long.Parse(token.Value ?? "0", CultureInfo.InvariantCulture) >= change.Step)
        {
            throw new StaleWriteException("code was used");
        }

        token.Value = change.Step.ToString(CultureInfo.InvariantCulture);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
