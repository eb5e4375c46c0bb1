using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CoRe.Bot.Channels.Contract;

/// <summary>
/// Reads JSON that strangers sent. Strict about the shape, lenient about the letters: a phone that cuts an emoji in half
/// writes a lone surrogate, and the words around it may be a cry for help. Broken letters become U+FFFD, never a refusal.
/// </summary>
public static class WireJson
{
    /// <summary>Nesting that any documented activity stays under.</summary>
    public const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses a body in UTF-8 after repairing the letters inside its strings.</summary>
    /// <exception cref="JsonException">Not JSON, too deep, a member named twice, or something after the end.</exception>
    public static JsonDocument Parse(ReadOnlySpan<byte> utf8) => JsonDocument.Parse(Repair(utf8).AsMemory(), Strict);

    /// <summary>The same JSON with every string valid: broken UTF-8 and lone surrogates replaced, raw control characters escaped.</summary>
    public static byte[] Repair(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        var output = new ArrayBufferWriter<byte>(utf8.Length + 16);
        var inString = false;
        while (!utf8.IsEmpty)
        {
            var first = utf8[0];
            inString ^= first == (byte)'"';
            utf8 = utf8[(inString && first != (byte)'"' ? CopyLetter(utf8, output) : CopyByte(first, output))..];
        }

        return output.WrittenSpan.ToArray();
    }

    private static int CopyByte(byte value, ArrayBufferWriter<byte> output)
    {
        output.Write([value]);
        return 1;
    }

    private static int CopyLetter(ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> output)
    {
        if (rest[0] == (byte)'\\')
        {
            return CopyEscape(rest, output);
        }

        if (rest[0] < 0x20)
        {
            output.Write(Encoding.ASCII.GetBytes($"\\u{rest[0]:x4}"));
            return 1;
        }

        var whole = Rune.DecodeFromUtf8(rest, out _, out var length) == OperationStatus.Done;
        output.Write(whole ? rest[..length] : "\uFFFD"u8);
        return length;
    }

    private static int CopyEscape(ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> output)
    {
        if (!TryReadUnit(rest, out var unit))
        {
            // Not \uXXXX: a short escape, or a broken one that the parser refuses.
            var plain = Math.Min(2, rest.Length);
            output.Write(rest[..plain]);
            return plain;
        }

        if (char.IsHighSurrogate(unit) && TryReadUnit(rest[6..], out var low) && char.IsLowSurrogate(low))
        {
            output.Write(rest[..12]);
            return 12;
        }

        output.Write(char.IsSurrogate(unit) ? "\\uFFFD"u8 : rest[..6]);
        return 6;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> rest, out char unit)
    {
        unit = default;
        if (rest.Length < 6 || rest[0] != (byte)'\\' || rest[1] != (byte)'u'
            || !Utf8Parser.TryParse(rest.Slice(2, 4), out ushort value, out var read, 'x') || read != 4)
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
