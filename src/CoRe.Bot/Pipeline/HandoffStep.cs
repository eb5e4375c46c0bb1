using CoRe.Bot.Conversations;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Pipeline;

/// <summary>
/// Puts the Bot Framework event <c>handoff.initiate</c> into the desk's side of the transcript when a turn calls a person, in
/// the same commit. It carries codes and our own reasons; the words stay in the transcript, and the person's client never gets it.
/// </summary>
internal sealed class HandoffStep : IMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        await next(cancellationToken);
        var turn = turnContext.TurnState.Get<Turn>();
        foreach (var open in turn.Changes.OfType<OpenCase>().ToList())
        {
            var context = new Dictionary<string, object?>
            {
                ["caseId"] = open.Id.ToString(),
                ["severity"] = (int)open.Severity,
                ["category"] = open.Category.Name(),
                ["language"] = open.Language?.Value,
                ["asked"] = open.Asked,
                ["reasons"] = open.Reasons,
            };
            turn.Want(new Say(turn.Conversation, Speaker.Desk, [(Activity)EventFactory.CreateHandoffInitiation(turnContext, context)]));
        }
    }
}
