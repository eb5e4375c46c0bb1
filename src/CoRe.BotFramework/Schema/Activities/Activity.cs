using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoRe.BotFramework.Schema;

/// <summary>One thing said or done in a conversation, as the Bot Framework protocol writes it.</summary>
public partial class Activity : IConversationUpdateActivity, IContactRelationUpdateActivity, IInstallationUpdateActivity,
    IMessageUpdateActivity, IMessageDeleteActivity, IMessageReactionActivity, ISuggestionActivity, ITypingActivity,
    IEndOfConversationActivity, IEventActivity, IInvokeActivity, ITraceActivity, IHandoffActivity, ICommandActivity,
    ICommandResultActivity
{
    /// <summary>Media type of an activity on the wire.</summary>
    public const string ContentType = "application/vnd.microsoft.activity";

    /// <summary>Makes an empty activity.</summary>
    public Activity()
    {
    }

    /// <summary>Makes an activity from any of its members.</summary>
    public Activity(string type = null, string id = null, DateTimeOffset? timestamp = default, DateTimeOffset? localTimestamp = default,
        string serviceUrl = null, string channelId = null, ChannelAccount from = null, ConversationAccount conversation = null,
        ChannelAccount recipient = null, string textFormat = null, string attachmentLayout = null, IList<ChannelAccount> membersAdded = null,
        IList<ChannelAccount> membersRemoved = null, IList<MessageReaction> reactionsAdded = null,
        IList<MessageReaction> reactionsRemoved = null, string topicName = null, bool? historyDisclosed = default, string locale = null,
        string text = null, string speak = null, string inputHint = null, string summary = null, SuggestedActions suggestedActions = null,
        IList<Attachment> attachments = null, IList<Entity> entities = null, object channelData = null, string action = null,
        string replyToId = null, string label = null, string valueType = null, object value = null, string name = null,
        ConversationReference relatesTo = null, string code = null, DateTimeOffset? expiration = default, string importance = null,
        string deliveryMode = null, IList<string> listenFor = null, IList<TextHighlight> textHighlights = null,
        SemanticAction semanticAction = null, string localTimezone = null)
    {
        (Type, Id, Timestamp, LocalTimestamp, LocalTimezone) = (type, id, timestamp, localTimestamp, localTimezone);
        (ServiceUrl, ChannelId, From, Conversation, Recipient) = (serviceUrl, channelId, from, conversation, recipient);
        (TextFormat, AttachmentLayout, MembersAdded, MembersRemoved) = (textFormat, attachmentLayout, membersAdded, membersRemoved);
        (ReactionsAdded, ReactionsRemoved, TopicName, HistoryDisclosed) = (reactionsAdded, reactionsRemoved, topicName, historyDisclosed);
        (Locale, Text, Speak, InputHint, Summary) = (locale, text, speak, inputHint, summary);
        (SuggestedActions, Attachments, Entities, ChannelData) = (suggestedActions, attachments, entities, channelData);
        (Action, ReplyToId, Label, ValueType, Value, Name) = (action, replyToId, label, valueType, value, name);
        (RelatesTo, Code, Expiration, Importance, DeliveryMode) = (relatesTo, code, expiration, importance, deliveryMode);
        (ListenFor, TextHighlights, SemanticAction) = (listenFor, textHighlights, semanticAction);
    }

    /// <summary>What kind of activity this is: one of <see cref="ActivityTypes"/>.</summary>
    public string Type { get; set; }
    public string Id { get; set; }
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? Timestamp { get; set; }
    [JsonConverter(typeof(LocalTimeConverter))]
    public DateTimeOffset? LocalTimestamp { get; set; }
    public string LocalTimezone { get; set; }
    public string ServiceUrl { get; set; }
    public string ChannelId { get; set; }
    public ChannelAccount From { get; set; }
    public ConversationAccount Conversation { get; set; }
    public ChannelAccount Recipient { get; set; }
    public string TextFormat { get; set; }
    public string AttachmentLayout { get; set; }
    public IList<ChannelAccount> MembersAdded { get; set; }
    public IList<ChannelAccount> MembersRemoved { get; set; }
    public IList<MessageReaction> ReactionsAdded { get; set; }
    public IList<MessageReaction> ReactionsRemoved { get; set; }
    public string TopicName { get; set; }
    public bool? HistoryDisclosed { get; set; }
    public string Locale { get; set; }
    public string Text { get; set; }
    public string Speak { get; set; }
    public string InputHint { get; set; }
    public string Summary { get; set; }
    public SuggestedActions SuggestedActions { get; set; }
    public IList<Attachment> Attachments { get; set; }
    public IList<Entity> Entities { get; set; }

    /// <summary>What only this channel knows; read it with <see cref="GetChannelData{TypeT}"/>.</summary>
    public object ChannelData { get; set; }
    public string Action { get; set; }
    public string ReplyToId { get; set; }
    public string Label { get; set; }
    public string ValueType { get; set; }

    /// <summary>The payload; read it with <see cref="ActivityValueExtensions.GetValue{T}"/>.</summary>
    public object Value { get; set; }
    public string Name { get; set; }
    public ConversationReference RelatesTo { get; set; }
    public string Code { get; set; }
    [JsonConverter(typeof(UtcTimeConverter))]
    public DateTimeOffset? Expiration { get; set; }
    public string Importance { get; set; }
    public string DeliveryMode { get; set; }
    public IList<string> ListenFor { get; set; }
    public IList<TextHighlight> TextHighlights { get; set; }
    public SemanticAction SemanticAction { get; set; }
    public string CallerId { get; set; }

    /// <summary>Members this schema does not know, kept as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Properties { get => _properties ??= []; set => _properties = value; }

    internal bool HasProperties => _properties is { Count: > 0 };

    // Made only when asked for: most activities have none.
    private Dictionary<string, JsonElement> _properties;
}
