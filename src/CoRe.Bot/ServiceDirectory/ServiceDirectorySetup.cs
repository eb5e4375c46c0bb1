using CoRe.Bot.Facts;
using CoRe.Bot.ServiceDirectory.Places;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;

namespace CoRe.Bot.ServiceDirectory;

internal static class ServiceDirectorySetup
{
    public static IServiceCollection AddServiceDirectory(this IServiceCollection services, IConfiguration configuration)
    {
        var production = configuration["Mode"] == "production";
        var needs = DirectoryFiles.Needs().ToDictionary(need => need.Code, StringComparer.Ordinal);
        var places = new PlaceBook(DirectoryFiles.Places());
        var library = new ServiceLibrary(DirectoryFiles.Services(), DirectoryFiles.Cities(), needs, places, production);
        services.AddSingleton(places);
        services.AddSingleton(library);
        services.AddSingleton(new Hotlines(DirectoryFiles.Hotlines(), needs, production));
        services.AddSingleton<IReadinessCheck, DirectoryReadiness>();
        services.AddSingleton<UpkeepStore>();
        services.AddSingleton<DirectoryRefresh>();
        services.AddSingleton<IRefresh>(provider => provider.GetRequiredService<DirectoryRefresh>());
        services.AddHostedService(provider => provider.GetRequiredService<DirectoryRefresh>());
        services.AddSingleton<IChangeWriter, OpenServiceTaskWriter>();
        services.AddSingleton<IChangeWriter, CloseServiceTaskWriter>();
        services.AddSingleton<IChangeWriter, TakeDirectoryWriter>();
        services.AddSingleton<IChangeWriter, NoteCallWriter>();
        services.AddSingleton<IChangeWriter, SetAgreementWriter>();
        return services;
    }
}

/// <summary>Numbers that nobody has dialled. The data's own rule: before launch a person of the network calls every one.</summary>
internal sealed class DirectoryReadiness(Hotlines hotlines, ServiceLibrary services) : IReadinessCheck
{
    public IEnumerable<Readiness> Check()
    {
        foreach (var line in hotlines.NotDialled.Where(line => line != Hotlines.Emergency))
        {
            yield return Hotlines.NamedInTexts.Contains(line)
                ? new Readiness("Hotlines", ReadinessLevel.Missing, $"{line}: safety texts name it and nobody has dialled it (dialled_on)")
                : new Readiness("Hotlines", ReadinessLevel.Open, $"{line}: nobody has dialled it, production does not show it");
        }

        var waiting = services.ForDesk().Count(service => !service.CheckedByPhone);
        if (waiting > 0)
        {
            yield return new Readiness("Services", ReadinessLevel.Open, $"{waiting} services have no number that somebody has dialled");
        }
    }
}
