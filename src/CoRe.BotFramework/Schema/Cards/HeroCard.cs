namespace CoRe.BotFramework.Schema;

/// <summary>A picture on a card.</summary>
public class CardImage
{
    public CardImage()
    {
    }

    public CardImage(string url = null, string alt = null, CardAction tap = null) => (Url, Alt, Tap) = (url, alt, tap);

    public string Url { get; set; }
    public string Alt { get; set; }
    public CardAction Tap { get; set; }
}

/// <summary>A card with a large picture, text and buttons.</summary>
public class HeroCard
{
    /// <summary>Media type of the card as an attachment.</summary>
    public const string ContentType = "application/vnd.microsoft.card.hero";

    public HeroCard()
    {
    }

    public HeroCard(string title = null, string subtitle = null, string text = null, IList<CardImage> images = null,
        IList<CardAction> buttons = null, CardAction tap = null)
        => (Title, Subtitle, Text, Images, Buttons, Tap) = (title, subtitle, text, images, buttons, tap);

    public string Title { get; set; }
    public string Subtitle { get; set; }
    public string Text { get; set; }
    public IList<CardImage> Images { get; set; }
    public IList<CardAction> Buttons { get; set; }
    public CardAction Tap { get; set; }
}

/// <summary>Cards become attachments.</summary>
public static class Extensions
{
    public static Attachment ToAttachment(this HeroCard card) => new() { Content = card, ContentType = HeroCard.ContentType };
}
