using CoRe.Bot.Facts;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Languages.Detection;

/// <summary>What language a message is probably in.</summary>
/// <param name="Language">The language, which need not have a pack.</param>
/// <param name="InLatinLetters">Arabic, Urdu or Bengali typed in Latin letters.</param>
/// <param name="Sure">Whether it may be offered: a wrong offer costs a frightened child more than none.</param>
internal readonly record struct LanguageGuess(LocaleTag Language, bool InLatinLetters, bool Sure);

/// <summary>
/// Guesses the language of a message. It never decides alone: screening reads every message in all languages, and what is offered to the
/// person is confirmed with one tap.
/// </summary>
/// <param name="model">From the build; without it only scripts that one language writes are known.</param>
internal sealed class LanguageDetector(LanguageModel? model)
{
    private const string Romanized = "-latn";

    // Measured on rows the model had not seen. A greeting or a name of a few letters must lead by more.
    private const double SureLead = 5, ShortSureLead = 9;
    private const int FewestLetters = 4, ShortLetters = 8;

    public static LanguageDetector Load() => new(LanguageModel.Load(Path.Combine(AppContext.BaseDirectory, LanguageModel.FileName)));

    /// <returns>The language when it is sure, else null.</returns>
    public LocaleTag? Detect(PersonText text) => Guess(text) is { Sure: true } guess ? guess.Language : null;

    /// <returns>The best guess, however weak; null when there are no letters.</returns>
    public LanguageGuess? Guess(PersonText text)
    {
        var words = text.Reveal();
        var script = Scripts.MostOf(words);
        if (script == Script.None)
        {
            return null;
        }

        if (Only(script) is { } only)
        {
            return new(new LocaleTag(only), InLatinLetters: false, Sure: true);
        }

        if (model?.Best(words) is not { } best)
        {
            return null;
        }

        var romanized = best.Language.EndsWith(Romanized, StringComparison.Ordinal);
        var language = romanized ? best.Language[..^Romanized.Length] : best.Language;
        var letters = words.Count(char.IsLetter);
        // One word is a name or a place as often as a language: "Atlantide" typed in an Arabic talk asks for a city.
        var isSentence = words.AsSpan().Trim().ContainsAny(' ', '\n');
        return new(new LocaleTag(language), romanized, isSentence && letters >= FewestLetters && best.Lead >= (letters < ShortLetters ? ShortSureLead : SureLead));
    }

    /// <summary>The one language of those that come here which writes so.</summary>
    private static string? Only(Script script) => script switch
    {
        Script.Bengali => "bn",
        Script.Gurmukhi => "pa",
        Script.Devanagari => "hi",
        Script.Han => "zh",
        _ => null,
    };
}
