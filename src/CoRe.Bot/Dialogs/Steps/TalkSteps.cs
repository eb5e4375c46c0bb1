using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>Opens a talk: on the web the person has tapped a language already, elsewhere the wire's hint is only a guess.</summary>
internal sealed class OpenTalk(LanguageChoice languages) : IFlowAct
{
    public string Name => "open-talk";

    public IReadOnlyList<string> Outcomes { get; } = ["known", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        turn.Turn.Count(FactType.ConversationStarted);
        var tapped = Flows.FlowConditions.IsPage(turn.Turn.Channel) && turn.WireLocale?.StartsWith(turn.Locale.Value, StringComparison.OrdinalIgnoreCase) == true;
        if (!turn.Turn.LocaleChosen && !tapped)
        {
            return Flows.FlowOutcomes.Unknown;
        }

        languages.Take(turn, turn.Locale);
        LanguageChoice.IsFirst(turn);
        return "known";
    }
}

/// <summary>Changes the language of the talk (<c>#lang:ar</c>).</summary>
internal sealed class ChooseLanguage(LanguageChoice languages) : IFlowAct
{
    public string Name => "choose-language";

    public IReadOnlyList<string> Outcomes { get; } = ["first", "changed", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (!languages.IsOpen(argument))
        {
            return Flows.FlowOutcomes.Unknown;
        }

        languages.Take(turn, new LocaleTag(argument));
        return LanguageChoice.IsFirst(turn) ? "first" : "changed";
    }
}

/// <summary>What choosing a language means, however it came about.</summary>
internal sealed class LanguageChoice(LocaleLibrary locales)
{
    public bool IsOpen(string tag) => Open(locales, tag) is not null;

    public void Take(FlowTurn turn, LocaleTag tag)
    {
        Choose(turn.Turn, locales.Pack(tag).Tag);
        turn.Events.Add(Event(tag));
    }

    /// <summary>The open language of this tag, or null: a person may type anything.</summary>
    public static LocaleTag? Open(LocaleLibrary locales, string tag) =>
        tag.Length is >= 2 and <= 12 && locales.IsOpen(new LocaleTag(tag)) ? new LocaleTag(tag) : null;

    public static void Choose(Turn turn, LocaleTag tag)
    {
        turn.Locale = tag;
        turn.LocaleChosen = true;
        turn.Count(FactType.LanguageChosen);
    }

    /// <summary>By which the page changes its own words.</summary>
    public static Activity Event(LocaleTag tag) => Voice.Event("core.language", new Dictionary<string, object?> { ["tag"] = tag.Value });

    /// <summary>True when the notice and its limits were not said in this language yet; from now on they were.</summary>
    public static bool IsFirst(FlowTurn turn)
    {
        var first = !turn.Memory.Greeted.Contains(turn.Locale.Value);
        if (first)
        {
            turn.Memory.Greeted.Add(turn.Locale.Value);
        }

        return first;
    }
}

/// <summary>Forgets answers and pages, keeps the language and what screening knows.</summary>
internal sealed class StartAgain : IFlowAct
{
    public string Name => "start-again";

    public IReadOnlyList<string> Outcomes { get; } = ["done"];

    public string Run(FlowTurn turn, string argument)
    {
        (turn.Memory.Audience, turn.Memory.City, turn.Memory.Need) = (null, null, null);
        turn.StartedAgain = true;
        return "done";
    }
}

/// <summary>Who is asking: words and topics may differ. Never required.</summary>
internal sealed class SetAudience : IFlowAct
{
    public string Name => "set-audience";

    public IReadOnlyList<string> Outcomes { get; } = ["done"];

    public string Run(FlowTurn turn, string argument)
    {
        turn.Memory.Audience = argument is "minor" or "parent" ? argument : null;
        return "done";
    }
}

/// <summary>The languages by their own names.</summary>
internal sealed class ShowLanguages(LocaleLibrary locales, Hotlines hotlines) : IFlowShow
{
    private const int MostNotices = 4;

    public string Name => "languages";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        if (!Flows.FlowConditions.IsPage(turn.Turn.Channel))
        {
            // The page always shows the numbers; here they stand before any language, in signs that need none.
            var numbers = string.Join(" · ", hotlines.ForEveryone().Select(line => line.Number.Display));
            page.Bubbles.Add(new Bubble(Flows.BubbleKind.Safety, locales.Text(turn.Locale, "safety.short") with { Text = $"🆘 {numbers}" }));
        }

        foreach (var (pack, place) in locales.Packs.Where(pack => locales.IsOpen(pack.Tag)).Select((pack, place) => (pack, place)))
        {
            // The notice comes before any tap (HR1): in the first languages and in the one that was written. Twenty would be a wall; after the tap it is
            // said again in the own language.
            if (place < MostNotices || pack.Tag == turn.Turn.Written)
            {
                page.Bubbles.Add(new Bubble(Flows.BubbleKind.Info, locales.Text(pack.Tag, "dialogs.language.ask")));
            }

            page.Options.Add(new Option(pack.OwnName, $"#lang:{pack.Tag}"));
        }
    }
}
