using System.Text.Json;

namespace CoRe.BotFramework.Tests.Schema;

public sealed class FactoryTests
{
    [Fact]
    public void A_hand_over_request_has_the_shape_that_agent_hubs_know()
    {
        var turn = Some.Turn("help");
        var transcript = new Transcript([new Activity { Type = ActivityTypes.Message, Text = "help" }]);

        var handoff = (Activity)EventFactory.CreateHandoffInitiation(turn, new { Skill = "minors", language = "ar" }, transcript);

        Assert.Equal((ActivityTypes.Event, "handoff.initiate"), (handoff.Type, handoff.Name));
        Assert.True(Guid.TryParse(handoff.Id, out _));
        Assert.NotNull(handoff.Timestamp);
        Assert.Equal(("user-1", "in-1", "conversation-1"), (handoff.From.Id, handoff.ReplyToId, handoff.Conversation.Id));
        Assert.Equal("conversation-1", handoff.RelatesTo.Conversation.Id);
        Assert.Equal("ar", handoff.GetValue<Dictionary<string, string>>()["language"]);
        var attachment = Assert.Single(handoff.Attachments);
        Assert.Equal(("Transcript", "application/json"), (attachment.Name, attachment.ContentType));
        var wire = JsonDocument.Parse(ActivityJson.Serialize(handoff)).RootElement;
        Assert.Equal(JsonValueKind.Object, wire.GetProperty("value").ValueKind);
        Assert.Equal("help", wire.GetProperty("attachments")[0].GetProperty("content").GetProperty("activities")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void A_hand_over_status_says_state_and_message()
    {
        var status = (Activity)EventFactory.CreateHandoffStatus(new ConversationAccount(id: "c"), "accepted", "Sara is here");
        var bare = (Activity)EventFactory.CreateHandoffStatus(new ConversationAccount(id: "c"), "failed");

        Assert.Equal(("handoff.status", "c"), (status.Name, status.Conversation.Id));
        Assert.Equal("""{"state":"accepted","message":"Sara is here"}""", status.Value.ToString());
        Assert.Equal("""{"state":"failed"}""", bare.Value.ToString());
        Assert.Throws<ArgumentNullException>(() => EventFactory.CreateHandoffStatus(null, "accepted"));
        Assert.Throws<ArgumentNullException>(() => EventFactory.CreateHandoffInitiation(null, null));
    }

    [Fact]
    public void Messages_are_made_in_one_line()
    {
        var text = MessageFactory.Text("hi", "<speak/>", InputHints.IgnoringInput);
        var actions = MessageFactory.SuggestedActions(new[] { "Sì", "No" }, "?", null, null, ["user-1"]);
        var carousel = MessageFactory.Carousel([new Attachment("a"), new Attachment("b")]);
        var url = MessageFactory.ContentUrl("https://example.org/x.png", "image/png", "x");

        Assert.Equal(("hi", "<speak/>", InputHints.IgnoringInput), (text.Text, text.Speak, text.InputHint));
        Assert.Equal(["Sì", "No"], actions.SuggestedActions.Actions.Select(action => action.Value));
        Assert.Equal(["user-1"], actions.SuggestedActions.To);
        Assert.Equal((AttachmentLayoutTypes.Carousel, 2), (carousel.AttachmentLayout, carousel.Attachments.Count));
        Assert.Equal("https://example.org/x.png", Assert.Single(url.Attachments).ContentUrl);
    }
}
