using System.Text.Json.Nodes;
using CoRe.Bot.Channels.BotService;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Tests.Peers;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.Tests.BotService;

public sealed class BotServiceSendingTests
{
    private static readonly WireMessage Two = new("Ciao *tu*", [new WireButton("Sì", "12:0"), new WireButton("No", "12:1")], []);

    [Fact]
    public async Task An_answer_goes_to_the_address_of_the_post_with_all_that_it_wants_back()
    {
        await using var bed = await BotServiceBed.StartAsync();
        await bed.PostAsync(bed.Message());

        Assert.Equal(WireOutcome.Sent, await bed.Wire.SendAsync(bed.Inbox.Heard.Single().Address!, Two, CancellationToken.None));

        var (path, body, authorization) = Assert.Single(bed.Sent);
        Assert.Equal(("/emea/v3/conversations/a%3A1%3Bx%2Fy/activities", "Bearer the-bot-s-token"), (path, authorization));
        var activity = JsonNode.Parse(body)!;
        Assert.Equal(("Ciao *tu*", "plain", "28:" + BotServiceBed.AppId, "29:person", BotServiceBed.Tenant), (Word(activity, "text"), Word(activity, "textFormat"),
            Word(activity["from"]!, "id"), Word(activity["recipient"]!, "id"), Word(activity["channelData"]!["tenant"]!, "id")));
        Assert.Equal(BotServiceBed.Tenant, Word(activity["conversation"]!, "tenantId"));
        var button = activity["attachments"]![0]!["content"]!["buttons"]![1]!;
        Assert.Equal(("messageBack", "No", "core:12:1", "12:1"), (Word(button, "type"), Word(button, "displayText"), Word(button, "text"), Word(button["value"]!, "core")));
    }

    [Fact]
    public async Task Where_labels_cannot_be_shown_back_the_id_goes_alone()
    {
        await using var bed = await BotServiceBed.StartAsync();
        await bed.PostAsync(bed.Message());
        var slack = bed.Inbox.Heard.Single().Address!.Replace("msteams", "slack", StringComparison.Ordinal);

        await bed.Wire.SendAsync(slack, Two, CancellationToken.None);

        var button = JsonNode.Parse(bed.Sent.Single().Body)!["attachments"]![0]!["content"]!["buttons"]![0]!;
        Assert.Equal(("postBack", "core:12:0"), (Word(button, "type"), Word(button, "value")));
    }

    [Theory]
    [InlineData("SingleTenant", "https://login.test/0f0f0f0f-aaaa-4bbb-8ccc-dddddddddddd/oauth2/v2.0/token")]
    [InlineData("MultiTenant", "https://login.test/botframework.com/oauth2/v2.0/token")]
    public async Task The_bot_s_token_is_asked_for_once_in_its_tenant(string kind, string address)
    {
        await using var bed = await BotServiceBed.StartAsync(("BotService:AppType", kind));
        await bed.PostAsync(bed.Message());
        var to = bed.Inbox.Heard.Single().Address!;

        await bed.Wire.SendAsync(to, Two, CancellationToken.None);
        await bed.Wire.SendAsync(to, Two, CancellationToken.None);

        var login = Assert.Single(bed.Logins, login => login.Body.Contains("client_secret", StringComparison.Ordinal));
        Assert.Equal(address, login.Address);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", login.Body, StringComparison.Ordinal);
        Assert.Contains("client_id=" + BotServiceBed.AppId, login.Body, StringComparison.Ordinal);
        Assert.Equal(2, bed.Sent.Count);
    }

    [Fact]
    public async Task A_managed_identity_needs_no_secret()
    {
        await using var bed = await BotServiceBed.StartAsync(("BotService:AppType", "UserAssignedMsi"), ("BotService:AppPassword", ""), ("BotService:TenantId", ""));
        await bed.PostAsync(bed.Message());

        Assert.Equal(WireOutcome.Sent, await bed.Wire.SendAsync(bed.Inbox.Heard.Single().Address!, Two, CancellationToken.None));

        var asked = bed.Logins.Last();
        Assert.StartsWith("http://169.254.169.254/metadata/identity/oauth2/token", asked.Address, StringComparison.Ordinal);
        Assert.Contains("client_id=" + BotServiceBed.AppId, asked.Address, StringComparison.Ordinal);
        Assert.Equal("true", asked.Metadata);
    }

    [Theory]
    [InlineData(201, "", WireResult.Sent, "")]
    [InlineData(429, "", WireResult.Later, "slow_down")]
    [InlineData(403, "{\"error\":{\"code\":\"ConversationBlockedByUser\"}}", WireResult.ShutOut, "blocked")]
    [InlineData(403, "", WireResult.Later, "refused")]
    [InlineData(404, "{\"error\":{\"code\":\"ConversationNotFound\"}}", WireResult.ShutOut, "gone")]
    [InlineData(404, "<html>", WireResult.Later, "refused")]
    [InlineData(400, "{\"error\":{\"code\":\"BadArgument\"}}", WireResult.Refused, "bad_request")]
    [InlineData(401, "", WireResult.Later, "refused")]
    [InlineData(502, "[1]", WireResult.Later, "refused")]
    public async Task Each_answer_of_the_service_means_sent_later_never_or_gone(int status, string body, WireResult result, string code)
    {
        await using var bed = await BotServiceBed.StartAsync();
        await bed.PostAsync(bed.Message());
        bed.Answer = async http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.RetryAfter = "7";
            await http.Response.WriteAsync(body);
        };

        var outcome = await bed.Wire.SendAsync(bed.Inbox.Heard.Single().Address!, Two, CancellationToken.None);

        Assert.Equal((result, code), (outcome.Result, outcome.Code));
        Assert.Equal(result == WireResult.Later ? TimeSpan.FromSeconds(7) : null, outcome.Pause);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_for_later()
    {
        await using var bed = await BotServiceBed.StartAsync();
        await bed.PostAsync(bed.Message());
        var gone = bed.Inbox.Heard.Single().Address!.Replace(new Uri(bed.ServiceUrl).Authority, "127.0.0.1:9", StringComparison.Ordinal);

        Assert.Equal((WireResult.Later, "unreachable"), await bed.Wire.SendAsync(gone, Two, CancellationToken.None) is var outcome ? (outcome.Result, outcome.Code) : default);
    }

    /// <summary>Microsoft's own connector client posts to the same address as ours, and reads what ours sends as an activity of its schema.</summary>
    [PeerFact]
    public async Task Microsoft_s_connector_client_speaks_the_same_way()
    {
        await using var bed = await BotServiceBed.StartAsync();
        await bed.PostAsync(bed.Message());
        await bed.Wire.SendAsync(bed.Inbox.Heard.Single().Address!, Two, CancellationToken.None);
        var ours = bed.Sent.Single();

        using var node = Peer.Start("node", "connector.cjs", new JsonObject { ["send"] = JsonNode.Parse(ours.Body) }.ToJsonString());
        await node.LinesAsync();

        var theirs = bed.Sent.Last();
        Assert.Equal(2, bed.Sent.Count);
        Assert.Equal(Uri.UnescapeDataString(ours.Path), Uri.UnescapeDataString(theirs.Path));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ours.Body), JsonNode.Parse(theirs.Body)), $"{ours.Body}\n{theirs.Body}");
    }

    private static string? Word(JsonNode node, string name) => node[name]?.GetValue<string>();
}
