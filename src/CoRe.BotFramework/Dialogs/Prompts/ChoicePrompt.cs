namespace CoRe.BotFramework.Dialogs;

/// <summary>Asks for one of a list. The answer may be its words, its number or its place.</summary>
public class ChoicePrompt : Prompt<FoundChoice>
{
    private readonly Dictionary<string, ChoiceFactoryOptions> _choiceDefaults;

    public ChoicePrompt(string dialogId, PromptValidator<FoundChoice> validator = null, string defaultLocale = null)
        : this(dialogId, null, validator, defaultLocale)
    {
    }

    public ChoicePrompt(string dialogId, Dictionary<string, ChoiceFactoryOptions> choiceDefaults, PromptValidator<FoundChoice> validator = null, string defaultLocale = null)
        : base(dialogId, validator) => (_choiceDefaults, DefaultLocale) = (choiceDefaults, defaultLocale);

    public ListStyle Style { get; set; } = ListStyle.Auto;
    public string DefaultLocale { get; set; }
    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    /// <summary>How answers are read; never written to by a turn.</summary>
    public FindChoicesOptions RecognizerOptions { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var culture = Culture(turnContext, options);
        var choiceOptions = ChoiceOptions ?? _choiceDefaults?.GetValueOrDefault(culture.Locale) ?? culture.ChoiceOptions;
        var message = AppendChoices(Question(options, isRetry), activity.ChannelId, options.Choices ?? [], options.Style ?? Style,
            choiceOptions, activity.Conversation?.ConversationType, null, cancellationToken);
        await turnContext.SendActivityAsync(message, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<FoundChoice>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var result = new PromptRecognizerResult<FoundChoice>();
        var text = turnContext.Activity.Text;
        if (!string.IsNullOrWhiteSpace(text))
        {
            var found = ChoiceRecognizers.RecognizeChoices(text, options.Choices, ReadingOptions(Culture(turnContext, options).Locale));
            result.Succeeded = found.Count > 0;
            result.Value = result.Succeeded ? found[0].Resolution : null;
        }

        return Task.FromResult(result);
    }

    private CultureWords Culture(ITurnContext turnContext, PromptOptions options)
        => CultureWords.Find(options.RecognizeLanguage) ?? CultureWords.Find(turnContext.Activity.Locale) ?? CultureWords.For(DefaultLocale);

    // A fresh object: the prompt serves people of different languages at the same time.
    private FindChoicesOptions ReadingOptions(string locale) => RecognizerOptions is { } own
        ? new FindChoicesOptions
        {
            AllowPartialMatches = own.AllowPartialMatches,
            Locale = locale,
            MaxTokenDistance = own.MaxTokenDistance,
            Tokenizer = own.Tokenizer,
            NoValue = own.NoValue,
            NoAction = own.NoAction,
            RecognizeNumbers = own.RecognizeNumbers,
            RecognizeOrdinals = own.RecognizeOrdinals,
        }
        : new FindChoicesOptions { Locale = locale };
}
