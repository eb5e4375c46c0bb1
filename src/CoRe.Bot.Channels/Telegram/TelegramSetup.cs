using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Telegram;

/// <summary>
/// Telegram by its Bot API, by polling or by webhook. Off without a token. The host gives <see cref="IWireInbox"/> and <see cref="IWireWords"/>.
/// </summary>
public static class TelegramSetup
{
    /// <summary>Registers the wire, and its state for <c>self-check</c> also when it is off.</summary>
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelegramOptions>().Bind(configuration.GetSection(TelegramOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramOptionsValidator>();
        services.AddSingleton(provider => State(provider.GetRequiredService<IOptions<TelegramOptions>>().Value));
        services.AddHttpClient(TelegramWire.ClientName, client => client.Timeout = TimeSpan.FromSeconds(100)).RemoveAllLoggers();
        services.AddSingleton<TelegramEndpoint>().AddSingleton<TelegramReceiver>().AddSingleton<TelegramWire>();
        if (configuration.GetSection(TelegramOptions.Section)[nameof(TelegramOptions.Token)] is { Length: > 0 })
        {
            services.AddSingleton<IWire>(provider => provider.GetRequiredService<TelegramWire>());
            services.AddSingleton<IWireFiles, TelegramFiles>().AddHostedService<TelegramService>();
        }

        return services;
    }

    /// <summary>Maps <c>POST /api/telegram</c>. Without the secret it refuses everything, so it may always be there.</summary>
    public static void MapTelegram(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/telegram", (TelegramEndpoint on, HttpRequest request, CancellationToken token) => on.PostAsync(request, token))
        .AllowAnonymous().DisableAntiforgery();

    private static WireState State(TelegramOptions options) => options switch
    {
        { IsOn: false } => new(TelegramReader.Channel, false, "off: no Telegram:Token"),
        { Mode: TelegramMode.Webhook } => new(TelegramReader.Channel, true, $"by webhook at {options.Webhook}"),
        _ => new(TelegramReader.Channel, true, "by polling"),
    };
}
