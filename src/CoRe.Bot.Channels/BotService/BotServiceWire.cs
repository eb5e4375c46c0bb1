using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Identity;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.BotService;

/// <summary>Sends through the Connector's REST (<c>/v3/conversations/{id}/activities</c>): text, and buttons on a hero card. One try a call.</summary>
internal sealed class BotServiceWire(IHttpClientFactory clients, ConnectorCredential credential) : IWire
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "botservice";

    // Channels that show a button's label as the person's words and send its id; the others send the id alone.
    private static readonly HashSet<string> TakeMessageBack = new(StringComparer.Ordinal) { "msteams", "webchat", "directline", "emulator" };

    public string Channel => BotServiceReader.Channel;

    // Teams shows six buttons on a card.
    public WireLimits Limits { get; } = new(4000, 6, 50, Links: false);

    public async Task<WireOutcome> SendAsync(string user, WireMessage message, CancellationToken cancellationToken)
    {
        var address = BotServiceAddress.Parse(user);
        try
        {
            var token = await credential.TokenAsync(cancellationToken);
            var conversation = Uri.EscapeDataString(address.ConversationId);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address.ServiceUrl.TrimEnd('/')}/v3/conversations/{conversation}/activities"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Content = JsonContent.Create(Activity(address, message));
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode ? WireOutcome.Sent
                : Of(answer.StatusCode, Code(await answer.Content.ReadAsByteArrayAsync(cancellationToken)), answer.Headers.RetryAfter?.Delta);
        }
        catch (AuthenticationFailedException)
        {
            return new WireOutcome(WireResult.Later, "no_token");
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new WireOutcome(WireResult.Later, error is OperationCanceledException ? "timeout" : "unreachable");
        }
    }

    private static JsonObject Activity(BotServiceAddress address, WireMessage message)
    {
        var activity = address.Activity();
        // Plain: a star or a bracket in somebody's words is no layout.
        (activity["text"], activity["textFormat"], activity["inputHint"]) = (message.Text, "plain", "acceptingInput");
        if (message.Buttons.Count > 0)
        {
            var back = TakeMessageBack.Contains(address.ChannelId);
            activity["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.hero",
                ["content"] = new JsonObject { ["buttons"] = new JsonArray([.. message.Buttons.Select(button => Button(button, back))]) },
            });
        }

        return activity;
    }

    private static JsonObject Button(WireButton button, bool back)
    {
        var id = BotServiceReader.TapPrefix + button.Id;
        return back
            ? new JsonObject { ["type"] = "messageBack", ["title"] = button.Label, ["displayText"] = button.Label, ["text"] = id, ["value"] = new JsonObject { ["core"] = button.Id } }
            : new JsonObject { ["type"] = "postBack", ["title"] = button.Label, ["value"] = id };
    }

    /// <summary>Codes: learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis.</summary>
    private static WireOutcome Of(HttpStatusCode status, string code, TimeSpan? pause) => (status, code) switch
    {
        (HttpStatusCode.TooManyRequests, _) => new(WireResult.Later, "slow_down", pause ?? TimeSpan.FromSeconds(2)),
        (HttpStatusCode.Forbidden, "ConversationBlockedByUser" or "MessageWritesBlocked" or "BotNotInConversationRoster" or "BotDisabledByAdmin") => new(WireResult.ShutOut, "blocked"),
        (HttpStatusCode.NotFound, "ConversationNotFound" or "ActivityNotFoundInConversation" or "UserNotFound") => new(WireResult.ShutOut, "gone"),
        (HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, _) => new(WireResult.Refused, "bad_request"),
        _ => new(WireResult.Later, "refused", pause),
    };

    private static string Code(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body)?["error"]?["code"]?.GetValue<string>() ?? "";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return "";
        }
    }
}
