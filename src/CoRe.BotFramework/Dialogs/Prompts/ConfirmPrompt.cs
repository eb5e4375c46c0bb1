namespace CoRe.BotFramework.Dialogs;

/// <summary>
/// Asks for yes or no, in the person's language. Only a plain yes or no counts: what says both, neither or more is asked again,
/// because acting on a misread yes is worse than asking twice.
/// </summary>
public class ConfirmPrompt : Prompt<bool>
{
    private readonly Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)> _choiceDefaults;

    public ConfirmPrompt(string dialogId, PromptValidator<bool> validator = null, string defaultLocale = null)
        : this(dialogId, null, validator, defaultLocale)
    {
    }

    public ConfirmPrompt(string dialogId, Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)> choiceDefaults, PromptValidator<bool> validator = null, string defaultLocale = null)
        : base(dialogId, validator) => (_choiceDefaults, DefaultLocale) = (choiceDefaults, defaultLocale);

    public ListStyle Style { get; set; } = ListStyle.Auto;
    public string DefaultLocale { get; set; }
    public ChoiceFactoryOptions ChoiceOptions { get; set; }

    /// <summary>The choices for yes and no, when they must not be the language's own words.</summary>
    public Tuple<Choice, Choice> ConfirmChoices { get; set; }

    protected override async Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var activity = turnContext.Activity;
        var (yes, no, choiceOptions) = Offered(Culture(turnContext, options));
        var message = AppendChoices(Question(options, isRetry), activity.ChannelId, [yes, no], options.Style ?? Style, choiceOptions,
            activity.Conversation?.ConversationType, null, cancellationToken);
        await turnContext.SendActivityAsync(message, cancellationToken).ConfigureAwait(false);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(options);
        var culture = Culture(turnContext, options);
        var answer = turnContext.Activity.Text is { } text ? culture.Confirmation(text) ?? AsOffered(text, culture) : null;
        return Task.FromResult(new PromptRecognizerResult<bool> { Succeeded = answer.HasValue, Value = answer ?? false });
    }

    private bool? AsOffered(string text, CultureWords culture)
    {
        var (yes, no, _) = Offered(culture);
        var (saysYes, saysNo) = (Says(text, yes), Says(text, no));
        if (saysYes != saysNo)
        {
            return saysYes;
        }

        return culture.PlaceIn(text, numbers: true, ordinals: true) switch
        {
            1 => true,
            2 => false,
            _ => null,
        };
    }

    private static bool Says(string text, Choice choice)
    {
        string[] words = [choice.Value, choice.Action?.Title, .. choice.Synonyms ?? []];
        return Array.Exists(words, word => !string.IsNullOrWhiteSpace(word) && Tokenizer.SameWords(word, text));
    }

    private (Choice Yes, Choice No, ChoiceFactoryOptions Options) Offered(CultureWords culture)
    {
        if (_choiceDefaults is null || !_choiceDefaults.TryGetValue(culture.Locale, out var defaults))
        {
            defaults = (new Choice(culture.Yes), new Choice(culture.No), culture.ChoiceOptions);
        }

        return (ConfirmChoices?.Item1 ?? defaults.Item1, ConfirmChoices?.Item2 ?? defaults.Item2, ChoiceOptions ?? defaults.Item3);
    }

    private CultureWords Culture(ITurnContext turnContext, PromptOptions options)
        => CultureWords.Find(options.RecognizeLanguage) ?? CultureWords.Find(turnContext.Activity.Locale) ?? CultureWords.For(DefaultLocale);
}
