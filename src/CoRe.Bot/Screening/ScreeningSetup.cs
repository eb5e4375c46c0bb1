namespace CoRe.Bot.Screening;

/// <summary>The door of this room.</summary>
internal static class ScreeningSetup
{
    /// <summary>Loads the lexicons at once: a broken file must stop the start, not the first message.</summary>
    public static IServiceCollection AddScreening(this IServiceCollection services, string localesFolder)
    {
        var lexicon = RiskLexicon.Load(localesFolder);
        return services.AddSingleton(lexicon).AddSingleton(new RiskScreener(lexicon));
    }
}
