using CoRe.Bot.Facts;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Languages;

/// <summary>
/// Guesses the language of a message from script, letters and small words: rules that a colleague can read and mend.
/// It would rather say nothing than offer a child the wrong language; the guess is confirmed with one tap anyway.
/// </summary>
internal static class LanguageDetector
{
    // Two everyday words of one language, or one that no other has, against half as much for the next language.
    private const double Enough = 0.99;
    private const double Lead = 1.5;

    // Bambara or Wolof share a short word or two with French: a third of the words must be known.
    private const double Known = 0.34;

    /// <returns>The language, which need not have a pack, or null when unsure.</returns>
    public static LocaleTag? Detect(PersonText text)
    {
        var words = text.Reveal();
        return Scripts.MostOf(words) switch
        {
            Script.Latin => Latin(words),
            Script.Arabic => new LocaleTag(Arabic(words)),
            Script.Cyrillic => Cyrillic(words),
            Script.Bengali => new LocaleTag("bn"),
            Script.Ethiopic => Ethiopic(words),
            Script.Gurmukhi => new LocaleTag("pa"),
            Script.Devanagari => new LocaleTag("hi"),
            Script.Han => new LocaleTag("zh-hans"),
            _ => null,
        };
    }

    // Pashto has letters of its own, Urdu has, and what is left with Persian letters is Persian; the rest is Arabic.
    private static string Arabic(string text) =>
        text.AsSpan().IndexOfAny("ټډړږښګڼېۍځڅ") >= 0 ? "ps"
        : text.AsSpan().IndexOfAny("ٹڈڑںےھہۓ") >= 0 ? "ur"
        : text.AsSpan().IndexOfAny("پچژگکی") >= 0 ? "fa"
        : "ar";

    private static LocaleTag? Cyrillic(string text)
    {
        var ukrainian = text.AsSpan().IndexOfAny("іїєґІЇЄҐ") >= 0;
        var russian = text.AsSpan().IndexOfAny("ыэъёЫЭЪЁ") >= 0;
        return (ukrainian, russian) switch
        {
            (true, false) => new LocaleTag("uk"),
            (false, true) => new LocaleTag("ru"),
            _ => null,
        };
    }

    private static LocaleTag? Ethiopic(string text) =>
        text.AsSpan().IndexOfAny("ኣቐቑቒቓቕቖኸዃ") >= 0 ? new LocaleTag("ti")
        : text.Contains("ነው", StringComparison.Ordinal) || text.Contains('አ', StringComparison.Ordinal) ? new LocaleTag("am")
        : null;

    private static LocaleTag? Latin(string text)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        var hits = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = FoldedWords.Of(text);
        foreach (var word in words)
        {
            var languages = LanguageProfiles.ByWord.GetValueOrDefault(word, []);
            foreach (var language in languages)
            {
                hits[language] = hits.GetValueOrDefault(language) + 1;
                Add(language, (word.Length == 1 ? 0.5 : 1.0) / languages.Length);
            }
        }

        foreach (var letter in text)
        {
            if (LanguageProfiles.ByLetter.TryGetValue(char.ToLowerInvariant(letter), out var language))
            {
                Add(language, 0.5);
            }
        }

        var best = scores.OrderByDescending(score => score.Value).ThenBy(score => score.Key, StringComparer.Ordinal).Take(2).ToArray();
        var sure = best.Length > 0 && best[0].Value >= Enough && (best.Length == 1 || best[0].Value >= Lead * best[1].Value)
            && hits.GetValueOrDefault(best[0].Key) >= Known * words.Count;
        return sure ? new LocaleTag(best[0].Key) : null;

        void Add(string language, double weight) => scores[language] = scores.GetValueOrDefault(language) + weight;
    }
}
