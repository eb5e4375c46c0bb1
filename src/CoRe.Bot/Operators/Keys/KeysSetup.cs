using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Authentication;

namespace CoRe.Bot.Operators.Keys;

/// <summary>How foreign desks get in.</summary>
internal static class KeysSetup
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<IntegrationKeys>().AddSingleton<KeyGuesses>();
        services.AddSingleton<IChangeWriter, AddKeyWriter>().AddSingleton<IChangeWriter, RevokeKeyWriter>().AddSingleton<IChangeWriter, KeyUsedWriter>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, null);
        return services;
    }
}
