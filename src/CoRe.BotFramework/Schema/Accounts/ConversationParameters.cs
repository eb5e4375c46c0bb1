namespace CoRe.BotFramework.Schema;

/// <summary>What a bot asks for when it opens a conversation itself.</summary>
public class ConversationParameters
{
    public ConversationParameters()
    {
    }

    public ConversationParameters(bool? isGroup = default, ChannelAccount bot = null, IList<ChannelAccount> members = null,
        string topicName = null, Activity activity = null, object channelData = null, string tenantId = null)
    {
        (IsGroup, Bot, Members, TopicName) = (isGroup, bot, members, topicName);
        (Activity, ChannelData, TenantId) = (activity, channelData, tenantId);
    }

    public bool? IsGroup { get; set; }
    public ChannelAccount Bot { get; set; }
    public IList<ChannelAccount> Members { get; set; }
    public string TopicName { get; set; }
    public Activity Activity { get; set; }
    public object ChannelData { get; set; }
    public string TenantId { get; set; }
}
