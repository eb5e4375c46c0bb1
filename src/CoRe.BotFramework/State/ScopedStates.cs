namespace CoRe.BotFramework;

/// <summary>State of a conversation, whoever speaks in it.</summary>
public class ConversationState : BotState
{
    public ConversationState(IStorage storage) : base(storage, nameof(ConversationState))
    {
    }

    public ConversationState(IStorage storage, StateTypes types) : base(storage, nameof(ConversationState), types)
    {
    }

    protected override string GetStorageKey(ITurnContext turnContext)
        => $"{StateKey.Channel(turnContext)}/conversations/{StateKey.Conversation(turnContext)}";
}

/// <summary>State of a user, in whatever conversation on the channel.</summary>
public class UserState : BotState
{
    public UserState(IStorage storage) : base(storage, nameof(UserState))
    {
    }

    public UserState(IStorage storage, StateTypes types) : base(storage, nameof(UserState), types)
    {
    }

    protected override string GetStorageKey(ITurnContext turnContext)
        => $"{StateKey.Channel(turnContext)}/users/{StateKey.User(turnContext)}";
}

/// <summary>State of one user within one conversation.</summary>
public class PrivateConversationState : BotState
{
    public PrivateConversationState(IStorage storage) : base(storage, nameof(PrivateConversationState))
    {
    }

    public PrivateConversationState(IStorage storage, StateTypes types) : base(storage, nameof(PrivateConversationState), types)
    {
    }

    protected override string GetStorageKey(ITurnContext turnContext)
        => $"{StateKey.Channel(turnContext)}/conversations/{StateKey.Conversation(turnContext)}/users/{StateKey.User(turnContext)}";
}

/// <summary>The parts of a storage key. Ids are foreign text: escaped, no id can reach into another's key.</summary>
internal static class StateKey
{
    public static string Channel(ITurnContext turnContext) => Part(turnContext.Activity.ChannelId, "channelId");

    public static string Conversation(ITurnContext turnContext) => Part(turnContext.Activity.Conversation?.Id, "conversation.id");

    public static string User(ITurnContext turnContext) => Part(turnContext.Activity.From?.Id, "from.id");

    private static string Part(string value, string member)
        => string.IsNullOrWhiteSpace(value)
            ? throw new InvalidOperationException($"State needs the activity's {member}.")
            : Uri.EscapeDataString(value);
}
