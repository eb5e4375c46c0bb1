using CoRe.Bot.Dialogs;
using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Dialogs.Steps;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Pipeline;

/// <summary>Finds the language to answer in while none is chosen: the wire's hint, else the words themselves.</summary>
internal sealed class LanguageStep(LocaleLibrary locales) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var turn = turnContext.TurnState.Get<Turn>();
        turn.Written = Written(turnContext.Activity);
        if (!turn.LocaleChosen)
        {
            turn.Locale = turn.Written ?? Hint(turnContext.Activity) ?? LocaleTag.Italian;
        }
        else if (!locales.IsOpen(turn.Locale))
        {
            turn.Locale = LocaleTag.Italian;
        }

        return next(cancellationToken);
    }

    private LocaleTag? Written(Activity activity) =>
        activity.Type == ActivityTypes.Message && activity.Text is { Length: > 0 } text && text[0] != '#'
            && LanguageDetector.Detect(new PersonText(text)) is { } detected && locales.IsOpen(detected) ? detected : null;

    private LocaleTag? Hint(Activity activity) => Wire(activity.Locale) is { } hint && locales.IsOpen(hint) ? hint : null;

    /// <summary>"ar-EG" asks for "ar".</summary>
    private static LocaleTag? Wire(string? locale)
    {
        var language = locale?.Split('-', '_')[0];
        return language is { Length: >= 2 and <= 3 } && language.All(char.IsAsciiLetter) ? new LocaleTag(language) : null;
    }
}

/// <summary>
/// A person holds this conversation: the words are in the transcript and so at the desk already; the dialogs stay silent.
/// What only the person can decide passes all the same: the operator asks for a yes, and the answer must count; and a change of
/// language changes it, with one line, for the person's page and for the operator's desk.
/// </summary>
internal sealed class RelayStep(LocaleLibrary locales) : IMiddleware
{
    private static readonly string[] Decisions = ["#consent:", "#withdraw:", "#erase"];

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var turn = turnContext.TurnState.Get<Turn>();
        var command = CommandOf(turnContext.Activity);
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
