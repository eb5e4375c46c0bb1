namespace CoRe.Bot.Languages.Detection;

/// <summary>What of a text tells its language: runs of one to four letters and whole words, each as a numbered slot.</summary>
internal static class LanguageGrams
{
    public const int Slots = 1 << 16;

    /// <summary>Changes when the same text would get other slots, or the file another shape.</summary>
    public const int Version = 2;

    private const int LongestRun = 4, LongestText = 400, LongDigits = 4;

    /// <summary>The slots of a text; the same slot as often as it occurs. At most the first 400 letters count.</summary>
    public static List<int> Of(ReadOnlySpan<char> text)
    {
        Span<char> plain = stackalloc char[LongestText + 2];
        plain = plain[..Plain(text, plain)];
        var slots = new List<int>(plain.Length * 5);
        var word = 0u;
        for (var i = 0; i < plain.Length; i++)
        {
            AddRuns(plain[i..], slots);
            if (plain[i] != ' ')
            {
                word = Mix(word == 0 ? 0x9E3779B9 : word, plain[i]);
            }
            else if (word != 0)
            {
                slots.Add(Slot(word));
                word = 0;
            }
        }

        return slots;
    }

    private static void AddRuns(ReadOnlySpan<char> text, List<int> slots)
    {
        var run = 2166136261u;
        for (var length = 1; length <= LongestRun && length <= text.Length; length++)
        {
            run = Mix(run, text[length - 1]);
            if (length > 1 || text[0] != ' ')
            {
                slots.Add(Slot(run + (uint)length));
            }
        }
    }

    /// <summary>Lower case, one blank between words and at both ends; letters drawn out are shortened, long numbers left out.</summary>
    private static int Plain(ReadOnlySpan<char> text, Span<char> plain)
    {
        var (written, digits) = (0, 0);
        plain[written++] = ' ';
        foreach (var raw in text)
        {
            if (written > LongestText)
            {
                break;
            }

            var letter = char.IsLetterOrDigit(raw) || raw is '\'' or '’' || char.GetUnicodeCategory(raw) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
                ? char.ToLowerInvariant(raw is '’' ? '\'' : raw) : ' ';
            digits = char.IsDigit(letter) ? digits + 1 : 0;
            if (digits == LongDigits)
            {
                written -= LongDigits - 1;
            }

            var repeated = letter == plain[written - 1] && (letter == ' ' || (written > 1 && letter == plain[written - 2]));
            if (digits < LongDigits && !repeated)
            {
                plain[written++] = letter;
            }
        }

        if (plain[written - 1] != ' ')
        {
            plain[written++] = ' ';
        }

        return written;
    }

    private static uint Mix(uint hash, char letter) => (hash ^ letter) * 16777619;

    private static int Slot(uint hash) => (int)((hash ^ (hash >> 15)) * 2654435761u >> 16);
}
