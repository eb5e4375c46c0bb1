using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.WhatsApp;

/// <summary>WhatsApp by Meta's Cloud API. Off without a token. The host gives <see cref="IWireInbox"/>.</summary>
public static class WhatsAppSetup
{
    /// <summary>Registers the wire, and its state for <c>self-check</c> also when it is off.</summary>
    public static IServiceCollection AddWhatsApp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WhatsAppOptions>().Bind(configuration.GetSection(WhatsAppOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WhatsAppOptions>, WhatsAppOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => State(provider.GetRequiredService<IOptions<WhatsAppOptions>>().Value));
        services.AddHttpClient(WhatsAppWire.ClientName, client => client.Timeout = TimeSpan.FromSeconds(60)).RemoveAllLoggers();
        services.AddSingleton<WhatsAppEndpoint>();
        if (configuration.GetSection(WhatsAppOptions.Section)[nameof(WhatsAppOptions.Token)] is { Length: > 0 })
        {
            services.AddSingleton<IWire, WhatsAppWire>().AddSingleton<IWireFiles, WhatsAppFiles>();
        }

        return services;
    }

    /// <summary>Maps <c>/api/whatsapp</c>. Without the secrets it refuses everything, so it may always be there.</summary>
    public static void MapWhatsApp(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/whatsapp").AllowAnonymous();
        group.MapGet("", (WhatsAppEndpoint on, HttpRequest request) => on.Verify(request));
        group.MapPost("", (WhatsAppEndpoint on, HttpRequest request, CancellationToken token) => on.PostAsync(request, token)).DisableAntiforgery();
    }

    private static WireState State(WhatsAppOptions options) => options switch
    {
        { IsOn: false } => new(WhatsAppReader.Channel, false, "off: no WhatsApp:Token"),
        { Template: "" } => new(WhatsAppReader.Channel, true, "on; without WhatsApp:Template nobody is told that something waits after 24 hours"),
        _ => new(WhatsAppReader.Channel, true, "on"),
    };
}
