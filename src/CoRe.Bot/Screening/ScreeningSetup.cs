using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Screening.SecondOpinion;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Screening;

/// <summary>The door of this room.</summary>
internal static class ScreeningSetup
{
    /// <summary>The lexicons lie with the languages. <see cref="RiskLexicon"/> is built before the doors open, so a broken file stops the start.</summary>
    public static IServiceCollection AddScreening(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<ScreeningOptions>().Bind(settings.GetSection(ScreeningOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScreeningOptions>, ScreeningOptionsValidator>();
        services.AddSingleton(provider => RiskLexicon.Load(provider.GetRequiredService<LocaleLibrary>().Folder));
        services.AddSingleton<IScreenedLanguages>(provider => provider.GetRequiredService<RiskLexicon>());
        services.AddSingleton(provider => new RiskScreener(provider.GetRequiredService<RiskLexicon>(), Opinion(provider)));
        services.AddSingleton<IReadinessCheck, OpinionReadiness>();
        return services;
    }

    private static OpinionModel? Opinion(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ScreeningOptions>>().Value is { SecondOpinion: true } options ? OpinionModel.Load(options.ModelPath) : null;
}
