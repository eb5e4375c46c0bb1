namespace CoRe.BotFramework.Dialogs;

/// <summary>What is stored of a conversation's dialogs: the stack, the active one first.</summary>
public class DialogState
{
    public DialogState() : this(null)
    {
    }

    public DialogState(List<DialogInstance> stack) => DialogStack = stack ?? [];

    public List<DialogInstance> DialogStack { get; set; }
}

/// <summary>One dialog on the stack and what it keeps between turns.</summary>
public class DialogInstance
{
    public string Id { get; set; }

    /// <summary>Values of the types in <see cref="StateTypes"/>; others are refused when the state is saved.</summary>
    public IDictionary<string, object> State { get; set; }
    public int? StackIndex { get; set; }
    public string Version { get; set; }
}
