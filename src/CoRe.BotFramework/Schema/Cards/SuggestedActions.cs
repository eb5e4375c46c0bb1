namespace CoRe.BotFramework.Schema;

/// <summary>Buttons offered with a message; gone once the person has answered.</summary>
public class SuggestedActions
{
    public SuggestedActions()
    {
    }

    public SuggestedActions(IList<string> to = null, IList<CardAction> actions = null) => (To, Actions) = (to, actions);

    public SuggestedActions(IEnumerable<string> to, IEnumerable<CardAction> actions) : this(to.ToArray(), actions.ToArray())
    {
    }

    public IList<string> To { get; set; }
    public IList<CardAction> Actions { get; set; }
}
