using System.Globalization;

namespace CoRe.BotFramework.Dialogs;

/// <summary>The dialogs that can call each other by id.</summary>
public class DialogSet
{
    private readonly IStatePropertyAccessor<DialogState> _dialogState;
    private readonly List<Dialog> _dialogs = new(1);

    public DialogSet(IStatePropertyAccessor<DialogState> dialogState)
    {
        ArgumentNullException.ThrowIfNull(dialogState);
        _dialogState = dialogState;
    }

    public DialogSet()
    {
    }

    /// <summary>Adds a dialog; one whose id is taken gets a number behind it.</summary>
    public DialogSet Add(Dialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        if (Find(dialog.Id) is { } known)
        {
            if (ReferenceEquals(known, dialog))
            {
                return this;
            }

            dialog.Id = FreeId(dialog.Id);
        }

        _dialogs.Add(dialog);
        return this;
    }

    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (_dialogState is null)
        {
            throw new InvalidOperationException("This dialog set was made without a property for its state.");
        }

        var state = await _dialogState.GetAsync(turnContext, static () => new DialogState(), cancellationToken).ConfigureAwait(false);
        return new DialogContext(this, turnContext, state);
    }

    /// <summary>The dialog with this id, or null.</summary>
    public Dialog Find(string dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        foreach (var dialog in _dialogs)
        {
            if (dialog.Id == dialogId)
            {
                return dialog;
            }
        }

        return null;
    }

    public IEnumerable<Dialog> GetDialogs() => _dialogs;

    private string FreeId(string taken)
    {
        for (var number = 2; ; number++)
        {
            var id = taken + number.ToString(CultureInfo.InvariantCulture);
            if (Find(id) is null)
            {
                return id;
            }
        }
    }
}
