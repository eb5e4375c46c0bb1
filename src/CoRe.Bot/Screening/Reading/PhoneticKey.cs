using System.Collections.Immutable;

namespace CoRe.Bot.Screening.Reading;

/// <summary>
/// Romanised Arabic, Urdu and Bengali have no spelling; words are compared by sound. Vowels go except at the start, letters that
/// people swap become one, doubles shrink. Very short keys would hit everything, so short words keep their vowels, merged.
/// </summary>
internal static class PhoneticKey
{
    public const int MaxLength = 48;

    private const int ShortestKey = 3, AsciiLetters = 128;

    private static readonly ImmutableArray<char> ArabiziSounds = Sounds("3a5x7h2k9kqkck8g6teiyiouwupbvf"), IndicSounds = Sounds("fpeiyiouvwzjqkck");

    public static int Of(ReadOnlySpan<char> word, Script keyed, Span<char> key)
    {
        var cut = word[..Math.Min(word.Length, MaxLength)];
        var full = Write(cut, keyed, key, keepVowels: false);
        return full >= ShortestKey ? full : Write(cut, keyed, key, keepVowels: true);
    }

    private static int Write(ReadOnlySpan<char> word, Script keyed, Span<char> key, bool keepVowels)
    {
        var written = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var sound = keyed == Script.Arabizi ? Arabizi(word[i], next, out var two) : Indic(word[i], next, i == 0, out two);
            i += two ? 1 : 0;
            var vowel = sound is 'a' or 'i' or 'u';
            if (sound == '\0' || (vowel && written > 0 && !keepVowels) || (written > 0 && key[written - 1] == sound))
            {
                continue;
            }

            key[written++] = sound;
        }

        return written;
    }

    private static char Arabizi(char c, char next, out bool two)
    {
        two = next == 'h' ? c is 'k' or 's' or 'c' or 'g' or 't' or 'd' : (c, next) is ('o', 'u');
        if (two)
        {
            return c switch { 'k' => 'x', 's' => 'c', 'o' => 'u', _ => c };
        }

        return c < AsciiLetters ? ArabiziSounds[c] : c;
    }

    private static char Indic(char c, char next, bool first, out bool two)
    {
        two = next switch
        {
            'h' => c is 's' or 'c' or 'k' or 'g' or 'b' or 'd' or 't' or 'p' or 'j' or 'r',
            'o' or 'e' or 'a' => c == next,
            _ => false,
        };
        if (c == 'h')
        {
            return first ? 'h' : '\0';
        }

        return two && c == 'c' ? 'c' : c < AsciiLetters ? IndicSounds[c] : c;
    }

    /// <summary>One sound a letter, where no second letter changes it: letters and their sounds by turns.</summary>
    private static ImmutableArray<char> Sounds(string pairs)
    {
        var table = Enumerable.Range(0, AsciiLetters).Select(c => (char)c).ToArray();
        for (var i = 0; i < pairs.Length; i += 2)
        {
            table[pairs[i]] = pairs[i + 1];
        }

        return [.. table];
    }
}
