using System.IO.Compression;
using System.Text;

namespace CoRe.Bot.Chat;

/// <summary>
/// An answer of the page in the three forms a browser may ask for. It is the same for everybody, so it is compressed once, as
/// hard as possible: on a 2G phone every kilobyte is a fifth of a second.
/// </summary>
internal sealed record ChatDocument(byte[] Plain, byte[] Brotli, byte[] Gzip)
{
    public static ChatDocument Of(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        return new ChatDocument(
            plain,
            Squeeze(plain, into => new BrotliStream(into, CompressionLevel.SmallestSize)),
            Squeeze(plain, into => new GZipStream(into, CompressionLevel.SmallestSize)));
    }

    /// <summary>The best form the browser takes. Written out by hand because three fixed forms need no negotiation library.</summary>
    public (byte[] Body, string? Encoding) For(string accepted) =>
        accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? (Brotli, "br")
        : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? (Gzip, "gzip")
        : (Plain, null);

    private static byte[] Squeeze(byte[] plain, Func<Stream, Stream> compress)
    {
        using var bytes = new MemoryStream();
        using (var stream = compress(bytes))
        {
            stream.Write(plain);
        }

        return bytes.ToArray();
    }
}
