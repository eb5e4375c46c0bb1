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
    public static IEnumerable<View> Of(string raw) => raw.AsSpan().ContainsAny(Leet) ? Views(raw) : [];

    private static IEnumerable<View> Views(string raw)
    {
        var heavy = IsHeavy(raw);
        var unmasked = Unmask(raw, 'i', heavy);
        if (!string.Equals(unmasked, raw, StringComparison.Ordinal))
        {
            yield return new(unmasked, heavy);
            if (raw.AsSpan().ContainsAny('1', '!', '|'))
            {
                yield return new(Unmask(raw, 'l', heavy), false);
            }
        }
    }

    /// <summary>At least two words, and half of them all, hide letters behind digits that Arabizi does not use.</summary>
    private static bool IsHeavy(string raw)
    {
        var (masked, words) = (0, 0);
        foreach (var range in Words(raw))
        {
            var word = raw.AsSpan(range);
            var letters = ContainsLetter(word);
            words += letters ? 1 : 0;
            masked += letters && word.ContainsAny(Leet) ? 1 : 0;
        }

        return masked >= 2 && masked * 2 >= words && !ReadsAsArabizi(raw);
    }

    /// <summary>
    /// Only words that have a letter and a digit change; "14 hours" stays, and so does a message in Arabizi. Where nearly every word is
    /// masked, "17 4ll" is "it all".
    /// </summary>
    private static string Unmask(string raw, char one, bool heavy)
    {
        var arabizi = ReadsAsArabizi(raw);
        var text = new StringBuilder(raw.Length);
        foreach (var range in Words(raw))
        {
            var word = raw.AsSpan(range);
            var masked = !arabizi && word.ContainsAny(Leet) && (heavy || ContainsLetter(word));
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

    /// <summary>"i  w a n t": single letters with wider blanks between the words, joined. Null when the message is not written so; beside it where a fifth
    /// of the words are longer, because some languages have many words of one letter.</summary>
    public static View? Joined(TextReading plain)
    {
        var single = 0;
        var narrow = int.MaxValue;
        foreach (ref readonly var token in plain.Tokens)
        {
            var letter = IsOneLetter(plain.WordOf(token));
            single = letter ? single + 1 : single;
            narrow = letter && token.GapBefore > 0 ? Math.Min(narrow, token.GapBefore) : narrow;
        }

        return single >= 4 && single * 2 > plain.Count ? new(Join(plain, narrow), single * 5 >= plain.Count * 4) : null;
    }

    /// <summary>In Indic scripts a letter takes its vowel signs and joined consonants with it.</summary>
    private static bool IsOneLetter(ReadOnlySpan<char> word)
    {
        if (word.Length == 1)
        {
            return Letters.ScriptOf(word[0]) != Script.Han;
        }

        if (word.Length > 6 || Letters.ScriptOf(word[0]) is not (Script.Devanagari or Script.Bengali or Script.Gurmukhi))
        {
            return false;
        }

        for (var i = 1; i < word.Length; i++)
        {
            if (char.IsLetter(word[i]) && word[i - 1] is not ('\u094D' or '\u09CD' or '\u0A4D'))
            {
                return false;
            }
        }

        return true;
    }

    private static string Join(TextReading plain, int narrow)
    {
        var text = new StringBuilder(plain.Text.Length);
        var (clause, sentence) = (0, 0);
        foreach (ref readonly var token in plain.Tokens)
        {
            var gap = token.Sentence != sentence ? ". " : token.Clause != clause ? ", " : token.GapBefore > narrow ? " " : "";
            text.Append(gap).Append(plain.WordOf(token));
            (clause, sentence) = (token.Clause, token.Sentence);
        }

        return text.ToString();
    }
}

/// <summary>Another reading of a message.</summary>
/// <param name="Text">What it says there.</param>
/// <param name="Instead">The message as written says nothing: only this one does.</param>
internal readonly record struct View(string Text, bool Instead);
