using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.Channels.BotService;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Tests.BotService;

/// <summary>Shapes as the service and its channels send them, and what they mean to us.</summary>
public sealed class BotServiceReaderTests
{
    private const string Frame = """
        {"type":"message","id":"a-1","channelId":"msteams","serviceUrl":"https://smba.example.org/emea/","locale":"it-IT","timestamp":"2026-11-24T10:00:00Z",
         "from":{"id":"29:p","aadObjectId":"ppp"},"recipient":{"id":"28:b"},"conversation":{"id":"a:1","conversationType":"personal","tenantId":"t"},
         "channelData":{"tenant":{"id":"t"}}}
        """;

    [Theory]
    [InlineData("""{"text":"ho paura"}""", "ho paura", null, null)]
    [InlineData("""{"text":"ho paura","attachments":[{"contentType":"text/html","content":"<p>ho paura</p>"}]}""", "ho paura", null, null)]
    [InlineData("""{"text":"10:30"}""", "10:30", null, null)]
    [InlineData("""{"text":"core:12:0","value":{"core":"12:0"}}""", null, "12:0", null)]
    [InlineData("""{"text":"core:12:0"}""", null, "12:0", null)]
    [InlineData("""{"value":"core:read"}""", null, "read", null)]
    [InlineData("""{"attachments":[{"contentType":"image/jpeg","contentUrl":"https://x"}]}""", null, null, "image/jpeg")]
    [InlineData("""{"attachments":[{"contentType":"audio/ogg"}]}""", null, null, "audio/ogg")]
    [InlineData("""{"text":"guarda","attachments":[{"contentType":"application/vnd.microsoft.teams.file.download.info"}]}""", "guarda", null, "application/octet-stream")]
    [InlineData("""{"value":{"choice":"x"}}""", null, null, "application/octet-stream")]
    [InlineData("""{}""", null, null, "application/octet-stream")]
    public void A_message_is_words_a_tap_or_something_that_the_bot_cannot_read(string more, string? text, string? tap, string? media)
    {
        var said = Read(more)!.Said!;

        Assert.Equal((text, tap, media), (said.Text, said.Tap, said.Media));
        Assert.Equal(("botservice", "msteams|a:1", "a-1", "it-IT"), (said.Channel, said.User, said.Key, said.Language));
    }

    [Fact]
    public void A_place_is_a_place()
    {
        var said = Read("""{"entities":[{"type":"clientInfo"},{"type":"Place","geo":{"type":"GeoCoordinates","latitude":45.4642,"longitude":9.19}}]}""")!.Said!;

        Assert.Equal(new WirePlace(45.4642, 9.19), said.Place);
        Assert.Null(Read("""{"text":"x","entities":[{"type":"Place","geo":{"latitude":145,"longitude":9}}]}""")!.Said!.Place);
    }

    [Fact]
    public void What_was_changed_is_said_anew_and_what_was_deleted_is_not()
    {
        var changed = Read("""{"type":"messageUpdate","text":"mi picchia","channelData":{"eventType":"editMessage"}}""")!.Said!;

        Assert.Equal(("mi picchia", "edit.2026-11-24T10:00:00Z.a-1"), (changed.Text, changed.Key));
        Assert.Equal(BotServiceKind.Nothing, Read("""{"type":"messageUpdate","channelData":{"eventType":"softDeleteMessage"}}""")!.Kind);
    }

    [Fact]
    public void Who_comes_is_greeted_and_the_bot_itself_is_not()
    {
        var came = Read("""{"type":"conversationUpdate","membersAdded":[{"id":"28:b"},{"id":"29:p"}]}""")!.Said!;

        Assert.Equal("/start", came.Text);
        Assert.Equal("29:p", BotServiceAddress.Parse(came.Address!).Person.GetProperty("id").GetString());
        Assert.Equal(BotServiceKind.Nothing, Read("""{"type":"conversationUpdate","membersAdded":[{"id":"28:b"}]}""")!.Kind);
        Assert.Equal(BotServiceKind.Nothing, Read("""{"type":"conversationUpdate"}""")!.Kind);
    }

    [Theory]
    [InlineData("""{"type":"typing"}""", nameof(BotServiceKind.Nothing))]
    [InlineData("""{"type":"messageReaction"}""", nameof(BotServiceKind.Nothing))]
    [InlineData("""{"type":"somethingOfTomorrow"}""", nameof(BotServiceKind.Nothing))]
    [InlineData("""{"text":"x","from":{"id":"28:b","role":"bot"}}""", nameof(BotServiceKind.Nothing))]
    [InlineData("""{"type":"invoke","name":"signin/verifyState"}""", nameof(BotServiceKind.Invoke))]
    [InlineData("""{"type":"installationUpdate","action":"remove-upgrade"}""", nameof(BotServiceKind.ShutOut))]
    [InlineData("""{"type":"installationUpdate","action":"add"}""", nameof(BotServiceKind.Nothing))]
    [InlineData("""{"type":"contactRelationUpdate","action":"remove"}""", nameof(BotServiceKind.ShutOut))]
    [InlineData("""{"text":"x","conversation":{"id":"g","isGroup":true}}""", nameof(BotServiceKind.Group))]
    [InlineData("""{"text":"x","conversation":{"id":"g","conversationType":"channel"}}""", nameof(BotServiceKind.Group))]
    [InlineData("""{"type":"conversationUpdate","membersAdded":[{"id":"29:p"}],"conversation":{"id":"g","conversationType":"groupChat"}}""", nameof(BotServiceKind.Group))]
    public void Other_kinds_say_nothing(string more, string kind)
    {
        var post = Read(more)!;

        Assert.Equal((kind, null), (post.Kind.ToString(), post.Said));
    }

    [Fact]
    public void The_address_holds_what_the_service_wants_back()
    {
        var address = BotServiceAddress.Parse(Read("""{"text":"x"}""")!.Said!.Address!);

        Assert.Equal(("https://smba.example.org/emea/", "msteams", "a:1", "t"), (address.ServiceUrl, address.ChannelId, address.ConversationId, address.TenantId));
        Assert.Equal("ppp", address.Person.GetProperty("aadObjectId").GetString());
        Assert.Equal("28:b", address.Activity()["from"]!["id"]!.GetValue<string>());
    }

    private static BotServicePost? Read(string more)
    {
        var activity = JsonNode.Parse(Frame)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject())
        {
            activity[name] = value?.DeepClone();
        }

        using var json = JsonDocument.Parse(activity.ToJsonString());
        return BotServiceReader.Read(json.RootElement);
    }
}
