namespace CoRe.BotFramework.Schema;

/// <summary>A thumb up, a heart: something added to a message without words.</summary>
public class MessageReaction
{
    public MessageReaction()
    {
    }

    public MessageReaction(string type = null) => Type = type;

    public string Type { get; set; }
}

/// <summary>A piece of a suggested text that stands out.</summary>
public class TextHighlight
{
    public TextHighlight()
    {
    }

    public TextHighlight(string text = null, int? occurrence = default) => (Text, Occurrence) = (text, occurrence);

    public string Text { get; set; }
    public int? Occurrence { get; set; }
}

/// <summary>A named action of a caller that this activity belongs to.</summary>
public class SemanticAction
{
    public SemanticAction()
    {
    }

    public SemanticAction(string id = null, IDictionary<string, Entity> entities = null) => (Id, Entities) = (id, entities);

    public string Id { get; set; }
    public IDictionary<string, Entity> Entities { get; set; }
    public string State { get; set; }
}
