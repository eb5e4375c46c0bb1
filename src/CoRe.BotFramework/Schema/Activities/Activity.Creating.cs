namespace CoRe.BotFramework.Schema;

/// <content>How activities come to be, and how replies find their way back.</content>
public partial class Activity
{
    public static IMessageActivity CreateMessageActivity()
        => new Activity { Type = ActivityTypes.Message, Attachments = [], Entities = [] };

    public static IContactRelationUpdateActivity CreateContactRelationUpdateActivity()
        => new Activity { Type = ActivityTypes.ContactRelationUpdate };

    public static IConversationUpdateActivity CreateConversationUpdateActivity()
        => new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [], MembersRemoved = [] };

    public static ITypingActivity CreateTypingActivity() => new Activity { Type = ActivityTypes.Typing };

    public static IHandoffActivity CreateHandoffActivity() => new Activity { Type = ActivityTypes.Handoff };

    public static IEndOfConversationActivity CreateEndOfConversationActivity()
        => new Activity { Type = ActivityTypes.EndOfConversation };

    public static IEventActivity CreateEventActivity() => new Activity { Type = ActivityTypes.Event };

    public static IInvokeActivity CreateInvokeActivity() => new Activity { Type = ActivityTypes.Invoke };

    public static ITraceActivity CreateTraceActivity(string name, string valueType = null, object value = null, string label = null)
        => new Activity
        {
            Type = ActivityTypes.Trace,
            Name = name,
            Label = label,
            ValueType = valueType ?? value?.GetType().Name,
            Value = value,
        };

    /// <summary>A message back to the sender of this activity.</summary>
    public Activity CreateReply(string text = null, string locale = null) => Answering(new Activity
    {
        Type = ActivityTypes.Message,
        Text = text ?? string.Empty,
        Locale = locale ?? Locale,
        Attachments = [],
        Entities = [],
    });

    /// <summary>A trace that answers this activity.</summary>
    public ITraceActivity CreateTrace(string name, object value = null, string valueType = null, string label = null)
        => Answering((Activity)CreateTraceActivity(name, valueType, value, label));

    /// <summary>Everything needed to speak in this conversation again later.</summary>
    public ConversationReference GetConversationReference() => new()
    {
        ActivityId = AnswerableId,
        User = From,
        Bot = Recipient,
        Conversation = Conversation,
        ChannelId = ChannelId,
        Locale = Locale,
        ServiceUrl = ServiceUrl,
    };

    /// <summary>The same reference, pointing at the reply that was just sent.</summary>
    public ConversationReference GetReplyConversationReference(ResourceResponse reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var reference = GetConversationReference();
        reference.ActivityId = reply.Id;
        return reference;
    }

    /// <summary>Addresses this activity: as a reply by default, as if the user had sent it when <paramref name="isIncoming"/>.</summary>
    public Activity ApplyConversationReference(ConversationReference reference, bool isIncoming = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        (ChannelId, ServiceUrl, Conversation) = (reference.ChannelId, reference.ServiceUrl, reference.Conversation);
        Locale ??= reference.Locale;
        if (isIncoming)
        {
            (From, Recipient, Id) = (reference.User, reference.Bot, reference.ActivityId ?? Id);
        }
        else
        {
            (From, Recipient, ReplyToId) = (reference.Bot, reference.User, reference.ActivityId ?? ReplyToId);
        }

        return this;
    }

    // Web Chat holds a message back up to five seconds for an unknown replyToId, and it never sees conversation updates.
    internal string AnswerableId
        => Type == ActivityTypes.ConversationUpdate && ChannelId is Channels.Directline or Channels.Webchat ? null : Id;

    internal Activity ShallowCopy() => (Activity)MemberwiseClone();

    private Activity Answering(Activity reply)
    {
        reply.Timestamp = TimeProvider.System.GetUtcNow();
        reply.From = new ChannelAccount(Recipient?.Id, Recipient?.Name);
        reply.Recipient = new ChannelAccount(From?.Id, From?.Name);
        reply.ReplyToId = AnswerableId;
        reply.ServiceUrl = ServiceUrl;
        reply.ChannelId = ChannelId;
        reply.Conversation = new ConversationAccount(Conversation?.IsGroup, id: Conversation?.Id, name: Conversation?.Name);
        return reply;
    }
}
