namespace CoRe.Bot.Screening.Reading;

/// <summary>Emoji that carry meaning here, as one private letter each, so that a lexicon can simply contain the emoji.</summary>
internal static class Emoji
{
    private const string Telling = "🔪🗡💊🩸😭😢😰😱🆘🔫💔🥺🤐🌉🪢😂🤣";

    private static readonly Dictionary<int, char> Letters = Telling.EnumerateRunes().Select((rune, index) => (rune, index))
        .ToDictionary(p => p.rune.Value, p => (char)('\uE000' + p.index));

    /// <summary>The private letter, or NUL when the emoji says nothing about risk.</summary>
    public static char Of(char high, char low) => Letters.GetValueOrDefault(char.ConvertToUtf32(high, low));
}
