using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Dialogs.Steps;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Dialogs.Flows;

/// <summary>A node's words and choices in the language of the turn. The state of a talk holds keys only, so any page can be said again.</summary>
internal sealed class FlowPages(LocaleLibrary locales, StepBook steps)
{
    // Two words are "delete chat" in any language; three are a sentence of somebody.
    private const int SureWords = 3;
    private const int SureLetters = 4;

    /// <summary>Everything a page shows and offers.</summary>
    public Page Compose(FlowLibrary flows, Place place, FlowTurn turn)
    {
        var page = new Page();
        var node = flows[place.Node];
        Say(node, turn, page);
        if (node.Show is { } show)
        {
            steps.Show(show).Compose(turn, node.With ?? place.Argument, page);
        }

        var state = locales.Pack(turn.Locale).State;
        foreach (var choice in node.Choices.Where(choice => FlowConditions.Holds(choice.When, turn, state)))
        {
            page.Options.Add(new Option(locales.Text(turn.Locale, choice.Label).Text, flows.CommandOf(choice.Go), choice.Answer));
        }

        return page;
    }

    /// <summary>Adds the sentences of a node to what is said in this turn.</summary>
    public void Say(FlowNode node, FlowTurn turn, Page page)
    {
        var state = locales.Pack(turn.Locale).State;
        foreach (var say in node.Say.Where(say => FlowConditions.Holds(say.When, turn, state)))
        {
            var text = locales.Text(turn.Locale, say.Key, ("time", turn.Turn.Desk.BackAt is { } back ? ItalianClock.Say(back, turn.Locale) : ""));
            page.Bubbles.Add(new Bubble(node.Kind, text));
        }
    }

    /// <summary>Enough words to tell a language by: three, or one long one that no two languages share.</summary>
    public static bool IsSentence(FlowTurn turn) =>
        turn.Words is { } words && FoldedWords.Of(words) is var found && (found.Count >= SureWords || found.Any(word => word.Length >= SureLetters));

    /// <summary>One tap to the language the person writes in, offered once and asked in that language.</summary>
    public void OfferWrittenLanguage(FlowTurn turn, Page page)
    {
        if (turn.Words is { } words && FoldedWords.Of(words).Count >= SureWords
            && turn.Turn.Written is { } written && written != turn.Locale && !turn.Memory.Offered.Contains(written.Value))
        {
            turn.Memory.Offered.Add(written.Value);
            page.Bubbles.Add(new Bubble(BubbleKind.System, locales.Text(written, "dialogs.language.offer")));
            page.Options.Insert(0, new Option(locales.Pack(written).OwnName, $"{Commands.LanguagePrefix}{written}"));
        }
    }
}
