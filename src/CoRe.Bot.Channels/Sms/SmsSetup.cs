using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Sms;

/// <summary>SMS through Twilio. Off without a token. The host gives <see cref="IWireInbox"/>.</summary>
public static class SmsSetup
{
    /// <summary>Registers the wire, and its state for <c>self-check</c> also when it is off.</summary>
    public static IServiceCollection AddSms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmsOptions>().Bind(configuration.GetSection(SmsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SmsOptions>, SmsOptionsValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SmsOptions>>().Value.IsOn
            ? new WireState(SmsWire.ChannelId, true, "on") : new WireState(SmsWire.ChannelId, false, "off: no Sms:Token"));
        services.AddHttpClient(TwilioSms.ClientName, client => client.Timeout = TimeSpan.FromSeconds(60)).RemoveAllLoggers();
        services.AddSingleton<ISmsProvider, TwilioSms>().AddSingleton<SmsEndpoint>();
        if (configuration.GetSection(SmsOptions.Section)[nameof(SmsOptions.Token)] is { Length: > 0 })
        {
            services.AddSingleton<IWire, SmsWire>();
        }

        return services;
    }

    /// <summary>Maps <c>POST /api/sms</c>. Without the token it refuses everything, so it may always be there.</summary>
    public static void MapSms(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/sms", (SmsEndpoint on, HttpRequest request, CancellationToken token) => on.PostAsync(request, token))
        .AllowAnonymous().DisableAntiforgery();
}
