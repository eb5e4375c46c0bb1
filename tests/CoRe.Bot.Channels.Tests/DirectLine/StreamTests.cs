using System.Net.WebSockets;
using System.Text;

namespace CoRe.Bot.Channels.Tests.DirectLine;

public sealed class StreamTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public async Task What_was_said_between_the_start_and_the_stream_comes_first()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        host.Conversations.Say(chat.Id, "hello");

        using var socket = await Chat.OpenAsync(chat.StreamUrl);
        var first = await socket.SetAsync();

        Assert.Equal([$"{chat.Id}|0000001"], first!.Value.Ids);
        Assert.Equal("1", first.Value.Watermark);
    }

    [Fact]
    public async Task A_stream_that_breaks_anywhere_resumes_with_each_number_once_and_in_order()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        const int Lines = 400;
        var talking = Task.Run(async () =>
        {
            for (var i = 0; i < Lines; i++)
            {
                host.Conversations.Say(chat.Id, $"line {i}");
                await Task.Yield();
            }
        });

        var (seen, watermark, cuts) = (new List<string>(), "", 0);
        while (seen.Count < Lines)
        {
            using var socket = await Chat.OpenAsync(await chat.ReconnectAsync($"?watermark={watermark}"));
            for (var frames = random.Next(0, 4); frames > 0 && seen.Count < Lines; frames--)
            {
                var set = (await socket.SetAsync())!.Value;
                seen.AddRange(set.Ids);
                watermark = set.Watermark!;
            }

            cuts++;
            if (random.Next(2) == 0)
            {
                socket.Abort();
            }
        }

        await talking;
        output.WriteLine($"{cuts} connections");
        Assert.Equal(Enumerable.Range(1, Lines).Select(n => $"{chat.Id}|{n:D7}"), seen);
    }

    [Fact]
    public async Task Two_tabs_follow_the_same_conversation()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        using var first = await Chat.OpenAsync(chat.StreamUrl);
        using var second = await Chat.OpenAsync(await chat.ReconnectAsync("?watermark="));

        var said = (await chat.SayAsync("ciao", "k1")).Text("id");

        Assert.Equal([said], (await first.SetAsync())!.Value.Ids);
        Assert.Equal([said], (await second.SetAsync())!.Value.Ids);
    }

    [Fact]
    public async Task Empty_frames_go_both_ways_and_other_frames_are_ignored()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        using var socket = await Chat.OpenAsync(chat.StreamUrl);
        for (var i = 0; i < 3; i++)
        {
            await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, CancellationToken.None);
        }

        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"type":"message","text":"not by this way"}"""), WebSocketMessageType.Text, true, CancellationToken.None);
        await host.BeatAsync(socket);
        host.Conversations.Say(chat.Id, "hello");

        Assert.Equal([$"{chat.Id}|0000001"], (await socket.SetAsync())!.Value.Ids);
        Assert.Empty(host.Conversations.Accepted);
    }

    [Theory]
    [InlineData(16 * 1024, false)]
    [InlineData(17 * 1024, true)]
    public async Task A_client_that_says_too_much_is_closed(int length, bool closed)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        using var socket = await Chat.OpenAsync(chat.StreamUrl);

        for (var sent = 0; sent < length; sent += 1024)
        {
            await socket.SendAsync(new byte[1024], WebSocketMessageType.Text, sent + 1024 >= length, CancellationToken.None);
        }

        host.Conversations.Say(chat.Id, "hello");
        while (await socket.FrameAsync() is { } frame)
        {
            if (frame.Contains("hello", StringComparison.Ordinal) && !closed)
            {
                return;
            }
        }

        Assert.True(closed);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData("file://", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("http://{host}.evil.example", false)]
    [InlineData("http://evil.example/{host}", false)]
    [InlineData("http://{host}@evil.example", false)]
    [InlineData("https://partner.example:444", false)]
    [InlineData("http://partner.example", false)]
    [InlineData("https://partner.example", true)]
    [InlineData("http://{host}", true)]
    [InlineData(null, true)]
    public async Task Only_our_own_page_and_partners_open_a_stream_from_a_browser(string? origin, bool opened)
    {
        await using var host = await DirectLineHost.StartAsync(("DirectLine:TrustedOrigins:0", "https://partner.example"));
        var chat = await host.BeginAsync();

        var open = Chat.OpenAsync(chat.StreamUrl, origin?.Replace("{host}", host.Address.Authority));

        if (opened)
        {
            (await open).Dispose();
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => open);
        }
    }

    [Fact]
    public async Task A_stream_address_is_good_for_a_minute_and_for_its_conversation()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        var other = await host.BeginAsync();

        await Assert.ThrowsAsync<WebSocketException>(() => Chat.OpenAsync(chat.StreamUrl.Replace(chat.Id, other.Id)));
        await Assert.ThrowsAsync<WebSocketException>(() => Chat.OpenAsync(chat.StreamUrl[..chat.StreamUrl.IndexOf("&t=", StringComparison.Ordinal)]));
        await Assert.ThrowsAsync<WebSocketException>(() => Chat.OpenAsync($"{chat.StreamUrl.Split("&t=")[0]}&t={chat.Token}"));
        host.Time.Advance(TimeSpan.FromSeconds(59));
        (await Chat.OpenAsync(chat.StreamUrl)).Dispose();
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<WebSocketException>(() => Chat.OpenAsync(chat.StreamUrl));
    }

    [Fact]
    public async Task An_erased_conversation_ends_its_streams()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        using var socket = await Chat.OpenAsync(chat.StreamUrl);

        host.Conversations.Erase(chat.Id);

        Assert.Null(await socket.FrameAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_server_that_stops_says_goodbye()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        using var socket = await Chat.OpenAsync(chat.StreamUrl);

        var stopping = host.StopAsync();
        var goodbye = await socket.FrameAsync();
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await stopping;

        Assert.Null(goodbye);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_cut_off_and_resumes_without_loss()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        using var slow = await Chat.OpenAsync(chat.StreamUrl);
        using var other = await Chat.OpenAsync(await chat.ReconnectAsync("?watermark="));
        const int Lines = 400;
        for (var i = 0; i < Lines; i++)
        {
            host.Conversations.Say(chat.Id, new string('x', 50_000));
        }

        await host.CutOffAsync();
        var seen = new List<string>();
        var watermark = "";
        try
        {
            while (await slow.SetAsync() is { } set)
            {
                seen.AddRange(set.Ids);
                watermark = set.Watermark!;
            }
        }
        catch (WebSocketException)
        {
            // Cut off in the middle of a frame: what had not arrived whole comes again.
        }

        output.WriteLine($"{seen.Count} lines before the cut");
        Assert.InRange(seen.Count, 0, Lines - 1);
        using var again = await Chat.OpenAsync(await chat.ReconnectAsync($"?watermark={watermark}"));
        while (seen.Count < Lines)
        {
            seen.AddRange((await again.SetAsync())!.Value.Ids);
        }

        Assert.Equal(Enumerable.Range(1, Lines).Select(n => $"{chat.Id}|{n:D7}"), seen);
    }
}
