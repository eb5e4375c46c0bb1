using System.Net;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.WhatsApp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.AspNetCore.Hosting;

namespace CoRe.Bot.Channels.Tests.Meta;

/// <summary>The Graph API's two steps to a file, played on loopback.</summary>
public sealed class WhatsAppFilesTests
{
    [Fact]
    public async Task A_file_is_found_and_fetched_with_the_token()
    {
        await using var graph = await Graph.StartAsync();

        var file = await graph.Files.FetchAsync("1234567890", 1000, CancellationToken.None);

        Assert.Equal(WireFileState.Fetched, file.State);
        Assert.Equal("a voice"u8.ToArray(), file.Content);
        Assert.Equal(["/graph/1234567890?phone_number_id=1055 Bearer a-token", "/file Bearer a-token"], graph.Asked);
    }

    [Theory]
    [InlineData(6, WireFileState.TooLarge)]
    [InlineData(7, WireFileState.Fetched)]
    public async Task No_more_than_the_limit_is_read_also_when_the_length_is_not_told(int limit, WireFileState state)
    {
        await using var graph = await Graph.StartAsync();

        Assert.Equal(state, (await graph.Files.FetchAsync("1", limit, CancellationToken.None)).State);
    }

    [Theory]
    [InlineData(404, WireFileState.Gone)]
    [InlineData(400, WireFileState.Gone)]
    [InlineData(401, WireFileState.Later)]
    [InlineData(500, WireFileState.Later)]
    public async Task What_Meta_says_is_gone_or_for_later(int status, WireFileState state)
    {
        await using var graph = await Graph.StartAsync();
        graph.Status = status;

        Assert.Equal(state, (await graph.Files.FetchAsync("1", 1000, CancellationToken.None)).State);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/file")]
    [InlineData("https://fbsbx.com.example.org/file")]
    [InlineData("http://lookaside.fbsbx.com/file")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task The_token_goes_to_no_other_house(string address)
    {
        await using var graph = await Graph.StartAsync();
        graph.Place = address;

        Assert.Equal(WireFileState.Gone, (await graph.Files.FetchAsync("1", 1000, CancellationToken.None)).State);
        Assert.Single(graph.Asked);
    }

    [Theory]
    [InlineData("../me")]
    [InlineData("1?x=2")]
    [InlineData("")]
    public async Task A_key_is_a_number_and_nothing_else(string key)
    {
        await using var graph = await Graph.StartAsync();

        Assert.Equal(WireFileState.Gone, (await graph.Files.FetchAsync(key, 1000, CancellationToken.None)).State);
        Assert.Empty(graph.Asked);
    }

    [Fact]
    public async Task A_message_that_failed_later_is_told_and_who_cannot_be_reached_is_left_alone()
    {
        await using var bed = await MetaBed.StartAsync();
        const string Post = """
            {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1055"},"statuses":[
              {"id":"w1","status":"sent","recipient_id":"391"},
              {"id":"w2","status":"failed","recipient_id":"392","errors":[{"code":131047}]},
              {"id":"w3","status":"failed","recipient_id":"393","errors":[{"code":131026}]},
              {"id":"w4","status":"failed"}]}},
              {"field":"messages","value":{"metadata":{"phone_number_id":"9"},"statuses":[{"id":"w5","status":"failed","recipient_id":"395"}]}}]}]}
            """;

        Assert.Equal(HttpStatusCode.OK, await bed.SignedAsync("whatsapp", Post));
        Assert.Equal(["392"], bed.Inbox.Undelivered);
        Assert.Equal(["393"], bed.Inbox.ShutOut);
        Assert.Empty(bed.Inbox.Heard);
    }

    [Fact]
    public async Task The_key_of_a_file_is_kept_with_what_was_sent()
    {
        await using var bed = await MetaBed.StartAsync();

        await bed.SignedAsync("whatsapp", $$$$"""
            {"entry":[{"changes":[{"value":{"metadata":{"phone_number_id":"1055"},"messages":[
              {"from":"39333","id":"w1","timestamp":"{{{{MetaBed.Now}}}}","type":"audio","audio":{"id":"777","mime_type":"audio/ogg","voice":true}}]}}]}]}
            """);

        Assert.Equal(("audio/ogg", "777"), Assert.Single(bed.Inbox.Heard) is var said ? (said.Media, said.MediaKey) : default);
    }

    private sealed class Graph(WebApplication app) : IAsyncDisposable
    {
        public List<string> Asked { get; } = [];

        public int Status { get; set; } = 200;

        public string? Place { get; set; }

        public WhatsAppFiles Files => new(app.Services.GetRequiredService<IHttpClientFactory>(), Microsoft.Extensions.Options.Options.Create(new WhatsAppOptions
        {
            Token = "a-token", PhoneNumberId = "1055", Server = new Uri(app.Urls.Single() + "/graph/"),
        }));

        public static async Task<Graph> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddHttpClient();
            var app = builder.Build();
            var graph = new Graph(app);
            app.MapGet("/graph/{id}", (HttpContext http) =>
            {
                graph.Note(http);
                return graph.Status == 200 ? Results.Json(new { url = graph.Place ?? app.Urls.Single() + "/file", mime_type = "audio/ogg", id = "1" }) : Results.StatusCode(graph.Status);
            });
            app.MapGet("/file", async (HttpContext http) =>
            {
                graph.Note(http);
                // In two pieces, without a length.
                await http.Response.WriteAsync("a vo");
                await http.Response.Body.FlushAsync();
                await http.Response.WriteAsync("ice");
            });
            await app.StartAsync();
            return graph;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private void Note(HttpContext http) => Asked.Add($"{http.Request.Path}{http.Request.QueryString} {http.Request.Headers.Authorization}");
    }
}
