namespace CoRe.Bot.Benchmarks.Engine;

/// <summary>An adapter without a wire: counts what is sent and gives each activity an id, as a channel would.</summary>
internal sealed class QuietAdapter : BotAdapter
{
    private long _sent;

    public long Sent => Interlocked.Read(ref _sent);

    public Task RunAsync(Activity activity, BotCallbackHandler bot)
    {
        var context = new TurnContext(this, activity);
        return RunPipelineAsync(context, bot, CancellationToken.None);
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < responses.Length; i++)
        {
            Interlocked.Increment(ref _sent);
            responses[i] = new ResourceResponse("1");
        }

        return Task.FromResult(responses);
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
        => Task.FromResult(new ResourceResponse(activity.Id));

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
        => Task.CompletedTask;
}
