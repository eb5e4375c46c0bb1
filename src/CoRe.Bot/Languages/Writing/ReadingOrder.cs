using System.Text.RegularExpressions;

namespace CoRe.Bot.Languages.Writing;

/// <summary>
/// Numbers in right-to-left sentences. Without marks the groups of "800 14 10 16" are drawn from right to left, and the
/// number that a child reads and dials is "16 10 14 800". The marks are invisible and part of Unicode (UAX 9, isolates).
/// </summary>
internal static partial class ReadingOrder
{
    private const char LeftToRightIsolate = '\u2066';
    private const char EndOfIsolate = '\u2069';

    public static string KeepNumbersWhole(string text) =>
        GroupedNumber().Replace(text, static number => $"{LeftToRightIsolate}{number.Value}{EndOfIsolate}");

    /// <summary>The text without the marks, for comparing with a source.</summary>
    public static string Plain(string text) =>
        text.Replace("\u2066", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    // A number in several groups, or one with a plus sign; not one that is marked already.
    [GeneratedRegex(@"(?<![\u2066\d])(?:\+\d[\d /.\-]*\d|\d+(?:[ /.\-]+\d+)+)(?!\u2069)", RegexOptions.CultureInvariant, 500)]
    private static partial Regex GroupedNumber();
}
