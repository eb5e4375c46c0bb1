using System.Buffers;

namespace CoRe.Bot.Screening;

/// <summary>
/// Makes any text safe to normalise, store and show: at most 4,000 characters, no lone surrogates, controls or bidi overrides,
/// no towers of marks. Normalising text with long runs of marks takes minutes, and a lone surrogate makes it throw: one such
/// message must not silence a child, so it is repaired and never refused.
/// </summary>
internal static class TextRepair
{
    public const int MaxLength = 4_000;
    public const int MaxMarks = 30;

    private const char Replacement = '\uFFFD';

    public static string Repair(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var length = Math.Min(text.Length, MaxLength);
        // A cap that falls inside a pair must not make the lone surrogate it is there to remove.
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        var source = text.AsSpan(0, length);
        var buffer = ArrayPool<char>.Shared.Rent(MaxLength);
        try
        {
            var written = Copy(source, buffer);
            return source.SequenceEqual(buffer.AsSpan(0, written)) && length == text.Length ? text : new string(buffer, 0, written);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static int Copy(ReadOnlySpan<char> source, Span<char> target)
    {
        var written = 0;
        var marks = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (char.IsHighSurrogate(c) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]))
            {
                target[written++] = c;
                target[written++] = source[++i];
                marks = 0;
                continue;
            }

            if (IsBidiControl(c))
            {
                continue;
            }

            marks = IsMark(c) ? marks + 1 : 0;
            if (marks <= MaxMarks)
            {
                target[written++] = Safe(c);
            }
        }

        return written;
    }

    private static char Safe(char c)
    {
        if (char.IsSurrogate(c))
        {
            return Replacement;
        }

        return char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? ' ' : c;
    }

    /// <summary>Embeddings, overrides and isolates can show an operator other words than were written; plain direction marks stay.</summary>
    private static bool IsBidiControl(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsMark(char c) => c >= '\u0300' && char.GetUnicodeCategory(c) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark;
}
