using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Messenger;

/// <summary>A page's Messenger by Meta's platform. Off without a token. The host gives <see cref="IWireInbox"/>.</summary>
public static class MessengerSetup
{
    /// <summary>Registers the wire, and its state for <c>self-check</c> also when it is off.</summary>
    public static IServiceCollection AddMessenger(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MessengerOptions>().Bind(configuration.GetSection(MessengerOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessengerOptions>, MessengerOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => State(provider.GetRequiredService<IOptions<MessengerOptions>>().Value));
        services.AddHttpClient(MessengerWire.ClientName, client => client.Timeout = TimeSpan.FromSeconds(60)).RemoveAllLoggers();
        services.AddSingleton<MessengerEndpoint>();
        if (configuration.GetSection(MessengerOptions.Section)[nameof(MessengerOptions.Token)] is { Length: > 0 })
        {
            services.AddSingleton<IWire, MessengerWire>();
        }

        return services;
    }

    /// <summary>Maps <c>/api/messenger</c>. Without the secrets it refuses everything, so it may always be there.</summary>
    public static void MapMessenger(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/messenger").AllowAnonymous();
        group.MapGet("", (MessengerEndpoint on, HttpRequest request) => on.Verify(request));
        group.MapPost("", (MessengerEndpoint on, HttpRequest request, CancellationToken token) => on.PostAsync(request, token)).DisableAntiforgery();
    }

    private static WireState State(MessengerOptions options) => options switch
    {
        { IsOn: false } => new(MessengerReader.Channel, false, "off: no Messenger:Token"),
        _ => new(MessengerReader.Channel, true, "on"),
    };
}
