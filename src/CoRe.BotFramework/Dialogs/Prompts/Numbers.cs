using System.Globalization;
using System.Text.RegularExpressions;

namespace CoRe.BotFramework.Dialogs;

/// <summary>Numbers in what people write: digits of any script, separators as the language has them, small number words.</summary>
internal static partial class Numbers
{
    public static bool IsSupported(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum;

    /// <summary>The number, when there is exactly one and no doubt about its size.</summary>
    public static bool TryFindOne(string text, string locale, out decimal number)
    {
        number = 0;
        var found = 0;
        var ascii = WithAsciiDigits(text ?? string.Empty);
        foreach (var chunk in ascii.Split((char[])null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (chunk.AsSpan().ContainsAnyInRange('0', '9'))
            {
                // "K2", a date or a telephone number: digits are here, but not as a number to count with.
                if (!TryParse(Bare(chunk), locale, out number))
                {
                    return false;
                }

                found++;
            }
        }

        return CountWords(ascii, locale, found, ref number) == 1;
    }

    /// <summary>The same number as another type, unless that would change it.</summary>
    public static bool TryNarrow(decimal number, Type type, out object value)
    {
        value = null;
        var whole = Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64;
        if (whole && decimal.Truncate(number) != number)
        {
            return false;
        }

        try
        {
            value = Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static int CountWords(string text, string locale, int found, ref decimal number)
    {
        var culture = CultureWords.For(locale);
        foreach (var token in Tokenizer.DefaultTokenizerImpl(text))
        {
            if (culture.NumberWord(token.Normalized) is > 0 and var word && !IsArticle(word, found, token))
            {
                (number, found) = (word, found + 1);
            }
        }

        return found;
    }

    // What stands around a number in a sentence.
    private static string Bare(string chunk)
    {
        var end = chunk.Length;
        while (end > 0 && !char.IsAsciiLetterOrDigit(chunk[end - 1]) && char.IsPunctuation(chunk[end - 1]))
        {
            end--;
        }

        var start = 0;
        while (start < end && chunk[start] is not ('+' or '-') && char.IsPunctuation(chunk[start]))
        {
            start++;
        }

        return chunk[start..end];
    }

    // "ho un fratello di 12 anni": beside digits, the word for one is an article.
    private static bool IsArticle(int word, int found, Token token) => word == 1 && found > 0 && token.Normalized.Length <= 3;

    private static bool TryParse(string written, string locale, out decimal number)
    {
        number = 0;
        if (!Plain().IsMatch(written))
        {
            return false;
        }

        var (group, point) = Separators(locale);
        var text = written;
        if (Grouped(group).IsMatch(text))
        {
            text = text.Replace(group.ToString(), string.Empty, StringComparison.Ordinal);
        }

        text = text.Replace(point, '.');
        // What still has a foreign separator ("1.5" where the point groups thousands) could be 1.5 or 15: ask.
        return (point == '.' || !written.Contains('.') || Grouped(group).IsMatch(written))
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static Regex Grouped(char group) => group == ',' ? GroupedByComma() : GroupedByPoint();

    // Only comma and point occur between digits here; a culture that groups by spaces writes small numbers without.
    private static (char Group, char Point) Separators(string locale)
    {
        var point = CultureInfo.InvariantCulture.NumberFormat.NumberDecimalSeparator;
        try
        {
            point = CultureInfo.GetCultureInfo(CultureWords.For(locale).Locale).NumberFormat.NumberDecimalSeparator;
        }
        catch (CultureNotFoundException)
        {
            // A host without that culture's data reads numbers the English way.
        }

        return point == "," ? ('.', ',') : (',', '.');
    }

    private static string WithAsciiDigits(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            span[i] = char.IsDigit(source[i]) ? (char)('0' + (int)char.GetNumericValue(source[i])) : source[i];
        }
    });

    [GeneratedRegex(@"^[+-]?\d{1,20}([.,]\d{1,20})*$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex GroupedByComma();

    [GeneratedRegex(@"^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex GroupedByPoint();
}
