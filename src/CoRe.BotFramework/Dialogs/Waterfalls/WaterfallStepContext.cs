namespace CoRe.BotFramework.Dialogs;

/// <summary>What a step sees: the result of the step before, the values kept so far, and the dialogs it may begin.</summary>
public class WaterfallStepContext : DialogContext
{
    private readonly WaterfallDialog _waterfall;
    private readonly StepData _step;
    private bool _nextCalled;

    internal WaterfallStepContext(WaterfallDialog waterfall, DialogContext dc, StepData step) : base(dc)
        => (_waterfall, _step) = (waterfall, step);

    public int Index => _step.Index;

    public object Options => _step.Options;

    public DialogReason Reason => _step.Reason;

    public object Result => _step.Result;

    /// <summary>Values kept until the waterfall ends; only types in <see cref="StateTypes"/>.</summary>
    public IDictionary<string, object> Values => _step.Values;

    /// <summary>Goes to the next step without waiting for a message.</summary>
    public Task<DialogTurnResult> NextAsync(object result = null, CancellationToken cancellationToken = default)
    {
        if (_nextCalled)
        {
            throw new InvalidOperationException($"A step may call {nameof(NextAsync)} only once.");
        }

        _nextCalled = true;
        return _waterfall.ResumeDialogAsync(this, DialogReason.NextCalled, result, cancellationToken);
    }

    internal readonly record struct StepData(object Options, IDictionary<string, object> Values, int Index, DialogReason Reason, object Result);
}
