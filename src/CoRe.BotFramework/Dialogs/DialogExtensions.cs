namespace CoRe.BotFramework.Dialogs;

/// <summary>A dialog as the whole of a bot's turn.</summary>
public static class DialogExtensions
{
    // A handler that says "handled" and changes nothing would otherwise turn one mistake into an endless turn.
    private const int ErrorsHandledPerTurn = 3;

    /// <summary>
    /// Continues the dialog, or begins it when nothing is on the stack. Unlike Microsoft's, it sends no snapshot of the
    /// dialogs' memory as a trace activity: that put people's words on the wire and into transcripts, at 78 kB a turn.
    /// </summary>
    public static async Task RunAsync(this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        var dialogs = new DialogSet(accessor).Add(dialog);
        var dc = await dialogs.CreateContextAsync(turnContext, cancellationToken).ConfigureAwait(false);
        for (var handledErrors = 0; ;)
        {
            try
            {
                await TurnAsync(dc, dialog.Id, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException && handledErrors < ErrorsHandledPerTurn)
            {
                if (!await dc.EmitEventAsync(DialogEvents.Error, error, true, true, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }

                handledErrors++;
            }
        }
    }

    private static async Task TurnAsync(DialogContext dc, string dialogId, CancellationToken cancellationToken)
    {
        var result = await dc.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
        if (result.Status == DialogTurnStatus.Empty)
        {
            await dc.BeginDialogAsync(dialogId, null, cancellationToken).ConfigureAwait(false);
        }
    }
}
