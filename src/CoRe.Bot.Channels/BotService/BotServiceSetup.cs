using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.BotService;

/// <summary>Teams and other channels by Azure Bot Service. Off without an app id. The host gives <see cref="IWireInbox"/>.</summary>
public static class BotServiceSetup
{
    /// <summary>Registers the wire, and its state for <c>self-check</c> also when it is off.</summary>
    public static IServiceCollection AddBotService(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BotServiceOptions>().Bind(configuration.GetSection(BotServiceOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotServiceOptions>, BotServiceOptionsValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<BotServiceOptions>>().Value.IsOn
            ? new WireState(BotServiceReader.Channel, true, "on") : new WireState(BotServiceReader.Channel, false, "off: no BotService:AppId"));
        foreach (var client in new[] { BotServiceWire.ClientName, ConnectorKeys.ClientName, ConnectorCredential.ClientName })
        {
            services.AddHttpClient(client, http => http.Timeout = TimeSpan.FromSeconds(60)).RemoveAllLoggers();
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ConnectorKeys>().AddSingleton<ConnectorTokens>().AddSingleton<ConnectorCredential>().AddSingleton<BotServiceEndpoint>();
        if (configuration.GetSection(BotServiceOptions.Section)[nameof(BotServiceOptions.AppId)] is { Length: > 0 })
        {
            services.AddSingleton<IWire, BotServiceWire>();
        }

        return services;
    }

    /// <summary>Maps <c>POST /api/messages</c>. Without an app id it refuses everything, so it may always be there.</summary>
    public static void MapBotService(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/messages", (BotServiceEndpoint on, HttpRequest request, CancellationToken token) => on.PostAsync(request, token))
        .AllowAnonymous().DisableAntiforgery();
}
