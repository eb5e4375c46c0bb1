using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace CoRe.Bot.Tests.Operators;

/// <summary>An OpenID provider on a loopback port: discovery, keys, and a token endpoint that checks the client's secret and the proof of the code (PKCE).</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "banco";
    public const string ClientSecret = "un-segreto-fra-due-programmi";
    private readonly RSA _key = RSA.Create(2048);
    private readonly Dictionary<string, (string Nonce, string Challenge, Dictionary<string, object> Claims)> _codes = [];
    private readonly WebApplication _app;

    private FakeProvider(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Signs with a key that the published one does not fit.</summary>
    public bool Forges { get; set; }

    /// <summary>Says the tokens are for somebody else.</summary>
    public string Audience { get; set; } = ClientId;

    /// <summary>Puts this in the place of the browser's own number.</summary>
    public string? OtherNonce { get; set; }

    public int Tokens { get; private set; }

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var provider = new FakeProvider(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = provider.Address, ["authorization_endpoint"] = provider.Address + "/authorize", ["token_endpoint"] = provider.Address + "/token", ["jwks_uri"] = provider.Address + "/keys",
            ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" }, ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        app.MapGet("/keys", provider.Keys);
        app.MapPost("/token", (Delegate)provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>The settings of the desk that make this its provider.</summary>
    public (string, string?)[] Settings(params (string, string?)[] more) =>
    [
        ("Operators:OpenId:Authority", Address), ("Operators:OpenId:ClientId", ClientId), ("Operators:OpenId:ClientSecret", ClientSecret), ("Operators:OpenId:DisplayName", "Rete ID"), .. more,
    ];

    /// <summary>What the browser brings back from the provider's page, where somebody with these claims signed in.</summary>
    public Uri SignedIn(Uri authorize, Dictionary<string, object> claims)
    {
        var asked = QueryHelpers.ParseQuery(authorize.Query);
        Assert.Equal((Address + "/authorize", "code", "S256", ClientId), (authorize.GetLeftPart(UriPartial.Path), asked["response_type"].ToString(), asked["code_challenge_method"].ToString(), asked["client_id"].ToString()));
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (asked["nonce"].ToString(), asked["code_challenge"].ToString(), claims);
        return new Uri(QueryHelpers.AddQueryString(asked["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"].ToString() }));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Keys()
    {
        var open = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = WebEncoders.Base64UrlEncode(open.Modulus!), e = WebEncoders.Base64UrlEncode(open.Exponent!) } } });
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || !_codes.Remove(form["code"].ToString(), out var given)
            || WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != given.Challenge)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        Tokens++;
        return Results.Json(new { access_token = "opaque", token_type = "Bearer", expires_in = 60, id_token = Sign(given.Nonce, given.Claims) });
    }

    private string Sign(string nonce, Dictionary<string, object> claims)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var all = new Dictionary<string, object>(claims) { ["iss"] = Address, ["aud"] = Audience, ["iat"] = now, ["exp"] = now + 300, ["nonce"] = OtherNonce ?? nonce };
        var body = $"{Part(new { alg = "RS256", typ = "JWT", kid = "one" })}.{Part(all)}";
        using var other = RSA.Create(2048);
        return $"{body}.{WebEncoders.Base64UrlEncode((Forges ? other : _key).SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part<T>(T json) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(json));
}
