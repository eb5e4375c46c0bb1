namespace CoRe.BotFramework.Dialogs;

/// <summary>What a prompt asks, asks again, and offers.</summary>
public class PromptOptions
{
    public Activity Prompt { get; set; }
    public Activity RetryPrompt { get; set; }
    public IList<Choice> Choices { get; set; }
    public ListStyle? Style { get; set; }
    public object Validations { get; set; }

    /// <summary>The language the answer is read in, when it is not the activity's.</summary>
    public string RecognizeLanguage { get; set; }
}

/// <summary>What a prompt understood.</summary>
public class PromptRecognizerResult<T>
{
    public bool Succeeded { get; set; }
    public T Value { get; set; }
    public bool AllowInterruption { get; set; }
}

/// <summary>Decides whether an answer will do.</summary>
public delegate Task<bool> PromptValidator<T>(PromptValidatorContext<T> promptContext, CancellationToken cancellationToken);

/// <summary>What a validator sees.</summary>
public class PromptValidatorContext<T>
{
    internal PromptValidatorContext(ITurnContext turnContext, PromptRecognizerResult<T> recognized, IDictionary<string, object> state, PromptOptions options)
        => (Context, Recognized, State, Options) = (turnContext, recognized, state, options);

    public ITurnContext Context { get; }
    public PromptRecognizerResult<T> Recognized { get; }
    public PromptOptions Options { get; }

    /// <summary>Kept until the prompt ends; a validator may keep its own values here.</summary>
    public IDictionary<string, object> State { get; }

    /// <summary>How many answers there were, this one included.</summary>
    public int AttemptCount => State.TryGetValue(Prompt<T>.AttemptCountKey, out var count) && count is int number ? number : 0;
}
