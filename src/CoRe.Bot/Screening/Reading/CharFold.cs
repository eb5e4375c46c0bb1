using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CoRe.Bot.Screening.Reading;

/// <summary>
/// One character of a message to its form in the lexicon: compatibility forms and case folded, marks dropped where they are
/// decoration (Latin, Arabic, Cyrillic) and kept where they are vowels (Indic scripts). A table, so that a message costs one
/// look-up per character and needs no normalisation of its own.
/// </summary>
internal static class CharFold
{
    /// <summary>The character disappears (marks, joiners, soft hyphen, tatweel).</summary>
    public const char Drop = '\0';

    /// <summary>The character becomes more than one: see <see cref="Expansion"/>.</summary>
    public const char Expand = '\uFFFF';

    /// <summary>Ends a word, a clause or a sentence.</summary>
    public const char Space = ' ', Comma = ',', Stop = '.', Apostrophe = '\'';

    private const string Apostrophes = "'’‘ʼʹ`´ʻʾʿ′";
    private const string Commas = ",;:،؛、，；：፣፤፥()[]—–«»\"“”";
    private const string Stops = ".!?…؟。！？۔।॥።፧\n\r";

    private static readonly FrozenDictionary<char, string> Expansions = new Dictionary<char, string>
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['Æ'] = "ae", ['Œ'] = "oe", ['þ'] = "th", ['Þ'] = "th",
    }.ToFrozenDictionary();

    private static readonly char[] Table = Build();

    public static char Of(char c) => Table[c];

    public static ReadOnlySpan<char> Expansion(char c) =>
        Expansions.TryGetValue(c, out var known) ? known : FoldSlowly(c.ToString());

    /// <summary>Mathematical letters and the like outside the basic plane; empty when the pair is no letter.</summary>
    public static string OfPair(char high, char low) => FoldSlowly(string.Concat(high.ToString(), low.ToString()));

    private static char[] Build()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            table[i] = Classify((char)i);
        }

        Array.ForEach(Apostrophes.ToCharArray(), c => table[c] = Apostrophe);
        Array.ForEach(Commas.ToCharArray(), c => table[c] = Comma);
        Array.ForEach(Stops.ToCharArray(), c => table[c] = Stop);
        // "nn vojo + vivere": in chats a plus is the word for more.
        table['+'] = '+';
        return table;
    }

    private static char Classify(char c)
    {
        if (char.IsSurrogate(c))
        {
            return Space;
        }

        if (Expansions.ContainsKey(c))
        {
            return Expand;
        }

        var folded = FoldSlowly(c.ToString());
        return folded.Length switch
        {
            0 => IsDropped(c) ? Drop : Space,
            1 => folded[0],
            _ => Expand,
        };
    }

    private static bool IsDropped(char c) => c is 'ـ' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static string FoldSlowly(string text)
    {
        // Noncharacters make normalisation throw; they are never part of a word.
        if (CharUnicodeInfo.GetUnicodeCategory(text, 0) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
        {
            return "";
        }

        var decomposed = text.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Normalize(NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
            if (digit >= 0)
            {
                folded.Append((char)('0' + digit));
            }
            else if (c != 'ـ' && (char.IsLetter(c) || IsVowelSign(c)))
            {
                folded.Append(Letters.Merge(c));
            }
        }

        return folded.ToString();
    }

    /// <summary>
    /// Indic vowel signs are letters of the word. Dots below (nukta) and nasal dots are dropped: people leave them out, and
    /// both sides are folded alike.
    /// </summary>
    private static bool IsVowelSign(char c) => c is >= '\u0900' and <= '\u0DFF'
        and not ('\u0901' or '\u0902' or '\u093C' or '\u0981' or '\u09BC' or '\u0A01' or '\u0A02' or '\u0A3C' or '\u0A70')
        && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
