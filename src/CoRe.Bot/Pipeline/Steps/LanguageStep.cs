using CoRe.Bot.Dialogs;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Detection;

namespace CoRe.Bot.Pipeline.Steps;

/// <summary>Finds the language to answer in while none is chosen: the wire's hint, else the words themselves.</summary>
internal sealed class LanguageStep(LocaleLibrary locales, LanguageDetector detector) : IMiddleware
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
            && detector.Detect(new PersonText(text)) is { } detected && locales.IsOpen(detected) ? detected : null;

    private LocaleTag? Hint(Activity activity) => Wire(activity.Locale) is { } hint && locales.IsOpen(hint) ? hint : null;

    /// <summary>"ar-EG" asks for "ar".</summary>
    private static LocaleTag? Wire(string? locale)
    {
        var language = locale?.Split('-', '_')[0];
        return language is { Length: >= 2 and <= 3 } && language.All(char.IsAsciiLetter) ? new LocaleTag(language) : null;
    }
}
