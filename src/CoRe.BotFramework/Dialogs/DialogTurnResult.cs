namespace CoRe.BotFramework.Dialogs;

/// <summary>How the dialog stands after a turn.</summary>
public class DialogTurnResult
{
    public DialogTurnResult(DialogTurnStatus status, object result = null) => (Status, Result) = (status, result);

    public DialogTurnStatus Status { get; set; }
    public object Result { get; set; }
    public bool ParentEnded { get; set; }
}

/// <summary>How the dialog stack stands.</summary>
public enum DialogTurnStatus
{
    /// <summary>Nothing on the stack.</summary>
    Empty,

    /// <summary>Waiting for the next message.</summary>
    Waiting,

    /// <summary>The last dialog has ended, with a result.</summary>
    Complete,

    /// <summary>The dialogs were given up.</summary>
    Cancelled,

    /// <summary>This turn ended the dialog's work, but it stays on the stack.</summary>
    CompleteAndWait,
}

/// <summary>Why a dialog's method is called.</summary>
public enum DialogReason
{
    BeginCalled,
    ContinueCalled,
    EndCalled,
    ReplaceCalled,
    CancelCalled,
    NextCalled,
}

/// <summary>Something that happened, for dialogs to react to.</summary>
public class DialogEvent
{
    public bool Bubble { get; set; }
    public string Name { get; set; }
    public object Value { get; set; }
}

/// <summary>Names of events.</summary>
public class DialogEvents
{
    public const string BeginDialog = "beginDialog";
    public const string RepromptDialog = "repromptDialog";
    public const string CancelDialog = "cancelDialog";
    public const string ActivityReceived = "activityReceived";
    public const string VersionChanged = "versionChanged";
    public const string Error = "error";
    public const string Custom = "custom";
}
