namespace CoRe.BotFramework.Dialogs;

/// <summary>Asks until the answer can be used. The prompt object is shared by all conversations and never written to.</summary>
public abstract class Prompt<T> : Dialog
{
    internal const string AttemptCountKey = "attemptCount";
    private const string OptionsKey = "options";
    private const string StateKey = "state";

    private readonly PromptValidator<T> _validator;

    public Prompt(string dialogId, PromptValidator<T> validator = null) : base(dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        _validator = validator;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (options is not PromptOptions promptOptions)
        {
            throw new ArgumentException("A prompt needs PromptOptions.", nameof(options));
        }

        var promptState = new Dictionary<string, object>(1) { [AttemptCountKey] = 0 };
        var state = dc.ActiveDialog.State;
        state[OptionsKey] = promptOptions;
        state[StateKey] = promptState;
        await OnPromptAsync(dc.Context, promptState, promptOptions, false, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.Context.Activity.Type != ActivityTypes.Message)
        {
            return EndOfTurn;
        }

        var (state, options) = Kept(dc.ActiveDialog);
        var recognized = await OnRecognizeAsync(dc.Context, state, options, cancellationToken).ConfigureAwait(false);
        state[AttemptCountKey] = (state.TryGetValue(AttemptCountKey, out var count) && count is int number ? number : 0) + 1;
        var valid = _validator is null
            ? recognized.Succeeded
            : await _validator(new(dc.Context, recognized, state, options), cancellationToken).ConfigureAwait(false);
        if (valid)
        {
            return await dc.EndDialogAsync(recognized.Value, cancellationToken).ConfigureAwait(false);
        }

        // A validator that has already said why must not be followed by the bare question.
        if (!dc.Context.Responded)
        {
            await OnPromptAsync(dc.Context, state, options, true, cancellationToken).ConfigureAwait(false);
        }

        return EndOfTurn;
    }

    /// <summary>Something begun over this prompt has ended: the question is asked again.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var (state, options) = Kept(instance);
        return OnPromptAsync(turnContext, state, options, false, cancellationToken);
    }

    protected abstract Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default);

    protected abstract Task<PromptRecognizerResult<T>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default);

    /// <summary>The question with its choices, in the form the style or the channel asks for.</summary>
    protected virtual IMessageActivity AppendChoices(IMessageActivity prompt, string channelId, IList<Choice> choices, ListStyle style, ChoiceFactoryOptions options = null, string conversationType = null, IList<string> toList = null, CancellationToken cancellationToken = default)
    {
        var question = prompt is null ? MessageFactory.Text(string.Empty, null, InputHints.ExpectingInput) : Fresh((Activity)prompt);
        var text = question.Text ?? string.Empty;
        choices ??= [];
        switch (style == ListStyle.Auto ? ChoiceFactory.StyleFor(channelId, choices, conversationType) : style)
        {
            case ListStyle.Inline:
                question.Text = ChoiceFactory.InlineText(choices, text, options);
                break;
            case ListStyle.List:
                question.Text = ChoiceFactory.ListText(choices, text, options);
                break;
            case ListStyle.SuggestedAction:
                question.SuggestedActions = ChoiceFactory.SuggestedAction(choices, text, null, toList).SuggestedActions;
                break;
            case ListStyle.HeroCard:
                // The card says the text itself.
                var cards = ChoiceFactory.HeroCard(choices, text).Attachments;
                (question.Text, question.Attachments) = (null, question.Attachments is { Count: > 0 } own ? [.. own, .. cards] : cards);
                break;
        }

        return question;
    }

    /// <summary>The question as asked now: sending addresses an activity, and the one in the options may be shared.</summary>
    private protected static Activity Question(PromptOptions options, bool isRetry)
        => isRetry && options.RetryPrompt is not null ? options.RetryPrompt : options.Prompt;

    private protected static Task SendQuestionAsync(ITurnContext turnContext, PromptOptions options, bool isRetry, CancellationToken cancellationToken)
        => Question(options, isRetry) is { } question
            ? turnContext.SendActivityAsync(Fresh(question), cancellationToken)
            : Task.CompletedTask;

    private static Activity Fresh(Activity question)
    {
        var copy = question.ShallowCopy();
        copy.InputHint = string.IsNullOrEmpty(copy.InputHint) || copy.InputHint == InputHints.AcceptingInput
            ? InputHints.ExpectingInput
            : copy.InputHint;
        return copy;
    }

    private static (IDictionary<string, object> State, PromptOptions Options) Kept(DialogInstance instance)
        => ((IDictionary<string, object>)instance.State[StateKey], (PromptOptions)instance.State[OptionsKey]);
}
