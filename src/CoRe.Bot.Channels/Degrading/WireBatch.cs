using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Degrading;

/// <summary>What goes out together, up to and with line <paramref name="Last"/>; no message at all when nothing of it is to be shown.</summary>
public sealed record WireBatch(long Last, IReadOnlyList<WireMessage> Messages)
{
    /// <summary>
    /// Puts short lines of one voice into one message: on a messenger each message rings and lights up the screen, and some wires slow down after
    /// one a second. Lines with something to tap, and long ones, stay whole.
    /// </summary>
    /// <param name="lines">In order, with who speaks: a change of voice begins a new batch.</param>
    /// <param name="most">Most characters of a message that was put together.</param>
    public static IReadOnlyList<WireBatch> Of(IEnumerable<(long Number, string Voice, IReadOnlyList<WireMessage> Messages)> lines, int most)
    {
        var batches = new List<WireBatch>();
        string? voice = null;
        foreach (var (number, speaker, messages) in lines)
        {
            if (voice == speaker && batches is [.., var last] && Joined(last.Messages, messages, most) is { } joined)
            {
                batches[^1] = new WireBatch(number, joined);
            }
            else
            {
                batches.Add(new WireBatch(number, messages));
            }

            voice = speaker;
        }

        return batches;
    }

    private static IReadOnlyList<WireMessage>? Joined(IReadOnlyList<WireMessage> before, IReadOnlyList<WireMessage> next, int most) => (before, next) switch
    {
        (_, []) => before,
        ([], _) => next,
        ([{ Buttons.Count: 0, Links.Count: 0 } said], [var more]) when said.Text.Length + more.Text.Length + 2 <= most => [more with { Text = $"{said.Text}\n\n{more.Text}" }],
        _ => null,
    };
}
