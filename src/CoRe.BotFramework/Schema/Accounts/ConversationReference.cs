using System.Globalization;

namespace CoRe.BotFramework.Schema;

/// <summary>Where a conversation is: enough to speak in it again later.</summary>
public class ConversationReference
{
    public ConversationReference()
    {
    }

    public ConversationReference(string activityId = null, ChannelAccount user = null, ChannelAccount bot = null,
        ConversationAccount conversation = null, string channelId = null, string serviceUrl = null)
    {
        (ActivityId, User, Bot) = (activityId, user, bot);
        (Conversation, ChannelId, ServiceUrl) = (conversation, channelId, serviceUrl);
    }

    public ConversationReference(CultureInfo locale, string activityId = null, ChannelAccount user = null, ChannelAccount bot = null,
        ConversationAccount conversation = null, string channelId = null, string serviceUrl = null)
        : this(activityId, user, bot, conversation, channelId, serviceUrl) => Locale = locale?.ToString();

    public string ActivityId { get; set; }
    public ChannelAccount User { get; set; }
    public ChannelAccount Bot { get; set; }
    public ConversationAccount Conversation { get; set; }
    public string ChannelId { get; set; }
    public string Locale { get; set; }
    public string ServiceUrl { get; set; }

    /// <summary>The event with which a bot wakes up in a conversation nobody just wrote in.</summary>
    public Activity GetContinuationActivity() => new()
    {
        Type = ActivityTypes.Event,
        Name = ActivityEventNames.ContinueConversation,
        Id = Guid.NewGuid().ToString(),
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
        Conversation = Conversation,
        Recipient = Bot,
        From = User,
        RelatesTo = this,
    };
}
