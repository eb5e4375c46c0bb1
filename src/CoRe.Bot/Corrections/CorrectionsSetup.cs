using CoRe.Bot.Corrections.Asking;
using CoRe.Bot.Facts;
using CoRe.Bot.Rights;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Corrections;

/// <summary>Words, numbers and hours mended at the desk, without a developer.</summary>
internal static class CorrectionsSetup
{
    public static IServiceCollection AddCorrections(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CorrectionRules>();
        services.AddSingleton<CorrectionStore>();
        services.AddSingleton<CorrectionRefresh>();
        services.AddSingleton<IRefresh>(provider => provider.GetRequiredService<CorrectionRefresh>());
        services.AddSingleton<IReadinessCheck, SignatureReadiness>();
        services.AddHostedService(provider => provider.GetRequiredService<CorrectionRefresh>());
        services.AddSingleton<IChangeWriter, CorrectWriter>();
        services.AddSingleton<IChangeWriter, UndoCorrectionsWriter>();
        services.AddSingleton<IChangeWriter, SignLineWriter>();
        return services.AddAsking(configuration);
    }
}

/// <summary>Signatures of the lawyer that end soon.</summary>
internal sealed class SignatureReadiness(RightsLibrary rights) : IReadinessCheck
{
    private const int Soon = 30;

    public IEnumerable<Readiness> Check() => rights.Ending(Soon).Select(it =>
        new Readiness("Rights", ReadinessLevel.Open, FormattableString.Invariant($"{it.Id}: the signature of {it.Signature.Name} ends on {it.Signature.ExpiresOn:yyyy-MM-dd}")));
}
