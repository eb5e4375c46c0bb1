namespace CoRe.Bot.Screening.Reading;

/// <summary>Emoji that carry meaning here, as one private letter each, so that a lexicon can simply contain the emoji.</summary>
internal static class Emoji
{
    /// <summary>These change what is said ("this exam kills me"), so they are never left out.</summary>
    private const string Laughing = "😂🤣";

    private const string Telling = "🔪🗡💊🩸😭😢😰😱🆘🔫💔🥺🤐🌉🪢" + Laughing;

    private static readonly Dictionary<int, char> Letters = Telling.EnumerateRunes().Select((rune, index) => (rune, index))
        .ToDictionary(p => p.rune.Value, p => (char)(First + p.index));

    private const char First = '\uE000';

    private static readonly int Quiet = Telling.EnumerateRunes().Count() - Laughing.EnumerateRunes().Count();

    public static bool Laughs(char letter) => letter - First >= Quiet;

    /// <summary>The private letter, or NUL when the emoji says nothing about risk.</summary>
    public static char Of(char high, char low) => Letters.GetValueOrDefault(char.ConvertToUtf32(high, low));
}
