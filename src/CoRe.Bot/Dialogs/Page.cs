using CoRe.Bot.Dialogs.Flows;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Dialogs;

/// <summary>One bubble: words, how sure they are, and buttons that stay with it (call, map).</summary>
internal sealed record Bubble(BubbleKind Kind, LocalText Text, IReadOnlyList<CardAction>? Buttons = null);

/// <summary>One answer to tap: its label and the command it sends.</summary>
/// <param name="Answer"><c>yes</c> or <c>no</c> when the word alone means it.</param>
internal sealed record Option(string Label, string Command, string? Answer = null);

/// <summary>What a page says and offers. Composing one changes nothing, so it can be done again in another language.</summary>
internal sealed class Page
{
    public List<Bubble> Bubbles { get; } = [];

    public List<Option> Options { get; } = [];

    /// <summary>What may be counted once the page is really shown.</summary>
    public List<(FactType Type, string? Code)> Facts { get; } = [];
}
