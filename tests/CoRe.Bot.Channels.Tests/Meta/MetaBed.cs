using System.Collections.Concurrent;
using System.Net;
using System.Text;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Messenger;
using CoRe.Bot.Channels.WhatsApp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CoRe.Bot.Channels.Tests.Meta;

/// <summary>WhatsApp and Messenger on a real Kestrel on loopback; the same server plays the Graph API under <c>/graph</c>.</summary>
internal sealed class MetaBed : IAsyncDisposable
{
    public const string Secret = "an-app-secret-of-32-letters-1234";
    public const string VerifyToken = "a-verify-token-1234";
    private readonly WebApplication _app;

    private MetaBed(WebApplication app, FakeTimeProvider time)
    {
        (_app, Time) = (app, time);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public FakeTimeProvider Time { get; }

    public FakeWireInbox Inbox => (FakeWireInbox)_app.Services.GetRequiredService<IWireInbox>();

    public ConcurrentQueue<(string Path, string Body, string Authorization)> Sent { get; } = new();

    /// <summary>What the Graph API answers next: status and body.</summary>
    public (int Status, string Body) Answer { get; set; } = (200, """{"messages":[{"id":"wamid.x"}]}""");

    /// <summary>Answers before <see cref="Answer"/>, one a call.</summary>
    public ConcurrentQueue<(int Status, string Body)> Answers { get; } = new();

    public static long Now { get; } = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public static async Task<MetaBed> StartAsync(params (string Name, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var graph = new Dictionary<string, string?>();
        foreach (var section in new[] { "WhatsApp", "Messenger" })
        {
            (graph[$"{section}:Token"], graph[$"{section}:AppSecret"], graph[$"{section}:VerifyToken"]) = ("a-token", Secret, VerifyToken);
        }

        (graph["WhatsApp:PhoneNumberId"], graph["Messenger:PageId"]) = ("1055", "900");
        ((IConfigurationBuilder)builder.Configuration).AddInMemoryCollection(graph).AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)));
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Now));
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IWireInbox, FakeWireInbox>();
        builder.Services.AddWhatsApp(builder.Configuration).AddMessenger(builder.Configuration);
        MetaBed? bed = null;
        // Its own address is known only once it runs.
        builder.Services.PostConfigure<WhatsAppOptions>(options => options.Server = new Uri(bed?.Http.BaseAddress ?? new Uri("http://127.0.0.1:9/"), "/graph/"));
        builder.Services.PostConfigure<MessengerOptions>(options => options.Server = new Uri(bed?.Http.BaseAddress ?? new Uri("http://127.0.0.1:9/"), "/graph/"));
        var app = builder.Build();
        app.MapWhatsApp();
        app.MapMessenger();
        app.MapPost("/graph/{id}/{edge}", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            bed!.Sent.Enqueue((http.Request.Path, await reader.ReadToEndAsync(), http.Request.Headers.Authorization.ToString()));
            var (status, body) = bed.Answers.TryDequeue(out var next) ? next : bed.Answer;
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(body);
        });
        await app.StartAsync();
        bed = new MetaBed(app, time);
        return bed;
    }

    public IWire Wire(string channel)
    {
        // Built once the address is known: options that were validated at the start point nowhere.
        var options = _app.Services;
        var clients = options.GetRequiredService<IHttpClientFactory>();
        var server = new Uri(Http.BaseAddress!, "/graph/");
        if (channel == "whatsapp")
        {
            var settings = options.GetRequiredService<Microsoft.Extensions.Options.IOptions<WhatsAppOptions>>();
            settings.Value.Server = server;
            return new WhatsAppWire(clients, settings, Time);
        }

        var page = options.GetRequiredService<Microsoft.Extensions.Options.IOptions<MessengerOptions>>();
        page.Value.Server = server;
        return new MessengerWire(clients, page);
    }

    public async Task<HttpStatusCode> PostAsync(string channel, string body, params string?[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/{channel}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var signature in signatures.OfType<string>())
        {
            request.Headers.TryAddWithoutValidation(HubSignature.Header, signature);
        }

        using var answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }

    public Task<HttpStatusCode> SignedAsync(string channel, string body) => PostAsync(channel, body, HubSignature.Of(Secret, Encoding.UTF8.GetBytes(body)));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
