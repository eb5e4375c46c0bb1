using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Privacy;

internal static class PrivacySetup
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PrivacyOptions>().Bind(configuration.GetSection(PrivacyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsValidator>();
        services.AddSingleton<MasterKeys>();
        services.AddSingleton<Vault>();
        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<ReturnCodes>();
        services.AddSingleton<IChangeWriter, IssueReturnCodeWriter>();
        services.AddSingleton<IChangeWriter, UseReturnCodeWriter>();
        return services;
    }
}
