using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.DirectLine;
using CoRe.Bot.Channels.DirectLine.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CoRe.Bot.Channels.Tests.DirectLine;

/// <summary>The wire on a real Kestrel on loopback, over conversations in memory, with a clock that the test moves.</summary>
internal sealed class DirectLineHost : IAsyncDisposable
{
    public const string Secret = "a-secret-for-tests-of-32-letters";

    private readonly WebApplication _app;

    private DirectLineHost(WebApplication app, FakeTimeProvider time)
    {
        (_app, Time) = (app, time);
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public FakeTimeProvider Time { get; }

    public FakeConversations Conversations => (FakeConversations)_app.Services.GetRequiredService<IInbox>();

    public DirectLineTokens Tokens => _app.Services.GetRequiredService<DirectLineTokens>();

    public static Task<DirectLineHost> StartAsync(params (string Name, string? Value)[] settings) => StartAsync(_ => { }, settings);

    public static async Task<DirectLineHost> StartAsync(Action<WebApplication> map, params (string Name, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ((IConfigurationBuilder)builder.Configuration).AddInMemoryCollection([new("DirectLine:Secret", Secret)])
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, s.Value)));
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IDirectLineKey>(new FixedKey());
        builder.Services.AddSingleton(new FakeConversations(time));
        builder.Services.AddSingleton<IInbox>(p => p.GetRequiredService<FakeConversations>());
        builder.Services.AddSingleton<IConversationAccess>(p => p.GetRequiredService<FakeConversations>());
        builder.Services.AddDirectLine(builder.Configuration);
        var app = builder.Build();
        app.UseDirectLine();
        app.MapDirectLine();
        app.MapChatToken();
        map(app);
        await app.StartAsync();
        return new DirectLineHost(app, time);
    }

    /// <summary>A conversation as the page starts one.</summary>
    public async Task<Chat> BeginAsync()
    {
        var token = (await SendAsync(HttpMethod.Post, "/api/chat/token")).Json.GetProperty("token").GetString()!;
        var start = await SendAsync(HttpMethod.Post, "/directline/conversations", token);
        return new Chat(this, start.Text("conversationId"), start.Text("token"), start.Text("streamUrl"));
    }

    public Task<Answer> SendAsync(HttpMethod method, string path, string? bearer = null, string? json = null) =>
        SendAsync(method, path, bearer, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? bearer, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement, response.Headers);
    }

    public Task StopAsync() => _app.StopAsync();

    /// <summary>Moves the clock until the stream has shown a sign of life: the socket may not have set its timer yet.</summary>
    public async Task BeatAsync(ClientWebSocket socket)
    {
        var beat = socket.FrameAsync();
        while (!beat.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(20));
            await Task.WhenAny(beat, Task.Delay(20));
        }

        Assert.Equal("", await beat);
    }

    /// <summary>Moves the clock past the patience for slow clients; what still flows has moments to do so.</summary>
    public async Task CutOffAsync()
    {
        for (var i = 0; i < 30; i++)
        {
            await Task.Delay(20);
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class FixedKey : IDirectLineKey
    {
        public ReadOnlyMemory<byte> SigningKey { get; } = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");
    }
}

internal sealed record Answer(int Status, JsonElement Json, HttpResponseHeaders Headers)
{
    public string Text(string member) => Json.GetProperty(member).GetString()!;

    public string Code => Json.GetProperty("error").GetProperty("code").GetString()!;
}

/// <summary>One conversation and its token.</summary>
internal sealed record Chat(DirectLineHost Host, string Id, string Token, string StreamUrl)
{
    public string Path => $"/directline/conversations/{Id}";

    public Task<Answer> SayAsync(string text, string? key = null) => PostAsync(JsonSerializer.Serialize(new
    {
        type = "message",
        text,
        from = new { id = "whoever", name = "Amina" },
        channelData = key is null ? null : new { clientActivityID = key },
    }));

    public Task<Answer> PostAsync(string json) => Host.SendAsync(HttpMethod.Post, $"{Path}/activities", Token, json);

    public Task<Answer> ReadAsync(string query = "") => Host.SendAsync(HttpMethod.Get, $"{Path}/activities{query}", Token);

    public async Task<string> ReconnectAsync(string query) =>
        (await Host.SendAsync(HttpMethod.Get, $"{Path}{query}", Token)).Text("streamUrl");

    public static async Task<ClientWebSocket> OpenAsync(string url, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new Uri(url), CancellationToken.None);
        return socket;
    }
}

/// <summary>What a client's socket hears.</summary>
internal static class Hearing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The next frame's text; empty for a heartbeat, null when the server closed.</summary>
    public static async Task<string?> FrameAsync(this ClientWebSocket socket)
    {
        using var clock = new CancellationTokenSource(Patience);
        var buffer = new byte[8192];
        var frame = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), clock.Token);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            frame.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return Encoding.UTF8.GetString(frame.ToArray());
            }
        }
    }

    /// <summary>The next frame that carries something.</summary>
    public static async Task<(IReadOnlyList<string> Ids, string? Watermark)?> SetAsync(this ClientWebSocket socket)
    {
        while (await socket.FrameAsync() is { } text)
        {
            if (text.Length > 0)
            {
                var set = JsonDocument.Parse(text).RootElement;
                return ([.. set.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)],
                    set.TryGetProperty("watermark", out var watermark) ? watermark.GetString() : null);
            }
        }

        return null;
    }
}
