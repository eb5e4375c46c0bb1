namespace CoRe.Bot.Channels.Degrading;

/// <summary>Cuts long text where a reader would pause: at a line, else at a sentence, else at a word, and never inside a letter.</summary>
public static class TextSplitter
{
    // Full stops of Latin, Arabic, Urdu, Devanagari and Bengali, Ethiopic, Chinese.
    private const string Ends = ".!?…؟۔।።。！？";

    /// <summary>Parts of at most <paramref name="most"/> characters (UTF-16, at least 16); joined they hold every word of the text.</summary>
    public static IReadOnlyList<string> Split(string text, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 16);
        var parts = new List<string>();
        var rest = text.AsSpan().Trim();
        while (rest.Length > most)
        {
            var cut = Cut(rest[..most], rest[most]);
            parts.Add(rest[..cut].TrimEnd().ToString());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
        {
            parts.Add(rest.ToString());
        }

        return parts;
    }

    /// <summary>Where to cut inside the window; a pause in its first half would make crumbs.</summary>
    private static int Cut(ReadOnlySpan<char> window, char next)
    {
        var half = window.Length / 2;
        if (next == '\n' || window.LastIndexOf('\n') is var line && line > half)
        {
            return next == '\n' ? window.Length : window.LastIndexOf('\n');
        }

        for (var i = window.Length - 2; i > half; i--)
        {
            if (Ends.Contains(window[i]) && (char.IsWhiteSpace(window[i + 1]) || window[i] > 0x3000))
            {
                return i + 1;
            }
        }

        if (char.IsWhiteSpace(next))
        {
            return window.Length;
        }

        var space = window.LastIndexOfAny(' ', '\n', '\t');
        return space > 0 ? space : char.IsHighSurrogate(window[^1]) ? window.Length - 1 : window.Length;
    }
}
