using System.Globalization;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Degrading;

/// <summary>
/// One activity of the bot in the shape of a wire that can show less than a web page: buttons that do not fit become a numbered list
/// (number or words are understood), long text is cut between sentences, cards become text with links. Nothing is left out.
/// </summary>
public static class Degraded
{
    /// <summary>The messages to send for the activity, in order; empty when there is nothing to show (events, typing).</summary>
    /// <param name="number">The activity's number in its talk, for the ids of its buttons.</param>
    public static IReadOnlyList<WireMessage> Of(Activity activity, long number, WireLimits limits)
    {
        if (activity.Type != ActivityTypes.Message)
        {
            return [];
        }

        var lines = new List<string>();
        if (activity.Text is { Length: > 0 } text)
        {
            lines.Add(text);
        }

        var links = new List<WireLink>();
        foreach (var action in WireButtons.CardActions(activity))
        {
            Show(action, limits, lines, links);
        }

        var buttons = WireButtons.Of(activity, number);
        if (buttons.Count > limits.Buttons)
        {
            lines.AddRange(buttons.Select((button, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {button.Label}")));
            buttons = [];
        }

        var parts = TextSplitter.Split(string.Join('\n', lines), limits.Text);
        // A message needs words: buttons alone are shown under a sign.
        parts = parts.Count == 0 && (buttons.Count > 0 || links.Count > 0) ? ["…"] : parts;
        return [.. parts.Select((part, index) => index == parts.Count - 1
            ? new WireMessage(part, [.. buttons.Select(button => button with { Label = Cut(button.Label, limits.Label) })], links)
            : new WireMessage(part, [], []))];
    }

    private static void Show(CardAction action, WireLimits limits, List<string> lines, List<WireLink> links)
    {
        var value = action.Value?.ToString() ?? "";
        if (action.Type == ActionTypes.Call)
        {
            // Every phone makes a written number to be tapped.
            var phone = value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? value[4..] : value;
            lines.Add(Digits(action.Title).Contains(Digits(phone), StringComparison.Ordinal) ? action.Title : $"{action.Title}: {phone}");
        }
        else if (action.Type == ActionTypes.OpenUrl && Uri.TryCreate(value, UriKind.Absolute, out var address))
        {
            if (limits.Links)
            {
                links.Add(new WireLink(action.Title, address));
            }
            else
            {
                lines.Add($"{action.Title}: {address.AbsoluteUri}");
            }
        }
    }

    private static string Digits(string? text) => new((text ?? "").Where(char.IsAsciiDigit).ToArray());

    private static string Cut(string label, int most) => label.Length <= most ? label
        : string.Concat(label.AsSpan(0, char.IsHighSurrogate(label[most - 2]) ? most - 2 : most - 1), "…");
}
