namespace CoRe.BotFramework.Dialogs;

/// <summary>Asks for a number. An answer with none, several, or one that could be read in two ways is asked again.</summary>
public class NumberPrompt<T> : Prompt<T>
    where T : struct
{
    public NumberPrompt(string dialogId, PromptValidator<T> validator = null, string defaultLocale = null) : base(dialogId, validator)
    {
        DefaultLocale = defaultLocale;
        if (!Numbers.IsSupported(typeof(T)))
        {
            throw new NotSupportedException($"NumberPrompt cannot give a '{typeof(T)}'.");
        }
    }

    public string DefaultLocale { get; set; }

    protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
        => SendQuestionAsync(turnContext, options, isRetry, cancellationToken);

    protected override Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var locale = options.RecognizeLanguage ?? turnContext.Activity.Locale ?? DefaultLocale;
        var result = new PromptRecognizerResult<T>();
        if (Numbers.TryFindOne(turnContext.Activity.Text, locale, out var number) && Numbers.TryNarrow(number, typeof(T), out var value))
        {
            (result.Succeeded, result.Value) = (true, (T)value);
        }

        return Task.FromResult(result);
    }
}
