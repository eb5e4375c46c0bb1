using CoRe.Bot.Languages;
using CoRe.Bot.Understanding.Recognizers;
using CoRe.Bot.Languages.Detection;

namespace CoRe.Bot.Understanding;

internal static class UnderstandingSetup
{
    public static IServiceCollection AddUnderstanding(this IServiceCollection services)
    {
        services.AddSingleton(provider => TopicRecognizer.Load(provider.GetRequiredService<LocaleLibrary>(), provider.GetRequiredService<LanguageDetector>()));
        services.AddSingleton(provider => GlobalWords.Load(provider.GetRequiredService<LocaleLibrary>()));
        services.AddSingleton<AnswerRecognizers>();
        return services;
    }
}
