using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CoRe.Bot.Channels.BotService;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Tests.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CoRe.Bot.Channels.Tests.BotService;

/// <summary>The wire on a real Kestrel on loopback; the same server plays the service: its keys, its login and its Connector.</summary>
internal sealed class BotServiceBed : IAsyncDisposable
{
    public const string AppId = "6d5a4f0e-1111-4222-8333-944455556666";
    public const string Tenant = "0f0f0f0f-aaaa-4bbb-8ccc-dddddddddddd";
    public const string Issuer = "https://api.botframework.com";
    private readonly WebApplication _app;

    private BotServiceBed(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public FakeWireInbox Inbox => (FakeWireInbox)_app.Services.GetRequiredService<IWireInbox>();

    public IWire Wire => _app.Services.GetRequiredService<IWire>();

    public string ServiceUrl => new Uri(Http.BaseAddress!, "/emea/").AbsoluteUri;

    public Uri Metadata => new(Http.BaseAddress!, "/openid");

    /// <summary>The service's key, endorsed for Teams and web chat.</summary>
    public RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "service-1" };

    /// <summary>A key that appears later.</summary>
    public RsaSecurityKey NewKey { get; } = new(RSA.Create(2048)) { KeyId = "service-2" };

    public bool NewKeyIsPublished { get; set; }

    public bool KeysAreGone { get; set; }

    /// <summary>What the Connector got.</summary>
    public ConcurrentQueue<(string Path, string Body, string Authorization)> Sent { get; } = new();

    /// <summary>Where tokens were asked for, and with what.</summary>
    public ConcurrentQueue<(string Address, string Body, string? Metadata)> Logins { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = http => http.Response.WriteAsync("{\"id\":\"a1\"}");

    public static async Task<BotServiceBed> StartAsync(params (string Name, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ((IConfigurationBuilder)builder.Configuration).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["BotService:AppId"] = AppId, ["BotService:AppPassword"] = "a-secret", ["BotService:TenantId"] = Tenant, ["BotService:Login"] = "https://login.test",
        }).AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)));
        BotServiceBed? bed = null;
        builder.Services.AddSingleton<IWireInbox, FakeWireInbox>();
        builder.Services.AddBotService(builder.Configuration);
        // Its own address is known only once it runs.
        builder.Services.AddSingleton(new Lazy<BotServiceBed>(() => bed!));
        builder.Services.PostConfigure<BotServiceOptions>(options => options.Metadata = bed?.Metadata ?? options.Metadata);
        builder.Services.AddHttpClient(ConnectorCredential.ClientName).ConfigurePrimaryHttpMessageHandler(() => new Login(() => bed!));
        var app = builder.Build();
        app.MapBotService();
        app.MapGet("/openid", () => bed!.KeysAreGone ? Results.StatusCode(503)
            : Results.Json(new { issuer = Issuer, jwks_uri = new Uri(bed.Http.BaseAddress!, "/keys"), id_token_signing_alg_values_supported = new[] { "RS256" } }));
        app.MapGet("/keys", () => Results.Json(new { keys = (bed!.NewKeyIsPublished ? [bed.Key, bed.NewKey] : new[] { bed.Key }).Select(Published) }));
        app.MapPost("/emea/v3/conversations/{id}/activities", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            bed!.Sent.Enqueue((http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget, await reader.ReadToEndAsync(), http.Request.Headers.Authorization.ToString()));
            await bed.Answer(http);
        });
        await app.StartAsync();
        bed = new BotServiceBed(app);
        app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<BotServiceOptions>>().Value.Metadata = bed.Metadata;
        return bed;
    }

    /// <summary>A message as the service sends it, alone with the bot.</summary>
    public JsonObject Message(string text = "ciao", string id = "a-1", string channel = "msteams") => new()
    {
        ["type"] = "message", ["id"] = id, ["channelId"] = channel, ["serviceUrl"] = ServiceUrl, ["text"] = text, ["locale"] = "fr-FR", ["timestamp"] = "2026-11-24T10:00:00Z",
        ["from"] = new JsonObject { ["id"] = "29:person", ["name"] = "Una Persona", ["aadObjectId"] = "ppp" },
        ["recipient"] = new JsonObject { ["id"] = "28:" + AppId, ["name"] = "bot" },
        ["conversation"] = new JsonObject { ["id"] = "a:1;x/y", ["conversationType"] = "personal", ["tenantId"] = Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
    };

    /// <summary>A token as the service makes it, or with what a forger changes.</summary>
    public string Token(SecurityKey? key = null, string issuer = Issuer, string audience = AppId, TimeSpan? from = null, TimeSpan? until = null, string? serviceUrl = "", string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var now = DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer, Audience = audience, NotBefore = now + (from ?? TimeSpan.FromMinutes(-1)), Expires = until == TimeSpan.MaxValue ? null : now + (until ?? TimeSpan.FromHours(1)),
            Claims = serviceUrl is null ? [] : new Dictionary<string, object> { ["serviceurl"] = serviceUrl.Length > 0 ? serviceUrl : ServiceUrl },
            SigningCredentials = new SigningCredentials(key ?? Key, algorithm),
        });
    }

    public async Task<HttpStatusCode> PostAsync(string body, params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var header in authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }

    public Task<HttpStatusCode> PostAsync(JsonObject activity) => PostAsync(activity.ToJsonString(), "Bearer " + Token());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static object Published(RsaSecurityKey key)
    {
        var numbers = key.Rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = key.KeyId, n = Base64UrlEncoder.Encode(numbers.Modulus), e = Base64UrlEncoder.Encode(numbers.Exponent), endorsements = new[] { "msteams", "webchat" } };
    }

    /// <summary>Microsoft's login, or the machine's identity.</summary>
    private sealed class Login(Func<BotServiceBed> bed) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            bed().Logins.Enqueue((request.RequestUri!.AbsoluteUri, body, request.Headers.TryGetValues("Metadata", out var asked) ? asked.Single() : null));
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("{\"token_type\":\"Bearer\",\"expires_in\":\"86399\",\"expires_on\":\"4102444800\",\"resource\":\"https://api.botframework.com\",\"access_token\":\"the-bot-s-token\"}", Encoding.UTF8, "application/json"),
            };
        }
    }
}
