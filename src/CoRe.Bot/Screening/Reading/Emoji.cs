namespace CoRe.Bot.Screening.Reading;

/// <summary>Emoji that carry meaning here, as one private letter each, so that a lexicon can simply contain the emoji.</summary>
internal static class Emoji
{
    private const string Crying = "😭😢😰😱💔🥺🤐";

    private const string Telling = "🔪🗡💊🩸🆘🔫🌉🪢😂🤣";

    private const char First = '\uE000', FirstCrying = '\uE080', AfterLast = '\uE100';

    private static readonly Dictionary<int, char> Letters = Numbered(Telling, First).Concat(Numbered(Crying, FirstCrying)).ToDictionary();

    /// <summary>The private letter, or NUL when the emoji says nothing about risk.</summary>
    public static char Of(char high, char low) => Letters.GetValueOrDefault(char.ConvertToUtf32(high, low));

    /// <summary>Set anywhere in a sentence, it belongs to all of it and not between two words.</summary>
    public static bool Cries(char letter) => letter is >= FirstCrying and < AfterLast;

    public static bool IsLetter(char letter) => letter is >= First and < AfterLast;

    private static IEnumerable<KeyValuePair<int, char>> Numbered(string emoji, char first) =>
        emoji.EnumerateRunes().Select((rune, index) => KeyValuePair.Create(rune.Value, (char)(first + index)));
}
