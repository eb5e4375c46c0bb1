using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Journeys.Wires;

/// <summary>Azure Bot Service with Teams: its keys, its Connector, and the identity of the machine that the bot runs on.</summary>
internal sealed class BotServiceProvider : Provider
{
    private const string AppId = "6d5a4f0e-1111-4222-8333-944455556666";
    private const string Identity = "the-machine-s-own-secret";
    private readonly RSA _key = RSA.Create(2048);
    private int _number;

    public override string Shown => "Teams";

    public override string[] Settings => [$"--BotService:AppId={AppId}", "--BotService:AppType=UserAssignedMsi", $"--BotService:Metadata={Address}openid"];

    public override IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["IDENTITY_ENDPOINT"] = $"{Address}identity", ["IDENTITY_HEADER"] = Identity };

    private string ServiceUrl => $"{Address}teams/";

    public override Task SayAsync(string text) => SendAsync(new JsonObject { ["text"] = text });

    protected override Task PressAsync(string label, string id) => SendAsync(new JsonObject { ["text"] = id, ["value"] = new JsonObject { ["core"] = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..] } });

    protected override void Map(WebApplication app)
    {
        app.MapGet("/openid", () => Results.Json(new { issuer = "https://api.botframework.com", jwks_uri = $"{Address}keys", id_token_signing_alg_values_supported = new[] { "RS256" } }));
        app.MapGet("/keys", () =>
        {
            var numbers = _key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "k1", n = Base64Url(numbers.Modulus!), e = Base64Url(numbers.Exponent!), endorsements = new[] { "msteams" } } } });
        });
        app.MapGet("/identity", (HttpContext http) => http.Request.Headers["X-IDENTITY-HEADER"] != Identity || http.Request.Query["client_id"] != AppId ? Results.StatusCode(400)
            : Results.Json(new { access_token = "the-bot-s-token", expires_on = "4102444800", resource = "https://api.botframework.com", token_type = "Bearer", client_id = AppId }));
        app.MapPost("/teams/v3/conversations/a%3A1/activities", Taken);
        app.MapPost("/teams/v3/conversations/a:1/activities", Taken);
    }

    private IResult Taken(JsonObject body, HttpContext http) => http.Request.Headers.Authorization != "Bearer the-bot-s-token" ? Results.Unauthorized()
        : Take((string)body["text"]!, (body["attachments"]?[0]?["content"]?["buttons"]?.AsArray() ?? []).Select(one => ((string)one!["title"]!, (string)one["text"]!)), new { id = "x" });

    private async Task SendAsync(JsonObject activity)
    {
        (activity["type"], activity["channelId"], activity["serviceUrl"]) = ("message", "msteams", ServiceUrl);
        activity["id"] = string.Create(CultureInfo.InvariantCulture, $"t{++_number}");
        activity["from"] = new JsonObject { ["id"] = "29:person" };
        activity["recipient"] = new JsonObject { ["id"] = "28:" + AppId };
        activity["conversation"] = new JsonObject { ["id"] = "a:1", ["conversationType"] = "personal" };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages") { Content = JsonContent.Create(activity) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        (await Bot.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private string Token()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var said = Base64Url(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT", kid = "k1" })) + "."
            + Base64Url(JsonSerializer.SerializeToUtf8Bytes(new { iss = "https://api.botframework.com", aud = AppId, nbf = now - 60, exp = now + 3600, serviceurl = ServiceUrl }));
        return said + "." + Base64Url(_key.SignData(Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
