using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.Channels.Contract;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.WhatsApp;

/// <summary>Sends by the Cloud API. One try a call.</summary>
internal sealed class WhatsAppWire(IHttpClientFactory clients, IOptions<WhatsAppOptions> options, TimeProvider time) : IWire
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "whatsapp";

    /// <summary>Free text is taken within 24 hours of the person's last word; a little less, for clocks that differ.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromHours(23.5);

    // One person gets about one message in six seconds.
    private static readonly TimeSpan PairPause = TimeSpan.FromSeconds(6);

    public string Channel => WhatsAppReader.Channel;

    public WireLimits Limits { get; } = new(WhatsAppMessages.LongestBody, WhatsAppMessages.MostRows, 200, Links: false);

    public async Task<WireOutcome> SendAsync(string user, WireMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (message.Knock is { } knock && time.GetUtcNow() - knock.LastHeard > Window)
        {
            return settings.Template.Length == 0 ? new WireOutcome(WireResult.Refused, "window")
                : await PostAsync(WhatsAppMessages.Template(user, settings.Template, Language(settings, knock.Language)), cancellationToken);
        }

        return await PostAsync(WhatsAppMessages.Of(user, message), cancellationToken);
    }

    private static string Language(WhatsAppOptions settings, string wanted) => settings.TemplateLanguages.Contains(wanted) ? wanted : settings.TemplateLanguages.FirstOrDefault() ?? "it";

    private async Task<WireOutcome> PostAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Server, $"{settings.PhoneNumberId}/messages")) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        try
        {
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? WireOutcome.Sent : Of(answer.StatusCode, Code(await answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WireOutcome(WireResult.Later, error is OperationCanceledException ? "timeout" : "unreachable");
        }
    }

    /// <summary>Codes: developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes.</summary>
    private static WireOutcome Of(HttpStatusCode status, int code) => (status, code) switch
    {
        (HttpStatusCode.TooManyRequests, _) or (_, 4 or 80007 or 130429 or 131048 or 131056) => new(WireResult.Later, "slow_down", PairPause),
        (_, 131026 or 131030) => new(WireResult.ShutOut, "undeliverable"),
        (_, 131047) => new(WireResult.Refused, "window"),
        // A token that ran out is the house's mistake: messages wait until it is mended.
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) or (_, 190) => new(WireResult.Later, "refused"),
        (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, _) => new(WireResult.Refused, "bad_request"),
        _ => new(WireResult.Later, "refused"),
    };

    private static int Code(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body)?["error"]?["code"]?.GetValue<int>() ?? 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return 0;
        }
    }
}
