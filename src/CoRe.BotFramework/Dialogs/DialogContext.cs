using System.Globalization;

namespace CoRe.BotFramework.Dialogs;

/// <summary>The dialogs of one turn: which is active, and the calls by which dialogs begin, end and replace each other.</summary>
public class DialogContext
{
    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(state);
        (Dialogs, Context, Stack) = (dialogs, turnContext, state.DialogStack);
    }

    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, parentDialogContext.Context, state) => Parent = parentDialogContext;

    internal DialogContext(DialogContext other)
        => (Dialogs, Context, Stack, Parent) = (other.Dialogs, other.Context, other.Stack, other.Parent);

    public DialogSet Dialogs { get; }

    public ITurnContext Context { get; }

    /// <summary>The stack, the active dialog first.</summary>
    public List<DialogInstance> Stack { get; }

    public DialogContext Parent { get; set; }

    /// <summary>The context inside the active dialog, when that is a container.</summary>
    public DialogContext Child
        => ActiveDialog is { } instance && FindDialog(instance.Id) is DialogContainer container ? container.CreateChildContext(this) : null;

    public DialogInstance ActiveDialog => Stack.Count > 0 ? Stack[0] : null;

    /// <summary>Values of the turn that dialogs share.</summary>
    public TurnContextStateCollection Services => Context.TurnState;

    public Task<DialogTurnResult> BeginDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        var dialog = Required(dialogId);
        Stack.Insert(0, new DialogInstance { Id = dialogId, State = new Dictionary<string, object>(3) });
        return dialog.BeginDialogAsync(this, options, cancellationToken);
    }

    public Task<DialogTurnResult> PromptAsync(string dialogId, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        ArgumentNullException.ThrowIfNull(options);
        return BeginDialogAsync(dialogId, options, cancellationToken);
    }

    /// <summary>Gives the turn to the active dialog; <see cref="DialogTurnStatus.Empty"/> when there is none.</summary>
    public Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default)
        => ActiveDialog is { } instance
            ? Required(instance.Id).ContinueDialogAsync(this, cancellationToken)
            : Task.FromResult(new DialogTurnResult(DialogTurnStatus.Empty));

    /// <summary>Ends the active dialog and resumes the one that began it.</summary>
    public async Task<DialogTurnResult> EndDialogAsync(object result = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.EndCalled, cancellationToken).ConfigureAwait(false);
        return ActiveDialog is { } instance
            ? await Required(instance.Id).ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false)
            : new DialogTurnResult(DialogTurnStatus.Complete, result);
    }

    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default)
        => CancelAllDialogsAsync(false, null, null, cancellationToken);

    /// <summary>Gives up every dialog here, on request also the parents'; a dialog that handles the event stops it there.</summary>
    public async Task<DialogTurnResult> CancelAllDialogsAsync(bool cancelParents, string eventName = null, object eventValue = null, CancellationToken cancellationToken = default)
    {
        if (Stack.Count == 0 && Parent is null)
        {
            return new DialogTurnResult(DialogTurnStatus.Empty);
        }

        eventName ??= DialogEvents.CancelDialog;
        // The dialog that cancels does not hear of it: the event is for those it takes along.
        var asked = false;
        for (var dc = this; dc is not null; dc = cancelParents ? dc.Parent : null)
        {
            while (dc.Stack.Count > 0)
            {
                if (asked && await dc.EmitEventAsync(eventName, eventValue, false, false, cancellationToken).ConfigureAwait(false))
                {
                    return new DialogTurnResult(DialogTurnStatus.Cancelled);
                }

                asked = true;
                await dc.EndActiveDialogAsync(DialogReason.CancelCalled, cancellationToken).ConfigureAwait(false);
            }
        }

        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    /// <summary>Ends the active dialog and begins another in its place.</summary>
    public async Task<DialogTurnResult> ReplaceDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.ReplaceCalled, cancellationToken).ConfigureAwait(false);
        return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
    }

    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default)
    {
        var handled = await EmitEventAsync(DialogEvents.RepromptDialog, null, false, false, cancellationToken).ConfigureAwait(false);
        if (!handled && ActiveDialog is { } instance)
        {
            await Required(instance.Id).RepromptDialogAsync(Context, instance, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The dialog with this id, here or at a parent; null when there is none.</summary>
    public Dialog FindDialog(string dialogId) => Dialogs?.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    /// <summary>Raises an event at the active dialog, or at the innermost one when <paramref name="fromLeaf"/>.</summary>
    public Task<bool> EmitEventAsync(string name, object value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        var dc = this;
        while (fromLeaf && dc.Child is { } child)
        {
            dc = child;
        }

        return dc.ActiveDialog is { } instance && dc.FindDialog(instance.Id) is { } dialog
            ? dialog.OnDialogEventAsync(dc, new DialogEvent { Name = name, Value = value, Bubble = bubble }, cancellationToken)
            : Task.FromResult(false);
    }

    /// <summary>The language of this turn.</summary>
    public string GetLocale()
    {
        var locale = Context is TurnContext turn ? turn.Locale : Context.Activity.Locale;
        return string.IsNullOrEmpty(locale) ? CultureInfo.CurrentCulture.Name : locale;
    }

    private Dialog Required(string dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        return FindDialog(dialogId)
            ?? throw new InvalidOperationException($"There is no dialog with the id '{dialogId}'. Was it added to the dialog set or component?");
    }

    private async Task EndActiveDialogAsync(DialogReason reason, CancellationToken cancellationToken)
    {
        if (ActiveDialog is { } instance)
        {
            // A dialog that a newer release no longer has must still be able to leave the stack.
            if (FindDialog(instance.Id) is { } dialog)
            {
                await dialog.EndDialogAsync(Context, instance, reason, cancellationToken).ConfigureAwait(false);
            }

            Stack.RemoveAt(0);
        }
    }
}
