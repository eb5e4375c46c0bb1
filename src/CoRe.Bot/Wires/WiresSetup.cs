using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Wires;

internal static class WiresSetup
{
    public static IServiceCollection AddWires(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<WiresOptions>().Bind(settings.GetSection(WiresOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WiresOptions>, WiresOptionsValidator>();
        services.AddSingleton<WireLinks>().AddSingleton<WireReturn>().AddSingleton<WireNumbers>().AddSingleton<SentFiles>();
        services.AddSingleton<IWireInbox, WireInbox>().AddSingleton<IWireWords, WireCommands>();
        services.AddSingleton<IChangeWriter, LinkWireWriter>().AddSingleton<IChangeWriter, MoveHouseWriter>().AddSingleton<IChangeWriter, ShutOutWireWriter>().AddSingleton<IChangeWriter, MoveWireWriter>();
        services.AddSingleton<IOutboxSender, WireNotes>().AddSingleton<IFarewell, WireFarewell>();
        services.AddSingleton<IReadinessCheck, WiresReadiness>();
        services.AddHostedService<WireDelivery>();
        return services;
    }
}

/// <summary>Which messengers are on, and what the others lack.</summary>
internal sealed class WiresReadiness(IEnumerable<WireState> wires) : IReadinessCheck
{
    public IEnumerable<Readiness> Check() => wires.Select(wire => new Readiness("Wires", ReadinessLevel.Ready, $"{wire.Channel} {wire.Sentence}"));
}
