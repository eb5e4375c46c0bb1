using CoRe.Bot.Languages;

namespace CoRe.Bot.Screening;

/// <summary>The door of this room.</summary>
internal static class ScreeningSetup
{
    /// <summary>The lexicons lie with the languages. <see cref="RiskLexicon"/> is built before the doors open, so a broken file stops the start.</summary>
    public static IServiceCollection AddScreening(this IServiceCollection services)
    {
        services.AddSingleton(provider => RiskLexicon.Load(provider.GetRequiredService<LocaleLibrary>().Folder));
        services.AddSingleton<RiskScreener>();
        return services;
    }
}
