namespace CoRe.BotFramework;

/// <summary>The turn itself: holds what came in, sends what goes out through the handlers and the adapter.</summary>
public class TurnContext : ITurnContext, IDisposable
{
    private readonly Activity _activity;
    private List<SendActivitiesHandler> _onSend;
    private List<UpdateActivityHandler> _onUpdate;
    private List<DeleteActivityHandler> _onDelete;
    private bool _disposed;

    public TurnContext(BotAdapter adapter, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(activity);
        (Adapter, _activity, TurnState) = (adapter, activity, []);
    }

    /// <summary>A second activity within the same turn: state, adapter and handlers are shared.</summary>
    public TurnContext(ITurnContext turnContext, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(activity);
        (Adapter, _activity, TurnState, Responded) = (turnContext.Adapter, activity, turnContext.TurnState, turnContext.Responded);
        if (turnContext is TurnContext outer)
        {
            (_onSend, _onUpdate, _onDelete) = (outer._onSend, outer._onUpdate, outer._onDelete);
            BufferedReplyActivities = outer.BufferedReplyActivities;
            Locale = outer.Locale;
        }
    }

    public BotAdapter Adapter { get; }

    public TurnContextStateCollection TurnState { get; }

    /// <summary>The language of this turn; the activity's own when nobody set another.</summary>
    public string Locale { get => field ?? _activity.Locale; set; }

    public Activity Activity => _activity;

    public bool Responded { get; private set; }

    /// <summary>Replies held back because the sender waits for them in the HTTP answer (deliveryMode expectReplies).</summary>
    public List<Activity> BufferedReplyActivities { get => field ??= []; private set; }

    public ITurnContext OnSendActivities(SendActivitiesHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        (_onSend ??= []).Add(handler);
        return this;
    }

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        (_onUpdate ??= []).Add(handler);
        return this;
    }

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        (_onDelete ??= []).Add(handler);
        return this;
    }

    public Task<ResourceResponse> SendActivityAsync(string textReplyToSend, string speak = null, string inputHint = null, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(textReplyToSend))
        {
            throw new ArgumentNullException(nameof(textReplyToSend));
        }

        var message = new Activity { Type = ActivityTypes.Message, Text = textReplyToSend };
        message.Speak = string.IsNullOrEmpty(speak) ? null : speak;
        message.InputHint = string.IsNullOrEmpty(inputHint) ? null : inputHint;
        return SendActivityAsync(message, cancellationToken);
    }

    public async Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var responses = await SendActivitiesAsync([activity], cancellationToken).ConfigureAwait(false);
        // A handler may drop the activity; then there is nothing a channel could have named.
        return responses is { Length: > 0 } ? responses[0] : new ResourceResponse();
    }

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activities);
        ThrowIfDisposed();
        if (activities.Length == 0)
        {
            throw new ArgumentException("Expecting one or more activities, but the array was empty.", nameof(activities));
        }

        var reference = _activity.GetConversationReference();
        if (_onSend is null)
        {
            return SendThroughAdapterAsync(Addressed(activities, reference), cancellationToken);
        }

        return SendThroughHandlersAsync([.. Addressed(activities, reference)], 0, cancellationToken);
    }

    public Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ThrowIfDisposed();
        var addressed = ((Activity)activity).ApplyConversationReference(_activity.GetConversationReference());
        return UpdateThroughHandlersAsync(addressed, 0, cancellationToken);
    }

    public Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(activityId);
        var reference = _activity.GetConversationReference();
        reference.ActivityId = activityId;
        return DeleteActivityAsync(reference, cancellationToken);
    }

    public Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationReference);
        ThrowIfDisposed();
        return DeleteThroughHandlersAsync(conversationReference, 0, cancellationToken);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
        {
            _disposed = true;
            TurnState.Dispose();
        }
    }

    private static Activity[] Addressed(IActivity[] activities, ConversationReference reference)
    {
        var addressed = new Activity[activities.Length];
        for (var i = 0; i < activities.Length; i++)
        {
            addressed[i] = activities[i].ApplyConversationReference(reference);
        }

        return addressed;
    }

    private Task<ResourceResponse[]> SendThroughHandlersAsync(List<Activity> activities, int index, CancellationToken cancellationToken)
        => _onSend is null || index >= _onSend.Count
            ? SendThroughAdapterAsync([.. activities], cancellationToken)
            : _onSend[index](this, activities, () => SendThroughHandlersAsync(activities, index + 1, cancellationToken));

    private async Task<ResourceResponse[]> SendThroughAdapterAsync(Activity[] activities, CancellationToken cancellationToken)
    {
        var responses = _activity.DeliveryMode == DeliveryModes.ExpectReplies
            ? Buffer(activities)
            : await Adapter.SendActivitiesAsync(this, activities, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < activities.Length; i++)
        {
            if (responses is not null && i < responses.Length && responses[i]?.Id is { } id)
            {
                activities[i].Id = id;
            }

            // A trace is for developers: a person still waits for an answer.
            Responded |= activities[i].Type != ActivityTypes.Trace;
        }

        return responses;
    }

    private ResourceResponse[] Buffer(Activity[] activities)
    {
        var responses = new ResourceResponse[activities.Length];
        for (var i = 0; i < activities.Length; i++)
        {
            BufferedReplyActivities.Add(activities[i]);
            if (activities[i].Type == ActivityTypesEx.InvokeResponse)
            {
                TurnState.Set(BotAdapter.InvokeResponseKey, activities[i]);
            }

            responses[i] = new ResourceResponse();
        }

        return responses;
    }

    private Task<ResourceResponse> UpdateThroughHandlersAsync(Activity activity, int index, CancellationToken cancellationToken)
        => _onUpdate is null || index >= _onUpdate.Count
            ? Adapter.UpdateActivityAsync(this, activity, cancellationToken)
            : _onUpdate[index](this, activity, () => UpdateThroughHandlersAsync(activity, index + 1, cancellationToken));

    private Task DeleteThroughHandlersAsync(ConversationReference reference, int index, CancellationToken cancellationToken)
        => _onDelete is null || index >= _onDelete.Count
            ? Adapter.DeleteActivityAsync(this, reference, cancellationToken)
            : _onDelete[index](this, reference, () => DeleteThroughHandlersAsync(reference, index + 1, cancellationToken));

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
