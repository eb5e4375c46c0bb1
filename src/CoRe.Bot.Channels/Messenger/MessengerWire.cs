using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.Channels.Contract;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Messenger;

/// <summary>
/// Sends by the Send API: text with up to thirteen quick replies. One try a call; a thread that another app of the page holds is taken over
/// first, because the bot only speaks there when it must.
/// </summary>
internal sealed class MessengerWire(IHttpClientFactory clients, IOptions<MessengerOptions> options) : IWire
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "messenger";

    private const string HeldElsewhere = "held_elsewhere";

    public string Channel => MessengerReader.Channel;

    public WireLimits Limits { get; } = new(2000, 13, 20, Links: false);

    public async Task<WireOutcome> SendAsync(string user, WireMessage message, CancellationToken cancellationToken)
    {
        var said = new JsonObject { ["text"] = message.Text };
        if (message.Buttons.Count > 0)
        {
            said["quick_replies"] = new JsonArray([.. message.Buttons.Select(button => new JsonObject { ["content_type"] = "text", ["title"] = button.Label, ["payload"] = button.Id })]);
        }

        var body = new JsonObject { ["recipient"] = new JsonObject { ["id"] = user }, ["messaging_type"] = message.Knock is null ? "RESPONSE" : "UPDATE", ["message"] = said };
        try
        {
            var outcome = await PostAsync("messages", body, cancellationToken);
            return outcome.Code == HeldElsewhere && await PostAsync("take_thread_control", new JsonObject { ["recipient"] = new JsonObject { ["id"] = user } }, cancellationToken) == WireOutcome.Sent
                ? await PostAsync("messages", body, cancellationToken) : outcome;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WireOutcome(WireResult.Later, error is OperationCanceledException ? "timeout" : "unreachable");
        }
    }

    private async Task<WireOutcome> PostAsync(string edge, JsonObject body, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Server, $"{settings.PageId}/{edge}")) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        using var answer = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode ? WireOutcome.Sent : Of(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>Codes: developers.facebook.com/docs/messenger-platform/error-codes.</summary>
    private static WireOutcome Of(HttpStatusCode status, byte[] body) => (status, Number(body, "code"), Number(body, "error_subcode")) switch
    {
        (HttpStatusCode.TooManyRequests, _, _) or (_, 4 or 32 or 613 or 80006, _) => new(WireResult.Later, "slow_down", TimeSpan.FromSeconds(10)),
        (_, 10, 2018300) => new(WireResult.Later, HeldElsewhere, TimeSpan.FromMinutes(1)),
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
