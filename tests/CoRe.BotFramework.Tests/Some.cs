namespace CoRe.BotFramework.Tests;

/// <summary>Ordinary things for tests that do not care which.</summary>
internal static class Some
{
    public static Activity Message(string text = "hello", string? locale = null, string channelId = "test") => new()
    {
        Type = ActivityTypes.Message,
        Id = "in-1",
        Text = text,
        Locale = locale,
        ChannelId = channelId,
        ServiceUrl = "https://wire.example",
        From = new ChannelAccount("user-1", "User"),
        Recipient = new ChannelAccount("bot-1", "Bot"),
        Conversation = new ConversationAccount(id: "conversation-1"),
    };

    public static TurnContext Turn(string text = "hello") => new(new RecordingAdapter(), Message(text));

    public static TurnContext Turn(Activity activity) => new(new RecordingAdapter(), activity);
}

/// <summary>Remembers what was sent; gives every activity an id as a channel would.</summary>
internal sealed class RecordingAdapter : BotAdapter
{
    public List<Activity> Sent { get; } = [];

    public List<string> Deleted { get; } = [];

    public List<Activity> Updated { get; } = [];

    public Task RunAsync(Activity activity, BotCallbackHandler bot) => RunAsync(new TurnContext(this, activity), bot);

    public Task RunAsync(ITurnContext turnContext, BotCallbackHandler bot) => RunPipelineAsync(turnContext, bot, CancellationToken.None);

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        Sent.AddRange(activities);
        return Task.FromResult(activities.Select((_, i) => new ResourceResponse($"out-{Sent.Count - activities.Length + i + 1}")).ToArray());
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        Updated.Add(activity);
        return Task.FromResult(new ResourceResponse(activity.Id));
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        Deleted.Add(reference.ActivityId);
        return Task.CompletedTask;
    }
}
