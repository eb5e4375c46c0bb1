using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Channels.Tests.Telegram;

/// <summary>The Bot API's <c>getFile</c>, played on loopback.</summary>
public sealed class TelegramFilesTests
{
    [Theory]
    [InlineData("""{"ok":true,"result":{"file_id":"v","file_path":"voice/file_1.oga"}}""", 200, 100, WireFileState.Fetched)]
    [InlineData("""{"ok":true,"result":{"file_id":"v","file_path":"voice/file_1.oga"}}""", 200, 3, WireFileState.TooLarge)]
    [InlineData("""{"ok":true,"result":{"file_id":"v"}}""", 200, 100, WireFileState.Gone)]
    [InlineData("""{"ok":true,"result":{"file_path":"../../bot123:TEST/getMe"}}""", 200, 100, WireFileState.Gone)]
    [InlineData("""{"ok":false,"error_code":400,"description":"Bad Request: invalid file_id"}""", 400, 100, WireFileState.Gone)]
    [InlineData("""{"ok":false,"error_code":400,"description":"Bad Request: file is too big"}""", 400, 100, WireFileState.TooLarge)]
    [InlineData("""{"ok":false,"error_code":401,"description":"Unauthorized"}""", 401, 100, WireFileState.Later)]
    [InlineData("<html>", 502, 100, WireFileState.Later)]
    public async Task A_file_is_found_and_fetched_or_said_to_be_missing(string said, int status, long limit, WireFileState state)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHttpClient();
        await using var app = builder.Build();
        app.MapPost("/bot123:TEST/getFile", () => Results.Text(said, "application/json", statusCode: status));
        app.MapGet("/file/bot123:TEST/voice/file_1.oga", () => Results.Bytes("voice"u8.ToArray()));
        await app.StartAsync();
        var options = Options.Create(new TelegramOptions { Token = "123:TEST", Server = new Uri(app.Urls.Single()) });
        var clients = app.Services.GetRequiredService<IHttpClientFactory>();

        var file = await new TelegramFiles(new TelegramWire(clients, options), clients, options).FetchAsync("v", limit, CancellationToken.None);

        Assert.Equal(state, file.State);
        Assert.Equal(state == WireFileState.Fetched ? "voice"u8.ToArray() : [], file.Content);
    }

    [Theory]
    [InlineData("""{"voice":{"file_id":"v1","duration":3}}""", "v1")]
    [InlineData("""{"photo":[{"file_id":"small"},{"file_id":"large"}],"caption":"x"}""", "large")]
    [InlineData("""{"document":{"file_name":"x.pdf"}}""", null)]
    [InlineData("""{"photo":[]}""", null)]
    [InlineData("""{"voice":true}""", null)]
    [InlineData("""{"text":"ciao"}""", null)]
    public void The_key_of_a_file_is_kept_with_what_was_sent(string more, string? key)
    {
        using var update = JsonDocument.Parse("{\"update_id\":1,\"message\":{\"message_id\":1,\"from\":{\"id\":7,\"is_bot\":false},\"chat\":{\"id\":7,\"type\":\"private\"}," + more[1..] + "}");

        Assert.Equal(key, TelegramReader.Read(update.RootElement).Said!.MediaKey);
    }
}
