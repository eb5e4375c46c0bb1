using System.Text.Json;
using CoRe.Bot.Channels.Tests.DirectLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.Tests.Peers;

/// <summary>Microsoft's own clients, unmodified from npm, against this wire.</summary>
public sealed class MicrosoftClientTests
{
    [PeerFact]
    public async Task DirectLineJS_starts_sends_and_hears()
    {
        await using var host = await DirectLineHost.StartAsync();
        host.Conversations.Echo = true;

        var lines = await RunAsync(host, new { say = new[] { "ciao", "سلام 😀" }, until = 5 });

        var activities = Activities(lines);
        var posted = lines.Where(line => line.TryGetProperty("posted", out _)).Select(line => line.GetProperty("posted").GetString());
        Assert.Equal(["hello", "ciao", "echo: ciao", "سلام 😀", "echo: سلام 😀"], activities.Select(a => a.GetProperty("text").GetString()));
        Assert.Equal(["bot", "user", "bot", "user", "bot"], activities.Select(a => a.GetProperty("from").GetProperty("role").GetString()));
        Assert.Subset(activities.Select(a => a.GetProperty("id").GetString()).ToHashSet(), posted.ToHashSet());
        Assert.Equal("key-0", activities[1].GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.False(activities[1].GetProperty("from").TryGetProperty("name", out _));
        Assert.Contains(lines, line => line.TryGetProperty("status", out var status) && status.GetInt32() == 2);
    }

    [PeerFact]
    public async Task DirectLineJS_comes_back_after_a_broken_socket_and_misses_nothing()
    {
        await using var host = await DirectLineHost.StartAsync();
        host.Conversations.Echo = true;

        var lines = await RunAsync(host, new { say = new[] { "one", "two", "three" }, until = 7, dropAfter = 2 });

        var ids = Activities(lines).Select(a => a.GetProperty("id").GetString()!.Split('|')[1]);
        Assert.Equal(Enumerable.Range(1, 7).Select(n => $"{n:D7}"), ids);
    }

    [PeerFact(browser: true)]
    public async Task Web_Chat_shows_the_greeting_and_marks_its_message_as_sent()
    {
        var reported = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await DirectLineHost.StartAsync(app =>
        {
            app.MapGet("/peer", () => Results.File(Path.Combine(PeerFactAttribute.Folder, "webchat.html"), "text/html"));
            app.MapGet("/peer/webchat.js", () =>
                Results.File(Path.Combine(PeerFactAttribute.Folder, "node_modules/botframework-webchat/dist/webchat.js"), "text/javascript"));
            app.MapPost("/peer/report", async (HttpRequest request) =>
                reported.TrySetResult((await JsonDocument.ParseAsync(request.Body)).RootElement));
        });
        host.Conversations.Echo = true;
        using var profile = new TemporaryFolder();

        using var browser = Peer.Start(PeerFactAttribute.Chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--remote-debugging-port=0", $"--user-data-dir={profile.Path}", $"{host.Address}peer");
        var report = await reported.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("sent", report.GetProperty("state").GetString());
        Assert.Equal(["hello", "ciao 😀 سلام", "echo: ciao 😀 سلام"], report.GetProperty("texts").EnumerateArray().Select(t => t.GetString()));
        Assert.Contains("echo: ciao 😀 سلام", report.GetProperty("screen").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("dl_", report.GetProperty("userId").GetString(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<JsonElement>> RunAsync(DirectLineHost host, object order)
    {
        var json = JsonSerializer.SerializeToNode(order)!.AsObject();
        json["origin"] = host.Address.GetLeftPart(UriPartial.Authority);
        using var node = Peer.Start("node", "directline.mjs", json.ToJsonString());
        return await node.LinesAsync();
    }

    private static List<JsonElement> Activities(IReadOnlyList<JsonElement> lines) =>
        [.. lines.Where(line => line.TryGetProperty("activity", out _)).Select(line => line.GetProperty("activity"))];

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("core-peer").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
