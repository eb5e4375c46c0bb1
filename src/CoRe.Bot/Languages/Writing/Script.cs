namespace CoRe.Bot.Languages.Writing;

/// <summary>Writing systems of the people who arrive. A script is certain where a language guess is not.</summary>
internal enum Script
{
    None,
    Latin,
    Arabic,
    Cyrillic,
    Bengali,
    Ethiopic,
    Gurmukhi,
    Devanagari,
    Han,
    Other,
}

internal static class Scripts
{
    public static Script Of(char letter) => letter switch
    {
        _ when !char.IsLetter(letter) => Script.None,
        <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        (>= '\u0600' and <= '\u077F') or (>= '\u08A0' and <= '\u08FF') or (>= '\uFB50' and <= '\uFEFC') => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0980' and <= '\u09FF' => Script.Bengali,
        >= '\u0A00' and <= '\u0A7F' => Script.Gurmukhi,
        >= '\u1200' and <= '\u139F' => Script.Ethiopic,
        (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => Script.Han,
        _ => Script.Other,
    };

    /// <summary>The script most letters are in; <see cref="Script.None"/> for emoji, digits and silence.</summary>
    public static Script MostOf(string text)
    {
        Span<int> counts = stackalloc int[(int)Script.Other + 1];
        foreach (var letter in text)
        {
            counts[(int)Of(letter)]++;
        }

        counts[(int)Script.None] = 0;
        var most = 0;
        for (var script = 1; script < counts.Length; script++)
        {
            most = counts[script] > counts[most] ? script : most;
        }

        return (Script)most;
    }
}
