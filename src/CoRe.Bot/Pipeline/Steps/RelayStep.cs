using CoRe.Bot.Conversations;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Dialogs.Steps;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Pipeline.Steps;

/// <summary>
/// A person holds this conversation: the words are in the transcript and so at the desk already; the dialogs stay silent.
/// What only the person can decide passes all the same: the operator asks for a yes, and the answer must count; and a change of
/// language changes it, with one line, for the person's page and for the operator's desk.
/// </summary>
internal sealed class RelayStep(LocaleLibrary locales) : IMiddleware
{
    private static readonly string[] Decisions = ["#consent:", "#withdraw:", "#referral", "#helped:", "#handing:", "#checkin-at:", "#erase"];

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var turn = turnContext.TurnState.Get<Turn>();
        var command = CommandOf(turnContext.Activity);
        if (turn.Case is null && HeldElsewhere.Is(turnContext.Activity))
        {
            // Somebody answers in the page's inbox. With an open case the bot speaks all the same: danger goes first.
            return;
        }

        if (turn.Case?.Owner is null || Decisions.Any(decision => command.StartsWith(decision, StringComparison.Ordinal)))
        {
            await next(cancellationToken);
        }
        else if (command.StartsWith(Commands.LanguagePrefix, StringComparison.Ordinal)
            && LanguageChoice.Open(locales, command[Commands.LanguagePrefix.Length..]) is { } tag)
        {
            LanguageChoice.Choose(turn, tag);
            var said = locales.Text(turn.Locale, "handover.language_changed");
            await turnContext.SendActivityAsync(Voice.Of(new Bubble(BubbleKind.Info, said)), cancellationToken);
            await turnContext.SendActivityAsync(LanguageChoice.Event(tag), cancellationToken);
        }
    }

    private static string CommandOf(Activity activity) => activity.Type == ActivityTypes.Message
        && (activity.Text is { Length: > 0 } text ? text : activity.Value?.ToString()) is { } command ? command : "";
}
