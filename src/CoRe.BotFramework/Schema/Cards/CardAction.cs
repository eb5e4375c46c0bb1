namespace CoRe.BotFramework.Schema;

/// <summary>A button: what it shows and what pressing it does (<see cref="ActionTypes"/>).</summary>
public class CardAction
{
    public CardAction()
    {
    }

    public CardAction(string type = null, string title = null, string image = null, string text = null, string displayText = null,
        object value = null, object channelData = null)
    {
        (Type, Title, Image, Text) = (type, title, image, text);
        (DisplayText, Value, ChannelData) = (displayText, value, channelData);
    }

    public string Type { get; set; }
    public string Title { get; set; }
    public string Image { get; set; }
    public string Text { get; set; }
    public string DisplayText { get; set; }
    public object Value { get; set; }
    public object ChannelData { get; set; }
    public string ImageAltText { get; set; }

    /// <summary>A button that says <paramref name="input"/> for the user.</summary>
    public static CardAction FromString(string input) => new() { Type = ActionTypes.ImBack, Title = input, Value = input };
}
