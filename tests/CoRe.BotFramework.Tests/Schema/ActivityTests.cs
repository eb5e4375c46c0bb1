namespace CoRe.BotFramework.Tests.Schema;

public sealed class ActivityTests
{
    [Fact]
    public void A_reply_goes_back_to_the_sender()
    {
        var reply = Some.Message().CreateReply("pong");

        Assert.Equal(("bot-1", "user-1", "in-1", "conversation-1", "test"), (reply.From.Id, reply.Recipient.Id, reply.ReplyToId, reply.Conversation.Id, reply.ChannelId));
        Assert.Equal("pong", reply.Text);
        Assert.Equal(string.Empty, Some.Message().CreateReply().Text);
    }

    [Theory]
    [InlineData(Channels.Webchat, null)]
    [InlineData(Channels.Directline, null)]
    [InlineData(Channels.Msteams, "in-1")]
    public void Nothing_answers_a_conversation_update_that_web_chat_never_saw(string channel, string? expected)
    {
        var update = Some.Message(channelId: channel);
        update.Type = ActivityTypes.ConversationUpdate;

        Assert.Equal(expected, update.GetConversationReference().ActivityId);
        Assert.Equal(expected, update.CreateReply("hi").ReplyToId);
    }

    [Fact]
    public void A_conversation_reference_addresses_outgoing_and_incoming_activities()
    {
        var reference = Some.Message(locale: "ar").GetConversationReference();

        var outgoing = new Activity { Locale = "it" }.ApplyConversationReference(reference);
        var incoming = new Activity().ApplyConversationReference(reference, isIncoming: true);

        Assert.Equal(("bot-1", "user-1", "in-1", "it"), (outgoing.From.Id, outgoing.Recipient.Id, outgoing.ReplyToId, outgoing.Locale));
        Assert.Equal(("user-1", "bot-1", "in-1", "ar"), (incoming.From.Id, incoming.Recipient.Id, incoming.Id, incoming.Locale));
        Assert.Null(outgoing.Id);
    }

    [Fact]
    public void A_continuation_wakes_the_bot_in_the_same_conversation()
    {
        var reference = Some.Message().GetConversationReference();

        var wake = reference.GetContinuationActivity();

        Assert.Equal((ActivityTypes.Event, ActivityEventNames.ContinueConversation), (wake.Type, wake.Name));
        Assert.Equal(("user-1", "bot-1", "conversation-1"), (wake.From.Id, wake.Recipient.Id, wake.Conversation.Id));
        Assert.Same(reference, wake.RelatesTo);
    }

    [Theory]
    [InlineData("message", true)]
    [InlineData("MESSAGE", true)]
    [InlineData("message/custom", true)]
    [InlineData("messageUpdate", false)]
    [InlineData(null, false)]
    public void An_activity_is_seen_as_a_message_by_its_type(string? type, bool expected)
        => Assert.Equal(expected, new Activity { Type = type }.AsMessageActivity() is not null);

    [Fact]
    public void An_activity_has_content_when_a_person_could_see_any()
    {
        Assert.False(new Activity { Text = "  " }.HasContent());
        Assert.True(new Activity { Text = "x" }.HasContent());
        Assert.True(new Activity { Summary = "x" }.HasContent());
        Assert.True(new Activity { Attachments = [new Attachment()] }.HasContent());
        Assert.True(new Activity { ChannelData = new object() }.HasContent());
    }

    [Fact]
    public void Entities_are_equal_by_content_and_convert_to_other_shapes()
    {
        var entity = new Entity();
        entity.SetAs(new { type = "place", name = "Ufficio" });

        Assert.Equal("place", entity.Type);
        Assert.Equal("Ufficio", entity.GetAs<Dictionary<string, string>>()["name"]);
        Assert.Equal(new Entity("a"), new Entity("a"));
        Assert.NotEqual(new Entity("a"), new Entity("b"));
    }
}
