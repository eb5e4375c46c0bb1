using CoRe.Bot.Facts;

namespace CoRe.Bot.Pipeline;

/// <summary>The Bot Framework adapter of the product: sending stages a reply for the commit, it never touches a wire.</summary>
internal sealed class TurnAdapter : BotAdapter
{
    /// <summary>Runs middleware and bot over one inbound activity and returns what they want said.</summary>
    public async Task<IReadOnlyList<Activity>> ProcessAsync(Activity activity, Dialogs.Turn turn, TurnDocuments documents, IBot bot, CancellationToken cancellationToken)
    {
        var replies = new List<Activity>();
        using var context = new TurnContext(this, activity);
        context.TurnState.Add(turn);
        context.TurnState.Add(documents);
        context.TurnState.Add(replies);
        await RunPipelineAsync(context, bot.OnTurnAsync, cancellationToken);
        return replies;
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var replies = turnContext.TurnState.Get<List<Activity>>();
        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
        {
            responses[i] = new ResourceResponse { Id = activities[i].Id ?? "" };
            if (activities[i].Type != ActivityTypes.Trace)
            {
                replies.Add(activities[i]);
            }
        }

        return Task.FromResult(responses);
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new NotSupportedException("What was said stays said: the transcript is never rewritten.");

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("What was said stays said: the transcript is never rewritten.");
}
