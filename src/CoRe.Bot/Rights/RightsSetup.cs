using CoRe.Bot.Languages;

namespace CoRe.Bot.Rights;

internal static class RightsSetup
{
    public static IServiceCollection AddRights(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            RightsLibrary.Load(provider.GetRequiredService<LocaleLibrary>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
