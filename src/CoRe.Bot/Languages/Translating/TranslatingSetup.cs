using Microsoft.Extensions.Options;

namespace CoRe.Bot.Languages.Translating;

internal static class TranslatingSetup
{
    public static IServiceCollection AddTranslating(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TranslatorOptions>().Bind(configuration.GetSection(TranslatorOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TranslatorOptions>, TranslatorOptionsValidator>();
        services.AddHttpClient(nameof(ITranslator), (provider, http) =>
            http.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<TranslatorOptions>>().Value.TimeoutSeconds)).RemoveAllLoggers();
        services.AddSingleton(Choose);
        services.AddSingleton<Interpreter>();
        return services;
    }

    private static ITranslator Choose(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<TranslatorOptions>>();
        var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(ITranslator));
        return options.Value.Engine switch
        {
            TranslatorEngine.Azure => new AzureTranslator(http, options),
            TranslatorEngine.Libre => new LibreTranslator(http, options),
            _ => new NoTranslator(),
        };
    }
}
