using CoRe.Bot.Languages.Detection;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Languages.Translating;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Languages;

internal static partial class LanguagesSetup
{
    public static IServiceCollection AddLanguages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LanguagesOptions>().Bind(configuration.GetSection(LanguagesOptions.Section))
            .Configure(o => o.ApprovedOnly = configuration["Mode"] == "production").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LanguagesOptions>, LanguagesOptionsValidator>();
        services.AddSingleton(Load);
        services.AddSingleton(_ => LanguageDetector.Load());
        services.AddSingleton(provider => NeverSaid.Load(provider.GetRequiredService<LocaleLibrary>().Folder));
        return services.AddTranslating(configuration);
    }

    private static LocaleLibrary Load(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<LanguagesOptions>>().Value;
        var logger = services.GetRequiredService<ILogger<LocaleLibrary>>();
        var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        var library = LocaleLibrary.Load(FolderFinder.Find("locales", root, options.Folder), options.Closed, logger, options.ApprovedOnly);
        var problems = library.Problems().Count();
        if (problems > 0)
        {
            LogProblems(logger, problems);
        }

        return library;
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "The locale packs have {Count} problems; `locales` on the command line lists them.")]
    private static partial void LogProblems(ILogger logger, int count);
}
