using System.Buffers;
using System.Globalization;
using System.Text;

namespace CoRe.BotFramework.Dialogs.Choices;

/// <summary>A word of a text, and where it stands.</summary>
public class Token
{
    public int Start { get; set; }
    public int End { get; set; }
    public string Text { get; set; }

    /// <summary>The word as it is compared.</summary>
    public string Normalized { get; set; }
}

/// <summary>Cuts a text into words.</summary>
public delegate List<Token> TokenizerFunction(string text, string locale = null);

/// <summary>
/// Words of any script: letters with their marks and digits hold together, Chinese and Japanese signs stand alone,
/// an emoji is a word. Compared without case, accents, Arabic vowel marks and letter variants, in no culture's rules,
/// because a phone keyboard decides about accents more often than its owner.
/// </summary>
public class Tokenizer
{
    public static TokenizerFunction DefaultTokenizer => DefaultTokenizerImpl;

    public static List<Token> DefaultTokenizerImpl(string text, string locale = null)
    {
        var tokens = new List<Token>();
        text ??= string.Empty;
        var start = -1;
        for (int i = 0, length; i < text.Length; i += length)
        {
            var kind = KindAt(text, i, out length);
            if (start >= 0 && kind != Kind.Word)
            {
                Add(tokens, text, start, i - 1);
                start = -1;
            }

            if (kind == Kind.Alone)
            {
                Add(tokens, text, i, i + length - 1);
            }
            else if (kind == Kind.Word && start < 0)
            {
                start = i;
            }
        }

        if (start >= 0)
        {
            Add(tokens, text, start, text.Length - 1);
        }

        return tokens;
    }

    /// <summary>Whether two texts are the same words.</summary>
    internal static bool SameWords(string one, string other)
    {
        var (words, others) = (DefaultTokenizerImpl(one), DefaultTokenizerImpl(other));
        return words.Count == others.Count && words.Zip(others).All(pair => pair.First.Normalized == pair.Second.Normalized);
    }

    /// <summary>The form in which words are compared.</summary>
    private static string Fold(string word)
    {
        if (Ascii.IsValid(word))
        {
            // Most words are: no normalisation, and a word that is lower case already is its own form.
            return word.AsSpan().ContainsAnyInRange('A', 'Z') ? word.ToLowerInvariant() : word;
        }

        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!IsIgnored(rune.Value))
            {
                Append(folded, Rune.ToLowerInvariant(Variant(rune)));
            }
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        folded.Append(units[..rune.EncodeToUtf16(units)]);
    }

    private static void Add(List<Token> tokens, string text, int start, int end)
    {
        var word = text[start..(end + 1)];
        if (Fold(word) is { Length: > 0 } folded)
        {
            tokens.Add(new Token { Start = start, End = end, Text = word, Normalized = folded });
        }
    }

    // A lone half of a surrogate pair is broken input: it separates words, it must not break the turn.
    private static Kind KindAt(string text, int index, out int length)
        => Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out length) == OperationStatus.Done ? KindOf(rune) : Kind.Separator;

    private static Kind KindOf(Rune rune)
    {
        if (rune.Value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF)
        {
            return Kind.Alone;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => Kind.Word,
            UnicodeCategory.OtherSymbol => Kind.Alone,
            _ => Kind.Separator,
        };
    }

    // Accents, Arabic and Hebrew vowel signs, tatweel, joiners, emoji variants. Vowel signs of Indic scripts are letters and stay.
    private static bool IsIgnored(int value) => value is (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7)
        or (>= 0x0610 and <= 0x061A) or 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06ED)
        or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0x20E3 or 0xFEFF or (>= 0xFE00 and <= 0xFE0F);

    private static Rune Variant(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        {
            return new Rune((char)('0' + (int)Rune.GetNumericValue(rune)));
        }

        return rune.Value switch
        {
            0x0649 or 0x06CC => new Rune('\u064A'), // alef maksura, Persian yeh -> yeh
            0x0629 => new Rune('\u0647'),           // teh marbuta -> heh
            0x06A9 => new Rune('\u0643'),           // Persian kaf -> kaf
            0x0671 => new Rune('\u0627'),           // alef wasla -> alef
            0x06C1 or 0x06BE or 0x06D5 => new Rune('\u0647'), // Urdu heh forms -> heh
            0x0131 => new Rune('i'),                // Turkish dotless i: many keyboards have none
            _ => rune,
        };
    }

    private enum Kind
    {
        Separator,
        Word,
        Alone,
    }
}
