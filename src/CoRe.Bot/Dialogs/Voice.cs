using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Dialogs;

/// <summary>Bubbles and options to activities, in the shape that the phone page and every other wire understands.</summary>
internal static class Voice
{
    /// <summary>All bubbles of a page; the answers to tap go with the last one.</summary>
    public static IReadOnlyList<Activity> Of(Page page)
    {
        var said = page.Bubbles.Select(Of).ToArray();
        if (said.Length > 0 && page.Options.Count > 0)
        {
            said[^1].SuggestedActions = new SuggestedActions { Actions = [.. page.Options.Select(Button)] };
            said[^1].InputHint = InputHints.ExpectingInput;
        }

        return said;
    }

    public static Activity Of(Bubble bubble)
    {
        var activity = MessageFactory.Text(bubble.Text.Text);
        activity.TextFormat = TextFormatTypes.Plain;
        activity.Locale = bubble.Text.Locale.Value;
        activity.ChannelData = new Dictionary<string, Dictionary<string, string>>
        {
            ["core"] = new() { ["kind"] = bubble.Kind.ToString().ToLowerInvariant(), ["state"] = StateOf(bubble.Text.State) },
        };
        if (bubble.Buttons is { Count: > 0 } buttons)
        {
            activity.Attachments = [new HeroCard(buttons: [.. buttons]).ToAttachment()];
        }

        return activity;
    }

    public static CardAction Button(Option option) =>
        new(ActionTypes.MessageBack, option.Label, text: option.Command, displayText: option.Label, value: option.Command);

    public static CardAction Link(string title, string address) => new(ActionTypes.OpenUrl, title, value: address);

    public static CardAction Call(string title, string link) => new(ActionTypes.Call, title, value: link);

    public static Activity Event(string name, Dictionary<string, object?> value) => new() { Type = ActivityTypes.Event, Name = name, Value = value };

    /// <summary>The least sure of several texts, for a bubble that is put together from them.</summary>
    public static TextState Worst(TextState left, TextState right) => Rank(left) >= Rank(right) ? left : right;

    private static string StateOf(TextState state) => state switch
    {
        TextState.Reviewed => "reviewed",
        TextState.Machine => "machine",
        _ => "draft",
    };

    private static int Rank(TextState state) => state switch
    {
        TextState.Reviewed => 0,
        TextState.Draft => 1,
        TextState.Stale => 2,
        _ => 3,
    };
}
