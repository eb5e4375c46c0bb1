using System.Globalization;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Degrading;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Wires;

/// <summary>
/// On a wire that shows buttons as a numbered list, the number or the words of one is a tap. The flows understand the numbers of their own pages; a question that the
/// desk asks stands on none, and while a person holds the talk the flows are silent.
/// </summary>
internal sealed class WireNumbers(IEnumerable<IWire> wires, Transcript transcript)
{
    /// <summary>The list is among the last lines, or it is not what the number means.</summary>
    private const int LookBack = 20;

    /// <param name="delivered">The last line that went out; what the person has not seen is not meant.</param>
    /// <returns>What the button sends; null when the words are words.</returns>
    public async Task<CardAction?> ReadAsync(string channel, ConversationId talk, long delivered, string text, CancellationToken cancellationToken)
    {
        var words = text.Trim().TrimEnd('.', ')');
        if (words.Length == 0 || wires.FirstOrDefault(wire => wire.Channel == channel) is not { } on)
        {
            return null;
        }

        var after = Math.Max(0, delivered - LookBack);
        var lines = await transcript.ReadAsync(talk, after, LookBack, withDeskLines: true, cancellationToken) ?? [];
        // Whatever was said after the list, by the bot or by a person, is what is being answered.
        if (lines.LastOrDefault(line => line.Number <= delivered && line.Speaker is Speaker.Bot or Speaker.Operator && line.Activity.Type == ActivityTypes.Message) is not { } last)
        {
            return null;
        }

        var activity = last.Activity;
        var buttons = WireButtons.Of(activity, last.Number);
        if (buttons.Count <= on.Limits.Buttons)
        {
            return null;
        }

        var place = Number(words) is { } number ? number - 1 : IndexOf(buttons, words);
        return place >= 0 ? WireButtons.At(activity, place) : null;
    }

    /// <summary>In the digits of any script, as a phone in that language writes them.</summary>
    private static int? Number(string words)
    {
        var number = 0;
        foreach (var letter in words)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(letter);
            if (digit < 0 || words.Length > 2)
            {
                return null;
            }

            number = (number * 10) + digit;
        }

        return number > 0 ? number : null;
    }

    private static int IndexOf(IReadOnlyList<WireButton> buttons, string words)
    {
        for (var place = 0; place < buttons.Count; place++)
        {
            if (string.Equals(buttons[place].Label, words, StringComparison.CurrentCultureIgnoreCase))
            {
                return place;
            }
        }

        return -1;
    }
}
