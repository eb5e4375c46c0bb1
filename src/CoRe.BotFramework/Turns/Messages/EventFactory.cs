namespace CoRe.BotFramework;

/// <summary>Events of the hand-over protocol, in the shape that agent hubs already understand.</summary>
public static class EventFactory
{
    /// <summary>Asks for a person: who, where, why, and what was said so far.</summary>
    public static IEventActivity CreateHandoffInitiation(ITurnContext turnContext, object handoffContext, Transcript transcript = null)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var incoming = turnContext.Activity;
        var handoff = CreateEvent(HandoffEventNames.InitiateHandoff, handoffContext, incoming.Conversation);
        handoff.From = incoming.From;
        handoff.RelatesTo = incoming.GetConversationReference();
        handoff.ReplyToId = incoming.Id;
        handoff.ServiceUrl = incoming.ServiceUrl;
        handoff.ChannelId = incoming.ChannelId;
        if (transcript is not null)
        {
            handoff.Attachments = [new Attachment("application/json", content: transcript, name: "Transcript")];
        }

        return handoff;
    }

    /// <summary>Says how a hand-over goes on: accepted, failed, completed.</summary>
    public static IEventActivity CreateHandoffStatus(ConversationAccount conversation, string state, string message = null)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(state);
        var value = new Dictionary<string, string> { ["state"] = state };
        if (message is not null)
        {
            value["message"] = message;
        }

        return CreateEvent(HandoffEventNames.HandoffStatus, value, conversation);
    }

    // The signature is Microsoft's and has no clock in it; the timestamp is information for the hub, nothing decides by it.
    private static Activity CreateEvent(string name, object value, ConversationAccount conversation) => new()
    {
        Type = ActivityTypes.Event,
        Name = name,
        Value = value is null ? null : ActivityJson.ToElement(value),
        Id = Guid.NewGuid().ToString(),
        Timestamp = TimeProvider.System.GetUtcNow(),
        Conversation = conversation,
        Attachments = [],
        Entities = [],
    };
}
