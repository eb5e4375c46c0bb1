using CoRe.Bot.Dialogs.Steps;
using CoRe.Bot.Facts;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Dialogs.Flows;

/// <summary>Runs the flows as one Bot Framework dialog that always waits: a talk has no end, only pages.</summary>
internal sealed partial class FlowDialog(FlowSource source, StepBook steps, FlowPages pages, MessageRouter router, LanguageChoice languages, TimeProvider time,
    IOptions<DialogsOptions> options, ILogger<FlowDialog> log) : Dialog(Name)
{
    public const string Name = "flows";
    private const string TrailKey = "trail";

    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null!, CancellationToken cancellationToken = default) =>
        ContinueDialogAsync(dc, cancellationToken);

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var state = dc.ActiveDialog.State;
        var turn = dc.Context.TurnState.Get<FlowTurn>();
        var flows = source.Current;
        if (!state.ContainsKey(TrailKey) && dc.Context.Activity.Type == ActivityTypes.Message)
        {
            // Nobody greeted: the talk begins with the person's words.
            turn.Turn.Count(FactType.ConversationStarted);
        }

        var trail = FlowTrail.Parse(state.TryGetValue(TrailKey, out var stored) ? stored as string : null, flows, options.Value.Depth);
        var page = Answer(dc.Context.Activity, turn, trail, flows);
        state[TrailKey] = turn.Erased ? "" : trail.ToString();
        foreach (var activity in Voice.Of(page).Concat(turn.Events))
        {
            await dc.Context.SendActivityAsync(activity, cancellationToken);
        }

        return EndOfTurn;
    }

    private Page Answer(Activity activity, FlowTurn turn, FlowTrail trail, FlowLibrary flows)
    {
        var page = new Page();
        if (activity.Type != ActivityTypes.Message)
        {
            return Run(flows.Route(Commands.Start)!, turn, trail, flows, page);
        }

        var current = trail.Current is { } here ? flows[here.Node] : null;
        IReadOnlyList<Option> offered = trail.Current is { } place ? pages.Compose(flows, place, turn).Options : [];
        // "#help me" of a person is no command: only what a flow answers to is one.
        var command = Commands.IsCommand(activity.Text) && Known(activity.Text.Trim(), flows);
        var routing = router.Route(turn, current, offered, activity.Text, command);
        NoteSilence(turn, current, routing, offered);
        if (routing.Command == Commands.NotUnderstood)
        {
            turn.Turn.Count(FactType.TopicNotFound);
        }

        router.NoteAge(turn);
        routing = InTheirLanguage(routing, turn, trail, flows, page);
        if (routing.Command == Commands.CheckIn)
        {
            Keep(turn, trail, flows);
        }

        Run(Prepared(routing, turn, trail, flows) ?? Target(routing.Command, trail, flows), turn, trail, flows, page);
        pages.OfferWrittenLanguage(turn, page);
        return page;
    }

    /// <summary>
    /// Somebody writes before choosing a language: one that is sure is taken (one word changes it), otherwise the question comes
    /// first and the answer waits under it instead of getting lost. The notice comes with the first answer that is not about danger.
    /// </summary>
    private Routing InTheirLanguage(Routing routing, FlowTurn turn, FlowTrail trail, FlowLibrary flows, Page page)
    {
        if (routing.Command.StartsWith(Commands.LanguagePrefix, StringComparison.Ordinal))
        {
            return routing;
        }

        if (!turn.Turn.LocaleChosen && turn.Turn.Written is { } written && FlowPages.IsSentence(turn))
        {
            languages.Take(turn, written);
        }

        var danger = routing.Command == Commands.Safety || routing.Command.StartsWith(Commands.SafePrefix, StringComparison.Ordinal);
        if (turn.Turn.LocaleChosen && !danger && !turn.Memory.Greeted.Contains(turn.Locale.Value))
        {
            turn.Memory.Greeted.Add(turn.Locale.Value);
            pages.Say(flows[flows.Route(Commands.Hello)!.Node], turn, page);
        }

        if (turn.Turn.LocaleChosen || danger || routing.Command is not (Commands.NotUnderstood or Commands.Greeting) && !IsGuess(routing))
        {
            return routing;
        }

        Keep(turn, trail, flows);
        return new Routing(Commands.Language);
    }

    private static bool IsGuess(Routing routing) =>
        routing.Command.StartsWith("#topic:", StringComparison.Ordinal) || routing.Command.StartsWith("#question:", StringComparison.Ordinal);

    /// <summary>Puts the answer to a message under a question that comes first, so that it is there afterwards.</summary>
    private void Keep(FlowTurn turn, FlowTrail trail, FlowLibrary flows)
    {
        if (router.ByTopic(turn.Turn.Guess) is { } wanted && Target(wanted.Command, trail, flows) is var later && flows[later.Node].IsPage)
        {
            trail.Push(later, flows);
        }
    }

    /// <summary>The question on the screen takes the words; what it cannot take may still be a topic.</summary>
    private Place? Prepared(Routing routing, FlowTurn turn, FlowTrail trail, FlowLibrary flows)
    {
        if (!routing.Answer || trail.Current is not { } place)
        {
            return null;
        }

        var node = flows[place.Node];
        var outcome = steps.Act(node.Ask!)!.Run(turn, place.Argument);
        return outcome == FlowOutcomes.Unknown && !IsOneWord(turn.Words) && router.ByTopic(turn.Turn.Guess) is { } topic
            ? Target(topic.Command, trail, flows)
            : Resolve(node.Then[outcome], place.Argument, trail, flows);
    }

    private Page Run(Place place, FlowTurn turn, FlowTrail trail, FlowLibrary flows, Page page)
    {
        for (var step = 0; step < options.Value.StepsPerTurn; step++)
        {
            var node = flows[place.Node];
            if (node.IsPage)
            {
                trail.Push(place, flows);
                return Show(place, turn, flows, page);
            }

            pages.Say(node, turn, page);
            var next = node.Do is null ? node.Go! : node.Then[steps.Act(node.Do)!.Run(turn, node.With ?? place.Argument)];
            if (turn.StartedAgain)
            {
                trail.Clear();
            }

            if (next == FlowTargets.Quiet)
            {
                return page;
            }

            place = Resolve(next, place.Argument, trail, flows);
        }

        TooManySteps(log, place.Node);
        return Show(flows.Route(Commands.Menu)!, turn, flows, page);
    }

    private Page Show(Place place, FlowTurn turn, FlowLibrary flows, Page page)
    {
        var shown = pages.Compose(flows, place, turn);
        page.Bubbles.AddRange(shown.Bubbles);
        page.Options.AddRange(shown.Options);
        foreach (var (type, code) in shown.Facts)
        {
            turn.Turn.Count(type, code);
        }

        return page;
    }

    private static bool Known(string command, FlowLibrary flows) =>
        command is Commands.Back or Commands.Resume || flows.Route(command) is not null
        || (command.StartsWith(Commands.Go, StringComparison.Ordinal) && flows.Has(command[Commands.Go.Length..]));

    private static Place Target(string command, FlowTrail trail, FlowLibrary flows)
    {
        var target = command.StartsWith(Commands.Go, StringComparison.Ordinal) ? command[Commands.Go.Length..] : command.TrimStart('#');
        return FlowTargets.IsSpecial(target) ? Resolve(target, "", trail, flows)
            : flows.Route(command) ?? (flows.Has(target) ? new Place(target) : flows.Route(Commands.NotUnderstood)!);
    }

    private static Place Resolve(string target, string argument, FlowTrail trail, FlowLibrary flows) => target switch
    {
        FlowTargets.Back => trail.Back(flows) ?? flows.Route(Commands.Menu)!,
        FlowTargets.Resume => trail.Resume(flows) ?? flows.Route(Commands.Menu)!,
        _ => new Place(target, argument),
    };

    /// <summary>
    /// The question "are you safe?" that gets another message instead of an answer counts as unanswered: a person of the team
    /// should look, and the person in chat sees that on the screen.
    /// </summary>
    private void NoteSilence(FlowTurn turn, FlowNode? current, Routing routing, IReadOnlyList<Option> offered)
    {
        var about = routing.Command.StartsWith(Commands.Language, StringComparison.Ordinal) || routing.Command.StartsWith(Commands.LanguagePrefix, StringComparison.Ordinal)
            || routing.Command.StartsWith(Commands.Erase, StringComparison.Ordinal);
        if (about || current?.On != Commands.CheckInAsked || turn.Turn.Waits || turn.Turn.Severity >= Severity.High || offered.Any(option => option.Command == routing.Command))
        {
            return;
        }

        Cases.Open(turn, time, Severity.Concern, turn.Turn.Category, "Non ha risposto alla domanda se è al sicuro.", asked: false);
    }

    // To a question, one word that is not among the answers is an answer we do not know ("Firenze"), and no new subject.
    private static bool IsOneWord(string? text) => text is not null && !text.AsSpan().Trim().Contains(' ');

    [LoggerMessage(1500, LogLevel.Error, "A message ran through too many nodes and was stopped at node {Code}")]
    private static partial void TooManySteps(ILogger log, string code);
}

/// <summary>Outcomes with a meaning of their own for the runner.</summary>
internal static class FlowOutcomes
{
    /// <summary>The step did not understand the words.</summary>
    public const string Unknown = "unknown";
}
