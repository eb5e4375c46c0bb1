using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.Channels.Contract;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Messenger;

/// <summary>Sends by the Send API: text with up to thirteen quick replies. One try a call.</summary>
internal sealed class MessengerWire(IHttpClientFactory clients, IOptions<MessengerOptions> options) : IWire
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "messenger";

    public string Channel => MessengerReader.Channel;

    public WireLimits Limits { get; } = new(2000, 13, 20, Links: false);

    public async Task<WireOutcome> SendAsync(string user, WireMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var said = new JsonObject { ["text"] = message.Text };
        if (message.Buttons.Count > 0)
        {
            said["quick_replies"] = new JsonArray([.. message.Buttons.Select(button => new JsonObject { ["content_type"] = "text", ["title"] = button.Label, ["payload"] = button.Id })]);
        }

        var body = new JsonObject { ["recipient"] = new JsonObject { ["id"] = user }, ["messaging_type"] = message.Knock is null ? "RESPONSE" : "UPDATE", ["message"] = said };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Server, $"{settings.PageId}/messages")) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        try
        {
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? WireOutcome.Sent : Of(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WireOutcome(WireResult.Later, error is OperationCanceledException ? "timeout" : "unreachable");
        }
    }

    /// <summary>Codes: developers.facebook.com/docs/messenger-platform/error-codes.</summary>
    private static WireOutcome Of(HttpStatusCode status, byte[] body) => (status, Number(body, "code"), Number(body, "error_subcode")) switch
    {
        (HttpStatusCode.TooManyRequests, _, _) or (_, 4 or 32 or 613 or 80006, _) => new(WireResult.Later, "slow_down", TimeSpan.FromSeconds(10)),
        (_, 10, 2018278) => new(WireResult.Refused, "window"),
        (_, 551, _) or (_, 200, 1545041) => new(WireResult.ShutOut, "blocked"),
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _, _) or (_, 190, _) => new(WireResult.Later, "refused"),
        (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, _, _) => new(WireResult.Refused, "bad_request"),
        _ => new(WireResult.Later, "refused"),
    };

    private static int Number(byte[] body, string name)
    {
        try
        {
            return JsonNode.Parse(body)?["error"]?[name]?.GetValue<int>() ?? 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return 0;
        }
    }
}
