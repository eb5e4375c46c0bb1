using System.Globalization;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Degrading;

/// <summary>
/// The buttons of an activity as ids of a few bytes: number of the line, then place in it. What a button sends is looked up in the
/// talk when it is tapped, so it is never cut, never forged, and an old button still works.
/// </summary>
public static class WireButtons
{
    /// <summary>The tap on "show me": nothing is said, the person can read now.</summary>
    public const string ReadNow = "read";

    /// <summary>The buttons in the order in which they are numbered: answers first, then those of cards.</summary>
    public static IReadOnlyList<WireButton> Of(Activity activity, long number) =>
        [.. Replies(activity).Select((action, index) => new WireButton(action.Title, string.Create(CultureInfo.InvariantCulture, $"{number}:{index}")))];

    /// <summary>Splits an id; false for what no button of ours ever had.</summary>
    public static bool TryRead(string id, out long number, out int index)
    {
        (number, index) = (0, 0);
        return id.Split(':') is [var line, var place]
            && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0
            && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    /// <summary>The action at that place of the activity, or null.</summary>
    public static CardAction? At(Activity activity, int index) => Replies(activity).ElementAtOrDefault(index);

    /// <summary>Everything a card of the activity offers.</summary>
    public static IEnumerable<CardAction> CardActions(Activity activity) =>
        (activity.Attachments ?? []).Where(attachment => attachment.ContentType == HeroCard.ContentType).SelectMany(attachment => Buttons(attachment.Content));

    /// <summary>A card that comes from the transcript is JSON; both bot runtimes' free-form values print themselves so.</summary>
    private static IEnumerable<CardAction> Buttons(object? content)
    {
        if (content is HeroCard card)
        {
            return card.Buttons ?? [];
        }

        using var json = JsonDocument.Parse(content?.ToString() ?? "{}");
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("buttons", out var buttons) && buttons.ValueKind == JsonValueKind.Array
            ? [.. buttons.EnumerateArray().Select(button => new CardAction(Word(button, "type"), Word(button, "title"), text: Word(button, "text"), value: Word(button, "value")))]
            : [];
    }

    private static string? Word(JsonElement button, string member) => button.TryGetProperty(member, out var word) ? word.ToString() : null;

    private static IEnumerable<CardAction> Replies(Activity activity) => (activity.SuggestedActions?.Actions ?? []).Concat(CardActions(activity))
        .Where(action => action.Type is ActionTypes.MessageBack or ActionTypes.ImBack or ActionTypes.PostBack);
}
