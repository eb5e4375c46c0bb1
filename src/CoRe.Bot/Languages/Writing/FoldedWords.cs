using System.Globalization;
using System.Text;

namespace CoRe.Bot.Languages.Writing;

/// <summary>
/// The words of a message as a phone keyboard would have them: lower case, no accents, one form per Arabic letter, no drawn-out
/// letters. People who write in fear or in a third language leave accents out, so both sides of a comparison are folded.
/// </summary>
internal static class FoldedWords
{
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (IsDropped(letter))
            {
                continue;
            }

            // Chinese writes no blanks: every sign is a word of its own, and a listed word is a group of them.
            if (Scripts.Of(letter) == Script.Han)
            {
                Close(words, word);
                words.Add(letter.ToString());
                continue;
            }

            // Marks of Indic scripts are vowels: part of the word, unlike a French accent.
            if (char.IsLetterOrDigit(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                Append(word, letter);
            }
            else
            {
                Close(words, word);
            }
        }

        Close(words, word);
        return words;
    }

    // Accents of Latin and Cyrillic letters, Arabic vowel signs and the Arabic stretching line, joiners.
    private static bool IsDropped(char letter) =>
        letter is (>= '\u0300' and <= '\u036F') or (>= '\u064B' and <= '\u065F') or '\u0670' or '\u0640' or '\u200C' or '\u200D';

    private static void Append(StringBuilder word, char letter)
    {
        var plain = Plain(char.ToLowerInvariant(letter));
        var length = word.Length;

        // "aiutooo" is "aiuto": the third equal letter takes the doubling back with it.
        if (length >= 1 && word[length - 1] == plain && char.IsLetter(plain) && length >= 2 && word[length - 2] == plain)
        {
            word.Length--;
            return;
        }

        word.Append(plain);
    }

    private static char Plain(char letter) => letter switch
    {
        'ı' => 'i',
        'ø' => 'o',
        'đ' => 'd',
        'ł' => 'l',
        'ى' or 'ی' => 'ي',
        'ة' or 'ہ' => 'ه',
        'ک' => 'ك',
        'ٱ' => 'ا',
        >= '٠' and <= '٩' => (char)('0' + (letter - '٠')),
        >= '۰' and <= '۹' => (char)('0' + (letter - '۰')),
        _ => letter,
    };

    private static void Close(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
