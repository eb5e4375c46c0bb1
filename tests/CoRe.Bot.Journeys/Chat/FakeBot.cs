using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using CoRe.Bot.Chat;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Places;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoRe.Bot.Journeys.Chat;

/// <summary>
/// The real page in front of a Direct Line server that says what a test tells it to say, and that can break in the ways a phone
/// network breaks. Beside it runs the neutral page that "leave now" goes to.
/// </summary>
internal sealed class FakeBot : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, WebSocket> _sockets = new();
    private readonly List<JsonObject> _talk = [];
    private readonly Lock _lock = new();
    private WebApplication? _app;
    private WebApplication? _neutral;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public Uri Neutral { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What the bot answers to an activity of the person.</summary>
    public Func<JsonObject, IEnumerable<JsonObject>> Answer { get; set; } = _ => [];

    public JsonObject Greeting { get; set; } = Line.Bot("Ciao. Sono un assistente automatico.");

    /// <summary>Everything the page posted, also what was answered with an error.</summary>
    public ConcurrentQueue<JsonObject> Posted { get; } = new();

    public ConcurrentQueue<string> Asked { get; } = new();

    public bool RefuseSockets { get; set; }

    /// <summary>The conversation is no more: erased, or past its time.</summary>
    public bool Gone { get; set; }

    /// <summary>Answers to posts that get lost on the way back although the server has stored the message.</summary>
    public int LoseAnswers { get; set; }

    public int TokenStatus { get; set; } = 200;

    public string ReturnWords { get; set; } = "luna mare pane";

    public static async Task<FakeBot> StartAsync()
    {
        var bot = new FakeBot();
        bot._neutral = Build();
        bot._neutral.MapGet("/", () => Results.Content("<!doctype html><title>Meteo</title><p>Sole.", "text/html"));
        await bot._neutral.StartAsync();
        bot.Neutral = AddressOf(bot._neutral);
        bot._app = Build(builder =>
        {
            builder.Configuration["Chat:LeaveUrl"] = bot.Neutral.AbsoluteUri;
            builder.Services.AddSingleton(LocaleLibrary.Load(FolderFinder.Find("locales", AppContext.BaseDirectory)));
            builder.Services.AddSingleton(new PlaceBook(DirectoryFiles.Places()));
            builder.Services.AddChatPage(builder.Configuration);
        });
        bot.Map(bot._app);
        await bot._app.StartAsync();
        bot.Address = AddressOf(bot._app);
        return bot;
    }

    public void Say(params JsonObject[] lines)
    {
        foreach (var line in lines)
        {
            Store(line);
            if ((string?)line["name"] == "core.erased")
            {
                _talk.Clear();
            }
        }
    }

    /// <summary>Every open socket ends as when a train enters a tunnel: without a farewell.</summary>
    public void CutSockets()
    {
        foreach (var socket in _sockets.Values)
        {
            socket.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        await _neutral!.DisposeAsync();
    }

    private static WebApplication Build(Action<WebApplicationBuilder>? add = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(it => it.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        add?.Invoke(builder);
        return builder.Build();
    }

    private static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private void Map(WebApplication app)
    {
        app.UseWebSockets();
        app.Use(async (context, next) =>
        {
            Asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
            await next();
        });
        app.MapChatPage();
        app.MapPost("/api/chat/token", () => TokenStatus == 200 ? Results.Json(Ticket()) : Results.StatusCode(TokenStatus));
        app.MapPost("/api/chat/return-code", () => Results.Json(new { words = ReturnWords, expires = "2030-01-07T08:30:00Z" }));
        app.MapPost("/api/chat/resume", (JsonObject body) => (string?)body["words"] == ReturnWords ? Results.Json(Ticket()) : Results.NotFound());
        app.MapPost("/directline/conversations", Start);
        app.MapGet("/directline/conversations/c1", () => Gone ? Results.NotFound() : Results.Json(Ticket(withStream: true)));
        app.MapGet("/directline/conversations/c1/activities", (string? watermark) => Results.Json(Since(watermark)));
        app.MapPost("/directline/conversations/c1/activities", Post);
        app.MapGet("/directline/stream", StreamAsync);
    }

    private JsonObject Ticket(bool withStream = false)
    {
        var ticket = new JsonObject { ["conversationId"] = "c1", ["token"] = "t1", ["expires_in"] = 1800 };
        if (withStream)
        {
            ticket["streamUrl"] = $"ws://{Address.Authority}/directline/stream";
        }

        return ticket;
    }

    private IResult Start()
    {
        lock (_lock)
        {
            if (_talk.Count == 0)
            {
                Store(Greeting);
            }
        }

        return Results.Json(Ticket(withStream: true), statusCode: 201);
    }

    private IResult Post(JsonObject activity)
    {
        if (Gone)
        {
            return Results.NotFound();
        }

        Posted.Enqueue((JsonObject)activity.DeepClone());
        string id;
        lock (_lock)
        {
            var client = (string?)activity["channelData"]?["clientActivityID"];
            var known = _talk.Find(it => client is not null && (string?)it["channelData"]?["clientActivityID"] == client);
            activity["from"] = new JsonObject { ["id"] = "user", ["role"] = "user" };
            id = known is null ? Store(activity) : (string)known["id"]!;
            if (known is null)
            {
                Say([.. Answer(activity)]);
            }
        }

        return LoseAnswers-- > 0 ? Results.StatusCode(502) : Results.Json(new { id });
    }

    private string Store(JsonObject activity)
    {
        lock (_lock)
        {
            activity = (JsonObject)activity.DeepClone();
            activity["id"] = $"c1|{_talk.Count + 1:D7}";
            _talk.Add(activity);
            Send(new JsonObject { ["activities"] = new JsonArray(activity.DeepClone()), ["watermark"] = $"{_talk.Count}" });
            return (string)activity["id"]!;
        }
    }

    private JsonObject Since(string? watermark)
    {
        lock (_lock)
        {
            var from = int.TryParse(watermark, out var number) ? number : 0;
            return new JsonObject
            {
                ["activities"] = new JsonArray([.. _talk.Skip(from).Select(it => it.DeepClone())]),
                ["watermark"] = $"{_talk.Count}",
            };
        }
    }

    private void Send(JsonObject frame)
    {
        var bytes = Encoding.UTF8.GetBytes(frame.ToJsonString());
        foreach (var socket in _sockets.Values.Where(it => it.State == WebSocketState.Open))
        {
            // The order is kept by the lock of the caller; a socket that died meanwhile is the page's own business.
            _ = socket.SendAsync(bytes, WebSocketMessageType.Text, true, CancellationToken.None);
        }
    }

    private async Task StreamAsync(HttpContext context)
    {
        if (RefuseSockets || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = 503;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var id = Guid.NewGuid().ToString();
        lock (_lock)
        {
            _sockets[id] = socket;
            Send(Since(null));
        }

        try
        {
            await socket.ReceiveAsync(new byte[1024], context.RequestAborted);
        }
        catch (Exception cut) when (cut is WebSocketException or OperationCanceledException)
        {
            // Cut by the test or by the page leaving.
        }
        finally
        {
            _sockets.TryRemove(id, out _);
        }
    }
}
