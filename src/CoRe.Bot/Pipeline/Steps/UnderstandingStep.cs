using CoRe.Bot.Dialogs;
using CoRe.Bot.Facts;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Pipeline.Steps;

/// <summary>Guesses the topic of free text. Buttons and commands start with # and need no guess.</summary>
internal sealed class UnderstandingStep(TopicRecognizer recognizer) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity.Type == ActivityTypes.Message && turnContext.Activity.Text is { Length: > 0 } text && text[0] != '#')
        {
            var turn = turnContext.TurnState.Get<Turn>();
            turn.Guess = recognizer.Recognize(new PersonText(text), turn.Locale);
        }

        return next(cancellationToken);
    }
}
