using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Dispatch.Push;
using CoRe.Bot.Escalation.Pushing;
using CoRe.Bot.Operators;

namespace CoRe.Bot.Desk.Api;

/// <summary>What a browser needs to subscribe: this site's public key, base64url.</summary>
internal sealed record PushKeyJson(string Key);

/// <summary>A browser's subscription as <c>PushSubscription.toJSON()</c> writes it.</summary>
internal sealed record PushBody(string? Endpoint, PushKeysBody? Keys, double? ExpirationTime);

/// <summary>The browser's keys, base64url.</summary>
internal sealed record PushKeysBody(string? P256dh, string? Auth);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 4)]
[JsonSerializable(typeof(PushKeyJson))]
[JsonSerializable(typeof(PushBody))]
internal sealed partial class PushCallsJson : JsonSerializerContext;

/// <summary>The desk's own page switches notifications of this browser on and off.</summary>
internal static class PushCalls
{
    public static void MapPush(this RouteGroupBuilder api)
    {
        api.MapGet("/push", (PushBrowsers browsers) => TypedResults.Json(new PushKeyJson(Base64Url.EncodeToString(browsers.PublicKey())), PushCallsJson.Default.PushKeyJson)).Gives<PushKeyJson>("pushKey", "This site's public key for web push.");
        api.MapPost("/push", (HttpContext http, PushBrowsers browsers, CancellationToken token) => AddAsync(http, browsers, token)).Does<PushBody>("pushOn", "Tell this browser of cases while the desk is closed.");
        api.MapDelete("/push", (HttpContext http, PushBrowsers browsers, CancellationToken token) => RemoveAsync(http, browsers, token)).Does<PushBody>("pushOff", "Tell this browser no more.");
    }

    private static async Task<IResult> AddAsync(HttpContext http, PushBrowsers browsers, CancellationToken cancellationToken) =>
        await BodyAsync(http, cancellationToken) is { } body && Read(body) is { } browser && await browsers.AddAsync(Actor.Of(http.User)!, browser, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem("Not a subscription that can be used.", statusCode: StatusCodes.Status400BadRequest);

    private static async Task<IResult> RemoveAsync(HttpContext http, PushBrowsers browsers, CancellationToken cancellationToken)
    {
        if (await BodyAsync(http, cancellationToken) is not { Endpoint: { } address } || !Uri.TryCreate(address, UriKind.Absolute, out var endpoint))
        {
            return TypedResults.Problem("Not a subscription that can be used.", statusCode: StatusCodes.Status400BadRequest);
        }

        await browsers.RemoveAsync(Actor.Of(http.User)!, endpoint, cancellationToken);
        return TypedResults.NoContent();
    }

    private static PushBrowser? Read(PushBody body)
    {
        if (body is not { Endpoint: { Length: <= 1000 } address, Keys: { P256dh: { Length: <= 200 } key, Auth: { Length: <= 100 } secret } } || !Uri.TryCreate(address, UriKind.Absolute, out var endpoint))
        {
            return null;
        }

        return Base64Url.IsValid(key) && Base64Url.IsValid(secret) ? new PushBrowser(endpoint, Base64Url.DecodeFromChars(key), Base64Url.DecodeFromChars(secret)) : null;
    }

    private static async Task<PushBody?> BodyAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return http.Request.HasJsonContentType() ? await http.Request.ReadFromJsonAsync(PushCallsJson.Default.PushBody, cancellationToken) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
