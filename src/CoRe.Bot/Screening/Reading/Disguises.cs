using System.Buffers;
using System.Text;

namespace CoRe.Bot.Screening.Reading;

/// <summary>Other readings of a message whose letters are hidden: digits for letters, or blanks between single letters.</summary>
internal static class Disguises
{
    private static readonly SearchValues<char> Leet = SearchValues.Create("0134578@$!|");
    private static readonly SearchValues<char> OnlyLeet = SearchValues.Create("014@$!|");
    private static readonly SearchValues<char> OnlyArabizi = SearchValues.Create("25679");

    /// <summary>None for most messages, and then at no cost.</summary>
    public static IEnumerable<string> Of(string raw, TextReading plain) =>
        raw.AsSpan().ContainsAny(Leet) || IsSpaced(plain, out _) ? Views(raw, plain) : [];

    private static IEnumerable<string> Views(string raw, TextReading plain)
    {
        if (SpacedLetters(plain) is { } joined)
        {
            yield return joined;
        }

        if (!raw.AsSpan().ContainsAny(Leet))
        {
            yield break;
        }

        var unmasked = Unmask(raw, 'i');
        if (!string.Equals(unmasked, raw, StringComparison.Ordinal))
        {
            yield return unmasked;
            if (raw.AsSpan().ContainsAny('1', '!', '|'))
            {
                yield return Unmask(raw, 'l');
            }
        }
    }

    /// <summary>Only words that have a letter and a digit change; "14 hours" stays, and so does a message in Arabizi.</summary>
    private static string Unmask(string raw, char one)
    {
        var arabizi = ReadsAsArabizi(raw);
        var text = new StringBuilder(raw.Length);
        foreach (var range in Words(raw))
        {
            var word = raw.AsSpan(range);
            var masked = !arabizi && word.ContainsAny(Leet) && ContainsLetter(word);
            foreach (var c in word)
            {
                text.Append(masked ? Letter(c, one) : c);
            }
        }

        return text.ToString();
    }

    private static char Letter(char c, char one) => c switch
    {
        '0' => 'o',
        '1' or '!' or '|' => one,
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => c,
    };

    /// <summary>2, 5, 6, 7 and 9 are letters of Arabizi; 0, 1 and 4 never are. A lone 3 can be either, so both are read.</summary>
    private static bool ReadsAsArabizi(string raw)
    {
        var arabizi = false;
        foreach (var range in Words(raw))
        {
            var word = raw.AsSpan(range);
            if (ContainsLetter(word))
            {
                if (word.ContainsAny(OnlyLeet))
                {
                    return false;
                }

                arabizi |= word.ContainsAny(OnlyArabizi);
            }
        }

        return arabizi;
    }

    private static bool ContainsLetter(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Words and the blanks between them, in order, nothing left out. Marks at a word's end are no disguise.</summary>
    private static IEnumerable<Range> Words(string raw)
    {
        var start = 0;
        for (var i = 1; i <= raw.Length; i++)
        {
            if (i == raw.Length || IsGap(raw, i) != IsGap(raw, i - 1))
            {
                yield return start..i;
                start = i;
            }
        }
    }

    private static bool IsGap(string raw, int i) => char.IsWhiteSpace(raw[i])
        || (raw[i] is '!' or '|' && (i + 1 == raw.Length || !char.IsLetterOrDigit(raw[i + 1])));

    /// <summary>"i  w a n t": single letters with wider blanks between the words. Null when the message is not written so.</summary>
    private static string? SpacedLetters(TextReading plain) => IsSpaced(plain, out var narrow) ? Join(plain, narrow) : null;

    private static bool IsSpaced(TextReading plain, out int narrow)
    {
        var single = 0;
        narrow = int.MaxValue;
        foreach (ref readonly var token in plain.Tokens)
        {
            var letter = token.Length == 1 && Letters.ScriptOf(plain.Text[token.Start]) != Script.Han;
            single = letter ? single + 1 : single;
            narrow = letter && token.GapBefore > 0 ? Math.Min(narrow, token.GapBefore) : narrow;
        }

        return single >= 4 && single * 2 > plain.Count;
    }

    private static string Join(TextReading plain, int narrow)
    {
        var text = new StringBuilder(plain.Text.Length);
        foreach (ref readonly var token in plain.Tokens)
        {
            text.Append(token.GapBefore > narrow ? " " : "").Append(plain.WordOf(token));
        }

        return text.ToString();
    }
}
