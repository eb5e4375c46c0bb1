using System.Globalization;
using System.Text;

namespace CoRe.Bot.Hosting.Verbs.Disguising;

/// <summary>Disguises that touch single letters.</summary>
internal static class LetterDisguises
{
    private const int Longer = 4;

    /// <summary>Pairs "Latin, look-alike"; each set only holds letters that really look the same.</summary>
    private const string Cyrillic = "aаeеoоpрcсxхyуiіjј", Greek = "aαoοvνiιpρkκtτuυ";

    private const string Harakat = "\u064E\u0650\u0652\u064F";

    public static string WithoutDiacritics(string text)
    {
        var bare = new StringBuilder(text.Length);
        var latin = false;
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            var mark = CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
            latin = mark ? latin : c < '\u0250';
            if (!mark || !latin)
            {
                bare.Append(c switch { 'ı' => 'i', 'ł' => 'l', 'đ' => 'd', 'ø' => 'o', 'ɛ' => 'e', 'ɔ' => 'o', _ => c });
            }
        }

        return bare.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Not where digits already stand for letters (Arabizi): nobody could read that either.</summary>
    public static string Leet(string text, uint dice)
    {
        var digitsAreLetters = text.Split(' ').Any(w => w.Any(char.IsAsciiDigit) && w.Any(char.IsLetter));
        return digitsAreLetters ? text : string.Create(text.Length, (text, dice), static (masked, from) =>
        {
            for (var i = 0; i < masked.Length; i++)
            {
                masked[i] = Masked(char.ToLowerInvariant(from.text[i]), (from.dice & 1) != 0) ?? from.text[i];
            }
        });
    }

    /// <summary>Every second word ends in a row of its last letter.</summary>
    public static string Elongated(string text)
    {
        var longer = new StringBuilder();
        var word = 0;
        foreach (var part in text.Split(' '))
        {
            var last = part.Length - 1;
            while (last >= 0 && !char.IsLetter(part[last]))
            {
                last--;
            }

            longer.Append(longer.Length > 0 ? " " : "");
            var changes = last >= 2 && !Disguise.IsHan(part[last]) && word++ % 2 == 0;
            longer.Append(changes ? part.Insert(last, new string(part[last], Longer - 1)) : part);
        }

        return longer.ToString();
    }

    public static string Spaced(string text) => text.Any(Disguise.IsHan)
        ? text
        : string.Join("  ", text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Join(' ', Disguise.Elements(w))));

    /// <summary>Every second letter that has a look-alike, and never all letters of a word: that would be another word of another script.</summary>
    public static string Homoglyphs(string text, uint dice)
    {
        var cyrillic = text.Any(c => c is >= '\u0400' and <= '\u052F');
        var pairs = (cyrillic || (dice & 1) == 0 ? Cyrillic : Greek).Chunk(2);
        var alike = cyrillic ? pairs.ToDictionary(p => p[1], p => p[0]) : pairs.ToDictionary(p => p[0], p => p[1]);
        return string.Join(' ', text.Split(' ').Select(word => MixWord(word, alike)));
    }

    public static string Decorated(string text)
    {
        var decorated = new StringBuilder();
        var letters = 0;
        foreach (var c in text)
        {
            decorated.Append(c);
            if (c is >= '\u0621' and <= '\u06D3' && char.IsLetter(c))
            {
                decorated.Append(Harakat[letters++ % Harakat.Length]);
                decorated.Append(letters % 3 == 0 ? "ـ" : "");
            }
        }

        return decorated.ToString();
    }

    private static string MixWord(string word, Dictionary<char, char> alike)
    {
        var mixed = new StringBuilder(word);
        var (seen, kept) = (0, 0);
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsLetter(word[i]) && alike.TryGetValue(word[i], out var other) && seen++ % 2 == 0)
            {
                mixed[i] = other;
            }
            else if (char.IsLetter(word[i]))
            {
                kept++;
            }
        }

        return kept == 0 ? word : mixed.ToString();
    }

    private static char? Masked(char c, bool signs) => c switch
    {
        'a' => signs ? '@' : '4',
        'e' => '3',
        'i' => '1',
        'o' => '0',
        's' => signs ? '$' : '5',
        't' => '7',
        _ => null,
    };
}
