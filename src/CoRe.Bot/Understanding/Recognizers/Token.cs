using System.Globalization;
using System.Text;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Understanding.Recognizers;

/// <summary>A folded word and where it stands in the message (both ends included, as the contracts of Microsoft.Recognizers.Text count).</summary>
internal readonly record struct Token(string Word, int Start, int End)
{
    /// <summary>The words of a message; digits of every script are 0 to 9 and stand apart from letters ("16anni", "১৬").</summary>
    public static IReadOnlyList<Token> Of(string text)
    {
        var plain = Digits(text);
        var tokens = new List<Token>();
        for (var start = 0; start < plain.Length;)
        {
            var end = start;
            while (end < plain.Length && Kind(plain[end]) == Kind(plain[start]))
            {
                end++;
            }

            if (Kind(plain[start]) != Sort.Gap)
            {
                var piece = plain[start..end];
                tokens.AddRange((Kind(plain[start]) == Sort.Digit ? [piece] : FoldedWords.Of(piece)).Select(word => new Token(word, start, end - 1)));
            }

            start = end;
        }

        return tokens;
    }

    /// <summary>Digits of every script as 0 to 9; the length stays the same.</summary>
    public static string Digits(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            plain.Append(CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.DecimalDigitNumber ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(sign)) : sign);
        }

        return plain.ToString();
    }

    private static Sort Kind(char sign) => char.IsAsciiDigit(sign) ? Sort.Digit
        // The joiner of Persian and the apostrophes belong to the word.
        : char.IsLetter(sign) || sign is '\u200c' or '\'' or '’' or 'ʼ' || CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format ? Sort.Letter
        : Sort.Gap;

    private enum Sort
    {
        Gap,
        Letter,
        Digit,
    }
}

/// <summary>Wordings as runs of folded words; <see cref="Number"/> stands for a number.</summary>
internal static class Wording
{
    public const string Number = "{n}";

    public static IReadOnlyList<string> Of(string wording) =>
        [.. wording.Split(Number).SelectMany((part, i) => i == 0 ? Words(part) : [Number, .. Words(part)])];

    /// <summary>How many tokens from <paramref name="at"/> on the wording covers, with the number in it; null when it does not stand there.</summary>
    public static (int Length, int? Value)? At(IReadOnlyList<Token> tokens, int at, IReadOnlyList<string> wording, IReadOnlyList<(IReadOnlyList<string> Words, int Value)> numbers)
    {
        var place = at;
        int? value = null;
        foreach (var word in wording)
        {
            if (word == Number)
            {
                if (NumberAt(tokens, place, numbers) is not { } number)
                {
                    return null;
                }

                (value, place) = (number.Value, place + number.Length);
            }
            else if (place < tokens.Count && tokens[place].Word == word)
            {
                place++;
            }
            else
            {
                return null;
            }
        }

        return (place - at, value);
    }

    /// <summary>Digits, or the longest number word that stands there.</summary>
    public static (int Length, int Value)? NumberAt(IReadOnlyList<Token> tokens, int at, IReadOnlyList<(IReadOnlyList<string> Words, int Value)> numbers)
    {
        if (at >= tokens.Count)
        {
            return null;
        }

        if (char.IsAsciiDigit(tokens[at].Word[0]))
        {
            return tokens[at].Word.Length <= 4 ? (1, int.Parse(tokens[at].Word, CultureInfo.InvariantCulture)) : null;
        }

        foreach (var (words, value) in numbers)
        {
            if (at + words.Count <= tokens.Count && words.Select((word, i) => tokens[at + i].Word == word).All(same => same))
            {
                return (words.Count, value);
            }
        }

        return null;
    }

    private static IEnumerable<string> Words(string part) => Token.Of(part).Select(token => token.Word);
}
