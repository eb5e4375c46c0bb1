using System.Text.Json;

namespace CoRe.BotFramework.Tests.Schema;

public sealed class ActivityJsonTests
{
    [Fact]
    public void An_activity_is_written_as_the_protocol_writes_it()
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = "1",
            Timestamp = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)),
            LocalTimestamp = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)),
            From = new ChannelAccount("u", role: RoleTypes.User),
            Text = "ciao \"مرحبا\"",
            SuggestedActions = new SuggestedActions { Actions = [new CardAction(ActionTypes.ImBack, "Sì", value: "sì")] },
            HistoryDisclosed = false,
        };

        Assert.Equal(
            """{"type":"message","id":"1","timestamp":"2026-03-01T10:00:00Z","localTimestamp":"2026-03-01T12:00:00+02:00","from":{"id":"u","role":"user"},"historyDisclosed":false,"text":"ciao \"مرحبا\"","suggestedActions":{"actions":[{"type":"imBack","title":"Sì","value":"sì"}]}}""",
            ActivityJson.Serialize(activity));
    }

    [Fact]
    public void Unknown_members_survive_a_round_trip_on_every_level()
    {
        const string Json = """{"type":"message","from":{"id":"u","shoeSize":41},"conversation":{"id":"c","tag":{"a":[1,2]}},"attachments":[{"contentType":"image/png","alt":"a dog"}],"entities":[{"type":"ClientCapabilities","supportsListening":true}],"newThing":{"deep":[true,null]}}""";

        var activity = ActivityJson.Deserialize(Json);

        Assert.Equal(41, activity.From.Properties["shoeSize"].GetInt32());
        Assert.True(activity.Properties.ContainsKey("newThing"));
        Assert.Equal(JsonDocument.Parse(Json).RootElement.ToString().Length, ActivityJson.Serialize(activity).Length);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Json).RootElement, JsonDocument.Parse(ActivityJson.Serialize(activity)).RootElement));
    }

    [Theory]
    [InlineData("2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10:00:00.000Z")]
    [InlineData("2026-03-01T12:00:00+02:00")]
    [InlineData("2026-03-01T10:00:00")]
    [InlineData("2026-03-01 10:00:00")]
    public void Times_are_read_in_all_usual_forms_and_a_time_without_offset_is_utc(string written)
    {
        var activity = ActivityJson.Deserialize($$"""{"type":"message","timestamp":"{{written}}"}""");

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), activity.Timestamp);
        Assert.Contains("\"timestamp\":\"2026-03-01T10:00:00Z\"", ActivityJson.Serialize(activity));
    }

    [Theory]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""")]
    [InlineData("""{"type":"message","timestamp":12}""")]
    [InlineData("""{"type":{}}""")]
    [InlineData("""[]""")]
    [InlineData("""{"entities":[5]}""")]
    public void Another_shape_is_refused(string json) => Assert.Throws<JsonException>(() => ActivityJson.Deserialize(json));

    [Fact]
    public void Nesting_is_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60);

        Assert.Throws<JsonException>(() => ActivityJson.Deserialize($$"""{"type":"event","value":{{deep}}}"""));
        Assert.NotNull(ActivityJson.Deserialize("""{"type":"event","value":{"a":{"a":{"a":1}}}}""").Value);
    }

    [Fact]
    public void Channel_data_and_value_are_read_typed_from_json_and_from_objects()
    {
        var fromWire = ActivityJson.Deserialize("""{"type":"event","channelData":{"postBack":true},"value":{"state":"accepted"}}""");
        var inProcess = new Activity { ChannelData = new { postBack = true }, Value = new Status("accepted") };

        foreach (var activity in new[] { fromWire, inProcess })
        {
            Assert.True(activity.GetChannelData<Dictionary<string, bool>>()["postBack"]);
            Assert.Equal("accepted", activity.GetValue<Status>().State);
            Assert.True(activity.TryGetChannelData<Dictionary<string, bool>>(out _));
            Assert.False(activity.TryGetChannelData<int[]>(out _));
            Assert.False(activity.TryGetValue<int>(out _));
        }

        Assert.Null(new Activity().GetChannelData<Status>());
        Assert.False(new Activity().TryGetChannelData<Status>(out _));
    }

    [Fact]
    public void A_mention_is_written_whole_and_read_back_as_a_mention()
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Text = "<at>Bot</at> hello",
            Recipient = new ChannelAccount("bot-1"),
            Entities = [new Mention(new ChannelAccount("bot-1", "Bot"), "<at>Bot</at>")],
        };

        var read = ActivityJson.Deserialize(ActivityJson.Serialize(activity));

        var mention = Assert.Single(read.GetMentions());
        Assert.Equal("Bot", mention.Mentioned.Name);
        Assert.True(read.MentionsRecipient());
        Assert.Equal("hello", read.RemoveRecipientMention());
    }

    [Fact]
    public void A_card_with_buttons_is_written_inside_its_attachment()
    {
        var message = MessageFactory.Attachment(new HeroCard("Title", buttons: [new CardAction(ActionTypes.OpenUrl, "Open", value: "https://example.org")]).ToAttachment());

        var written = JsonDocument.Parse(ActivityJson.Serialize((Activity)message)).RootElement.GetProperty("attachments")[0];
        Assert.Equal(
            """{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"Title","buttons":[{"type":"openUrl","title":"Open","value":"https://example.org"}]}}""",
            written.GetRawText());
    }

    private sealed record Status(string State);
}
