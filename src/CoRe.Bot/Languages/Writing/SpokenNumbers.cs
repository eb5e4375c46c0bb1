using System.Text.RegularExpressions;

namespace CoRe.Bot.Languages.Writing;

/// <summary>Telephone numbers in a sentence, told from years, sums and articles of law.</summary>
internal static partial class SpokenNumbers
{
    /// <summary>Each number once, digits only.</summary>
    public static IEnumerable<string> Of(string text) =>
        LongNumber().Matches(ReadingOrder.Plain(text)).Concat(ShortNumber().Matches(ReadingOrder.Plain(text)))
            .Select(number => string.Concat(number.Value.Where(char.IsAsciiDigit)))
            .Distinct();

    // Groups divided by spaces that make six digits or more; a thousand's point or a slash makes no phone number.
    [GeneratedRegex(@"(?<![\d./])\+?\d(?: ?\d){5,}(?![\d/])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex LongNumber();

    // The short emergency and help lines of Italy.
    [GeneratedRegex(@"(?<![\d./ ]|\d )(?:11\d|15\d\d|19\d{3})(?![\d/]| \d)|(?<=\D )(?:11\d|15\d\d|19\d{3})(?![\d/]| \d)", RegexOptions.CultureInvariant, 500)]
    private static partial Regex ShortNumber();
}
