using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Dialogs.Steps;

/// <summary>Opens a talk: on the web the person has tapped a language already, elsewhere the wire's hint is only a guess.</summary>
internal sealed class OpenTalk(LocaleLibrary locales) : IFlowAct
{
    private static readonly string[] WebWires = ["directline", "webchat"];

    public string Name => "open-talk";

    public IReadOnlyList<string> Outcomes { get; } = ["known", FlowsUnknown];

    private const string FlowsUnknown = Flows.FlowOutcomes.Unknown;

    public string Run(FlowTurn turn, string argument)
    {
        turn.Turn.Count(FactType.ConversationStarted);
        var tapped = WebWires.Contains(turn.Turn.Channel) && turn.WireLocale?.StartsWith(turn.Locale.Value, StringComparison.OrdinalIgnoreCase) == true;
        if (!turn.Turn.LocaleChosen && !tapped)
        {
            return FlowsUnknown;
        }

        LanguageChoice.Take(turn, turn.Locale, locales);
        return "known";
    }
}

/// <summary>Changes the language of the talk (<c>#lang:ar</c>).</summary>
internal sealed class ChooseLanguage(LocaleLibrary locales) : IFlowAct
{
    public string Name => "choose-language";

    public IReadOnlyList<string> Outcomes { get; } = ["first", "changed", Flows.FlowOutcomes.Unknown];

    public string Run(FlowTurn turn, string argument)
    {
        if (argument.Length is < 2 or > 12 || !locales.IsOpen(new LocaleTag(argument)))
        {
            return Flows.FlowOutcomes.Unknown;
        }

        return LanguageChoice.Take(turn, new LocaleTag(argument), locales) ? "first" : "changed";
    }
}

/// <summary>What choosing a language means, however it came about.</summary>
internal static class LanguageChoice
{
    /// <summary>True when the notice and its limits were not said in this language yet.</summary>
    public static bool Take(FlowTurn turn, LocaleTag tag, LocaleLibrary locales)
    {
        turn.Turn.Locale = locales.Pack(tag).Tag;
        turn.Turn.LocaleChosen = true;
        turn.Turn.Count(FactType.LanguageChosen);
        turn.Events.Add(Voice.Event("core.language", new Dictionary<string, object?> { ["tag"] = tag.Value }));
        if (turn.Memory.Greeted.Contains(tag.Value))
        {
            return false;
        }

        turn.Memory.Greeted.Add(tag.Value);
        return true;
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
internal sealed class ShowLanguages(LocaleLibrary locales) : IFlowShow
{
    public string Name => "languages";

    public void Compose(FlowTurn turn, string argument, Page page)
    {
        foreach (var pack in locales.Packs.Where(pack => locales.IsOpen(pack.Tag)))
        {
            // Everybody reads the notice in the own language before any tap (HR1).
            page.Bubbles.Add(new Bubble(Flows.BubbleKind.Info, locales.Text(pack.Tag, "dialogs.language.ask")));
            page.Options.Add(new Option(pack.OwnName, $"#lang:{pack.Tag}"));
        }
    }
}
