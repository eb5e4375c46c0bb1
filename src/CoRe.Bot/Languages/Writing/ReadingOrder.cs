using System.Text.RegularExpressions;

namespace CoRe.Bot.Languages.Writing;

/// <summary>
/// Numbers and foreign words in right-to-left sentences. Without marks the groups of "800 14 10 16" are drawn from right to left, and the
/// number that a child reads and dials is "16 10 14 800"; and a line that begins with "codice fiscale" is taken for a Latin one, its parts
/// stand in the wrong order. The marks are invisible and part of Unicode (UAX 9).
/// </summary>
internal static partial class ReadingOrder
{
    private const char LeftToRightIsolate = '\u2066';
    private const char EndOfIsolate = '\u2069';
    private const char RightToLeftMark = '\u200F';

    /// <summary>The words of a right-to-left language with all marks.</summary>
    public static string Marked(string text) => string.Join('\n', KeepNumbersWhole(Plain(text)).Split('\n').Select(line => BeginsLatin(line) ? RightToLeftMark + line : line));

    /// <summary>The marks of numbers alone, for a value that stands inside a sentence.</summary>
    public static string KeepNumbersWhole(string text) =>
        GroupedNumber().Replace(text, static number => $"{LeftToRightIsolate}{number.Value}{EndOfIsolate}");

    /// <summary>The text without the marks, for comparing with a source.</summary>
    public static string Plain(string text) =>
        text.Replace("\u200F", "", StringComparison.Ordinal).Replace("\u2066", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    /// <summary>A Latin letter stands before the first Arabic one, and there is one.</summary>
    private static bool BeginsLatin(string line)
    {
        var first = line.FirstOrDefault(letter => char.IsLetter(letter));
        return first is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '\u00C0' and <= '\u024F') && line.Any(letter => Scripts.Of(letter) == Script.Arabic);
    }

    // A number in several groups, or one with a plus sign; not one that is marked already.
    [GeneratedRegex(@"(?<![\u2066\d])(?:\+\d[\d /.\-]*\d|\d+(?:[ /.\-]+\d+)+)(?!\u2069)", RegexOptions.CultureInvariant, 500)]
    private static partial Regex GroupedNumber();
}
