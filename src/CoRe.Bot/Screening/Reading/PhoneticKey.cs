namespace CoRe.Bot.Screening.Reading;

/// <summary>
/// Romanised Arabic, Urdu and Bengali have no spelling; words are compared by sound. Vowels go except at the start, letters that
/// people swap become one, doubles shrink. Very short keys would hit everything, so short words keep their vowels, merged.
/// </summary>
internal static class PhoneticKey
{
    public const int MaxLength = 48;

    private const int ShortestKey = 3;

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
        two = true;
        switch (c, next)
        {
            case ('k', 'h'):
                return 'x';
            case ('s' or 'c', 'h'):
                return 'c';
            case ('g', 'h'):
                return 'g';
            case ('t' or 'd', 'h'):
                return c;
            case ('o', 'u'):
                return 'u';
        }

        two = false;
        return c switch
        {
            '3' => 'a',
            '5' => 'x',
            '7' => 'h',
            '2' or '9' or 'q' or 'c' => 'k',
            '8' => 'g',
            '6' => 't',
            'e' or 'y' => 'i',
            'o' or 'w' => 'u',
            'p' => 'b',
            'v' => 'f',
            _ => c,
        };
    }

    private static char Indic(char c, char next, bool first, out bool two)
    {
        two = (c, next) is ('s', 'h') or ('c', 'h') or ('o', 'o') or ('e', 'e') or ('a', 'a') or ('k', 'h') or ('g', 'h')
            or ('b', 'h') or ('d', 'h') or ('t', 'h') or ('p', 'h') or ('j', 'h') or ('r', 'h');
        return (c, two) switch
        {
            ('c', true) => 'c',
            ('o', true) => 'u',
            ('p', true) or ('f', _) => 'p',
            ('e', _) or ('y', _) => 'i',
            ('o', _) => 'u',
            ('w' or 'v', _) => 'w',
            ('z', _) => 'j',
            ('q', _) or ('c', _) => 'k',
            ('h', _) => first ? 'h' : '\0',
            _ => c,
        };
    }
}
