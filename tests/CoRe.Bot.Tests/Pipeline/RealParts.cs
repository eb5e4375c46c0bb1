using CoRe.Bot.Screening;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Tests.Pipeline;

/// <summary>Parts that are costly to load, loaded once.</summary>
internal static class RealParts
{
    public static RiskScreener Screener { get; } = new();

    public static TopicRecognizer Recognizer { get; } = new();
}
