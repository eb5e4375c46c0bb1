using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CoRe.Bot.Dispatch.Push;

/// <summary>What a browser gave out to be reached by: the address at its maker, its public key (P-256, 65 bytes) and its secret (16 bytes).</summary>
internal sealed record PushBrowser(Uri Endpoint, byte[] PublicKey, byte[] Secret)
{
    public const int KeyLength = 65;
    public const int SecretLength = 16;

    /// <summary>A key that is a point of the curve, a secret of the right length.</summary>
    public bool IsWellFormed()
    {
        if (PublicKey is not [0x04, ..] || PublicKey.Length != KeyLength || Secret.Length != SecretLength)
        {
            return false;
        }

        try
        {
            using var key = ECDiffieHellman.Create(PushEncryption.Point(PublicKey));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>Encryption of a push message (RFC 8291, <c>aes128gcm</c> of RFC 8188): the browser's maker carries it and cannot read it.</summary>
internal static class PushEncryption
{
    private const int RecordSize = 4096;
    private const int TagSize = 16;

    /// <summary>One record; longer texts do not fit.</summary>
    public const int Longest = 3000;

    public static byte[] Encrypt(PushBrowser browser, ReadOnlySpan<byte> plain)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(browser, plain, own, RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>With a given key and salt, which a message uses once.</summary>
    internal static byte[] Encrypt(PushBrowser browser, ReadOnlySpan<byte> plain, ECDiffieHellman own, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, Longest);
        var (ownPoint, secret) = (Point(own), Agree(own, browser.PublicKey));
        byte[] info = [.. "WebPush: info\0"u8, .. browser.PublicKey, .. ownPoint];
        var shared = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, browser.Secret, info);
        var master = HKDF.Extract(HashAlgorithmName.SHA256, shared, salt.ToArray());
        var key = HKDF.Expand(HashAlgorithmName.SHA256, master, 16, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.Expand(HashAlgorithmName.SHA256, master, 12, "Content-Encoding: nonce\0"u8.ToArray());

        // Salt, size of a record, our public key; then the one record, which ends with the mark of the last one.
        var message = new byte[16 + 4 + 1 + PushBrowser.KeyLength + plain.Length + 1 + TagSize];
        salt.CopyTo(message);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(16), RecordSize);
        message[20] = PushBrowser.KeyLength;
        ownPoint.CopyTo(message, 21);
        var body = message.AsSpan(21 + PushBrowser.KeyLength);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, [.. plain, 2], body[..^TagSize], body[^TagSize..]);
        return message;
    }

    internal static ECParameters Point(ReadOnlySpan<byte> point) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..65].ToArray() },
    };

    internal static byte[] Point(ECAlgorithm key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [0x04, .. q.X!, .. q.Y!];
    }

    private static byte[] Agree(ECDiffieHellman own, byte[] other)
    {
        using var key = ECDiffieHellman.Create(Point(other));
        return own.DeriveRawSecretAgreement(key.PublicKey);
    }
}
