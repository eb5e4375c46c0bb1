using System.Text.Json;

namespace CoRe.Bot.Channels.Tests.DirectLine;

public sealed class ReadingTests
{
    [Fact]
    public async Task Paging_on_until_it_is_empty_gives_each_line_once_and_in_order()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        for (var i = 0; i < 250; i++)
        {
            host.Conversations.Say(chat.Id, $"line {i}");
        }

        var ids = new List<string>();
        var watermark = "";
        for (var page = await chat.ReadAsync(); ; page = await chat.ReadAsync($"?watermark={watermark}"))
        {
            var activities = page.Json.GetProperty("activities");
            watermark = page.Text("watermark");
            if (activities.GetArrayLength() == 0)
            {
                break;
            }

            ids.AddRange(activities.EnumerateArray().Select(a => a.GetProperty("id").GetString()!));
        }

        Assert.Equal(Enumerable.Range(1, 250).Select(n => $"{chat.Id}|{n:D7}"), ids);
        Assert.Equal("250", watermark);
    }

    [Theory]
    [InlineData("", 3, "3")]
    [InlineData("?watermark=", 3, "3")]
    [InlineData("?watermark=0", 3, "3")]
    [InlineData("?watermark=2", 1, "3")]
    [InlineData("?watermark=3", 0, "3")]
    [InlineData("?watermark=9", 0, "9")]
    public async Task A_watermark_means_what_came_after_it_and_is_always_a_string(string query, int count, string watermark)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        await chat.SayAsync("one");
        host.Conversations.Say(chat.Id, "two");
        host.Conversations.Say(chat.Id, "three");

        var page = await chat.ReadAsync(query);

        Assert.Equal(count, page.Json.GetProperty("activities").GetArrayLength());
        Assert.Equal(JsonValueKind.String, page.Json.GetProperty("watermark").ValueKind);
        Assert.Equal(watermark, page.Text("watermark"));
    }

    [Fact]
    public async Task The_empty_conversation_answers_the_string_0()
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();

        var page = await chat.ReadAsync();

        Assert.Equal("0", page.Text("watermark"));
    }

    [Theory]
    [InlineData("?watermark=", 0)]
    [InlineData("?watermark=1", 1)]
    [InlineData("", 2)]
    public async Task Coming_back_gives_a_new_token_and_a_stream_from_the_asked_place(string query, int after)
    {
        await using var host = await DirectLineHost.StartAsync();
        var chat = await host.BeginAsync();
        await chat.SayAsync("one");
        await chat.SayAsync("two");

        var answer = await host.SendAsync(HttpMethod.Get, chat.Path + query, chat.Token);
        using var socket = await Chat.OpenAsync(answer.Text("streamUrl"));
        await chat.SayAsync("three");
        var heard = new List<string>();
        while (heard.Count < 3 - after)
        {
            heard.AddRange((await socket.SetAsync())!.Value.Ids);
        }

        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, $"{chat.Path}/activities", answer.Text("token"))).Status);
        Assert.Equal(Enumerable.Range(after + 1, 3 - after).Select(n => $"{chat.Id}|{n:D7}"), heard);
    }
}
