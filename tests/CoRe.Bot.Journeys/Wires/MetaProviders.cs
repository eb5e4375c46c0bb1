using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Journeys.Wires;

/// <summary>What WhatsApp and Messenger share: signed posts, and one address for sending.</summary>
internal abstract class MetaProvider : Provider
{
    private const string Secret = "an-app-secret-of-32-letters-1234";
    private int _number;

    protected abstract string Section { get; }

    protected abstract string Path { get; }

    protected string NextId => string.Create(CultureInfo.InvariantCulture, $"m.{Interlocked.Increment(ref _number)}");

    protected static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public override string[] Settings =>
    [
        $"--{Section}:Token=a-token", $"--{Section}:AppSecret={Secret}", $"--{Section}:VerifyToken=a-verify-token-1234", $"--{Section}:Server={Address}graph/",
    ];

    protected async Task PostAsync(JsonObject body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), bytes)));
        (await Bot.SendAsync(request)).EnsureSuccessStatusCode();
    }
}

/// <summary>WhatsApp's Cloud API, with a voice note in its store.</summary>
internal sealed class WhatsAppProvider : MetaProvider
{
    public static byte[] Voice { get; } = [.. "OggS"u8, 0, 2, .. new byte[200]];

    public override string Shown => "WhatsApp";

    public override string[] Settings => [.. base.Settings, "--WhatsApp:PhoneNumberId=1055"];

    protected override string Section => "WhatsApp";

    protected override string Path => "api/whatsapp";

    public override Task SayAsync(string text) => SendAsync(new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = text } });

    public Task SendVoiceAsync() => SendAsync(new JsonObject { ["type"] = "audio", ["audio"] = new JsonObject { ["id"] = "777", ["mime_type"] = "audio/ogg", ["voice"] = true } });

    protected override Task PressAsync(string label, string id) => SendAsync(new JsonObject
    {
        ["type"] = "interactive", ["interactive"] = new JsonObject { ["type"] = "button_reply", ["button_reply"] = new JsonObject { ["id"] = id, ["title"] = label } },
    });

    protected override void Map(WebApplication app)
    {
        app.MapPost("/graph/1055/messages", (JsonObject body) =>
        {
            var shown = body["interactive"];
            var buttons = (shown?["action"]?["buttons"]?.AsArray() ?? []).Select(one => ((string)one!["reply"]!["title"]!, (string)one["reply"]!["id"]!))
                .Concat((shown?["action"]?["sections"]?[0]?["rows"]?.AsArray() ?? []).Select(one => ((string)(one!["description"] ?? one["title"])!, (string)one["id"]!)));
            return Take((string)(body["text"]?["body"] ?? shown!["body"]!["text"])!, buttons, new { messages = new[] { new { id = "wamid" } } });
        });
        app.MapGet("/graph/777", () => Results.Json(new { url = Address + "file", mime_type = "audio/ogg" }));
        app.MapGet("/file", () => Results.Bytes(Voice, "audio/ogg"));
    }

    private Task SendAsync(JsonObject message)
    {
        (message["id"], message["from"], message["timestamp"]) = (NextId, "393330000001", Now.ToString(CultureInfo.InvariantCulture));
        return PostAsync(new JsonObject
        {
            ["entry"] = new JsonArray(new JsonObject
            {
                ["changes"] = new JsonArray(new JsonObject { ["value"] = new JsonObject { ["metadata"] = new JsonObject { ["phone_number_id"] = "1055" }, ["messages"] = new JsonArray(message) } }),
            }),
        });
    }
}

/// <summary>A page's Messenger.</summary>
internal sealed class MessengerProvider : MetaProvider
{
    public override string Shown => "Messenger";

    public override string[] Settings => [.. base.Settings, "--Messenger:PageId=900"];

    protected override string Section => "Messenger";

    protected override string Path => "api/messenger";

    public override Task SayAsync(string text) => SendAsync(new JsonObject { ["mid"] = NextId, ["text"] = text });

    protected override Task PressAsync(string label, string id) => SendAsync(new JsonObject { ["mid"] = NextId, ["text"] = label, ["quick_reply"] = new JsonObject { ["payload"] = id } });

    protected override void Map(WebApplication app) => app.MapPost("/graph/900/messages", (JsonObject body) => Take((string)body["message"]!["text"]!,
        (body["message"]!["quick_replies"]?.AsArray() ?? []).Select(one => ((string)one!["title"]!, (string)one["payload"]!)), new { message_id = "m" }));

    private Task SendAsync(JsonObject message) => PostAsync(new JsonObject
    {
        ["object"] = "page",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = "900",
            ["messaging"] = new JsonArray(new JsonObject { ["sender"] = new JsonObject { ["id"] = "5001" }, ["recipient"] = new JsonObject { ["id"] = "900" }, ["timestamp"] = Now * 1000, ["message"] = message }),
        }),
    });
}
