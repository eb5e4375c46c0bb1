using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Detection;
using CoRe.Bot.Screening;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Tests.Pipeline;

/// <summary>Parts that are costly to load, loaded once from the shipped files.</summary>
internal static class RealParts
{
    public static LocaleLibrary Locales { get; } = LocaleLibrary.Load(FolderFinder.Find("locales", AppContext.BaseDirectory));

    public static RiskScreener Screener { get; } = new(Screening.ScreeningBed.Lexicon, Screening.ScreeningBed.Opinion);

    public static TopicRecognizer Recognizer { get; } = TopicRecognizer.Load(Locales, LanguageDetector.Load());
}
