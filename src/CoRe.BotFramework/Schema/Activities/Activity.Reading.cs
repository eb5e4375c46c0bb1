namespace CoRe.BotFramework.Schema;

/// <content>How an activity is looked at: as one kind, by its mentions, by its channel data.</content>
public partial class Activity
{
    public IMessageActivity AsMessageActivity() => As(ActivityTypes.Message);
    public IContactRelationUpdateActivity AsContactRelationUpdateActivity() => As(ActivityTypes.ContactRelationUpdate);
    public IInstallationUpdateActivity AsInstallationUpdateActivity() => As(ActivityTypes.InstallationUpdate);
    public IConversationUpdateActivity AsConversationUpdateActivity() => As(ActivityTypes.ConversationUpdate);
    public ITypingActivity AsTypingActivity() => As(ActivityTypes.Typing);
    public IEndOfConversationActivity AsEndOfConversationActivity() => As(ActivityTypes.EndOfConversation);
    public IEventActivity AsEventActivity() => As(ActivityTypes.Event);
    public IInvokeActivity AsInvokeActivity() => As(ActivityTypes.Invoke);
    public IMessageUpdateActivity AsMessageUpdateActivity() => As(ActivityTypes.MessageUpdate);
    public IMessageDeleteActivity AsMessageDeleteActivity() => As(ActivityTypes.MessageDelete);
    public IMessageReactionActivity AsMessageReactionActivity() => As(ActivityTypes.MessageReaction);
    public ISuggestionActivity AsSuggestionActivity() => As(ActivityTypes.Suggestion);
    public ITraceActivity AsTraceActivity() => As(ActivityTypes.Trace);
    public IHandoffActivity AsHandoffActivity() => As(ActivityTypes.Handoff);
    public ICommandActivity AsCommandActivity() => As(ActivityTypes.Command);
    public ICommandResultActivity AsCommandResultActivity() => As(ActivityTypes.CommandResult);

    /// <summary>Whether there is anything in this activity that a person could see.</summary>
    public bool HasContent()
        => !string.IsNullOrWhiteSpace(Text) || !string.IsNullOrWhiteSpace(Summary) || Attachments is { Count: > 0 } || ChannelData != null;

    /// <summary>The people or bots mentioned by name.</summary>
    public Mention[] GetMentions()
        => Entities is null ? [] : [.. Entities
            .Where(e => string.Equals(e.Type, "mention", StringComparison.OrdinalIgnoreCase))
            .Select(e => e as Mention ?? e.GetAs<Mention>())];

    /// <summary>Channel data read as <typeparamref name="TypeT"/>; default when there is none.</summary>
    public TypeT GetChannelData<TypeT>() => ActivityJson.Convert<TypeT>(ChannelData);

    /// <summary>Like <see cref="GetChannelData{TypeT}"/>, but false instead of an exception when the shape is another.</summary>
    public bool TryGetChannelData<TypeT>(out TypeT instance) => ActivityJson.TryConvert(ChannelData, out instance);

    /// <summary>Always false for HTTP service addresses; streaming connections use other schemes.</summary>
    public bool IsFromStreamingConnection()
        => ServiceUrl is { Length: > 0 } url && !url.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>Compares the type, where "message/extended" counts as "message" too.</summary>
    protected bool IsActivity(string activityType)
        => Type is { } type && type.StartsWith(activityType, StringComparison.OrdinalIgnoreCase)
            && (type.Length == activityType.Length || type[activityType.Length] == '/');

    private Activity As(string activityType) => IsActivity(activityType) ? this : null;
}
