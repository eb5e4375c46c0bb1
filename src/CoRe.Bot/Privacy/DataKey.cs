using System.Security.Cryptography;
using System.Text;

namespace CoRe.Bot.Privacy;

/// <summary>
/// One conversation's data key. A sealed value is <c>1 byte format | 12 nonce | 16 tag | words</c> (AES-256-GCM), bound to its
/// table, column and row: moved anywhere else it does not open.
/// </summary>
internal sealed class DataKey(byte[] key)
{
    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public byte[] Seal(string table, string column, string row, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[1 + NonceSize + TagSize + plain.Length];
        sealedBytes[0] = Format;
        var nonce = sealedBytes.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(1 + NonceSize + TagSize), sealedBytes.AsSpan(1 + NonceSize, TagSize), Place(table, column, row));
        return sealedBytes;
    }

    public byte[] Seal(string table, string column, string row, string words) => Seal(table, column, row, Encoding.UTF8.GetBytes(words));

    /// <exception cref="CryptographicException">The value was altered, moved, or sealed under another key.</exception>
    public byte[] Open(string table, string column, string row, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < 1 + NonceSize + TagSize || sealedBytes[0] != Format)
        {
            throw new CryptographicException("Not a sealed value.");
        }

        var plain = new byte[sealedBytes.Length - 1 - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedBytes.Slice(1, NonceSize), sealedBytes[(1 + NonceSize + TagSize)..], sealedBytes.Slice(1 + NonceSize, TagSize), plain, Place(table, column, row));
        return plain;
    }

    public string OpenText(string table, string column, string row, ReadOnlySpan<byte> sealedBytes) =>
        Encoding.UTF8.GetString(Open(table, column, row, sealedBytes));

    private static byte[] Place(string table, string column, string row) => Encoding.UTF8.GetBytes($"{table}|{column}|{row}");
}
