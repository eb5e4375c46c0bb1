using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators.Factors;

/// <summary>What stands beside the password: recovery codes and passkeys.</summary>
internal static class FactorSetup
{
    public static IServiceCollection AddFactors(this IServiceCollection services)
    {
        services.AddSingleton<SealedNotes>().AddSingleton<RecoveryCodes>();
        services.AddSingleton<IChangeWriter, RenewRecoveryCodesWriter>().AddSingleton<IChangeWriter, UseRecoveryCodeWriter>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeySettings>();
        services.AddScoped<IPasskeyHandler<OperatorAccount>, PasskeyHandler<OperatorAccount>>().AddScoped<PasskeyDoor>();
        return services;
    }
}
