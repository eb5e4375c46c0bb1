using CoRe.Bot.Dialogs.Steps;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Dialogs.Flows;

/// <summary>What must be true of all flows before anybody talks to them. The first offence is thrown with its file and line.</summary>
internal static class FlowCheck
{
    /// <summary>How many taps a person may be away.</summary>
    public const int MovesToPerson = 2;

    /// <summary>What may become of what is told, in every language of its own state.</summary>
    private const string LimitsText = "dialogs.hello.limits";
    private const string LanguagesShow = "languages";

    public static void Run(IReadOnlyList<FlowNode> nodes, StepBook steps, LocaleLibrary locales)
    {
        var byId = Unique(nodes, node => node.Id, "node");
        var byCommand = Unique(nodes.Where(node => node.On is not null), node => node.On!, "command");
        if (Commands.Required.FirstOrDefault(command => !byCommand.ContainsKey(command)) is { } missing)
        {
            throw new FlowException("dialogs", 1, $"no node answers to '{missing}'.");
        }

        foreach (var node in nodes)
        {
            Shape(node, steps);
            Texts(node, locales);
            foreach (var target in node.Targets.Where(target => !FlowTargets.IsSpecial(target) && !byId.ContainsKey(target)))
            {
                throw new FlowException(node.File, node.Line, $"node '{node.Id}' leads to '{target}', which is no node.");
            }
        }

        Reachable(nodes, byId);
        NoRunningInCircles(nodes, byId);
        PersonIsNear(nodes, byId, byCommand[Commands.Person]);
        LimitsComeFirst(byId, byCommand);
    }

    /// <summary>
    /// Nobody is asked for words before having read who may see them: what greets says so to everybody, and a talk that begins
    /// comes to no page but the languages without it.
    /// </summary>
    private static void LimitsComeFirst(Dictionary<string, FlowNode> byId, Dictionary<string, FlowNode> byCommand)
    {
        var hello = byCommand[Commands.Hello];
        if (!hello.Say.Any(say => say.Key == LimitsText && say.When is null))
        {
            throw new FlowException(hello.File, hello.Line, $"node '{hello.Id}' greets and does not say '{LimitsText}' to everybody.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { hello.Id };
        var open = new Queue<FlowNode>([byCommand[Commands.Start], byCommand[Commands.Choose]]);
        while (open.TryDequeue(out var node))
        {
            if (node.IsPage && node.Show != LanguagesShow)
            {
                throw new FlowException(node.File, node.Line, $"node '{node.Id}' waits for words before '{LimitsText}' was said.");
            }

            foreach (var next in node.Then.Values.Append(node.Go ?? FlowTargets.Resume).Where(next => byId.ContainsKey(next) && seen.Add(next)))
            {
                open.Enqueue(byId[next]);
            }
        }
    }

    private static Dictionary<string, FlowNode> Unique(IEnumerable<FlowNode> nodes, Func<FlowNode, string> key, string what)
    {
        var seen = new Dictionary<string, FlowNode>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (!seen.TryAdd(key(node), node))
            {
                throw new FlowException(node.File, node.Line, $"the {what} '{key(node)}' stands also in {seen[key(node)].File}, line {seen[key(node)].Line}.");
            }
        }

        return seen;
    }

    private static void Shape(FlowNode node, StepBook steps)
    {
        void Refuse(string reason) => throw new FlowException(node.File, node.Line, $"node '{node.Id}' {reason}");
        if (node.Do is not null && node.Go is not null)
        {
            Refuse("has both 'do' and 'go'.");
        }

        if (node.IsPage ? node.Choices.Count == 0 : node.Choices.Count > 0 || node.Show is not null || node.Ask is not null)
        {
            Refuse(node.IsPage ? "is a dead end: it waits and offers no choice." : "moves on by itself and cannot show, ask or offer choices.");
        }

        if (node.Show is { } show && !steps.HasShow(show))
        {
            Refuse($"shows '{show}', which is no step.");
        }

        if ((node.Do ?? node.Ask) is not { } act)
        {
            return;
        }

        if (steps.Act(act) is not { } step)
        {
            Refuse($"calls '{act}', which is no step.");
        }
        else if (step.Outcomes.FirstOrDefault(outcome => !node.Then.ContainsKey(outcome)) is { } open)
        {
            Refuse($"is a dead end: it does not say what follows '{open}' of '{act}'.");
        }
        else if (node.Then.Keys.FirstOrDefault(outcome => !step.Outcomes.Contains(outcome)) is { } never)
        {
            Refuse($"waits for '{never}', which '{act}' never answers.");
        }
    }

    private static void Texts(FlowNode node, LocaleLibrary locales)
    {
        var keys = node.Say.Select(say => (say.Key, say.Line)).Concat(node.Choices.Select(choice => (Key: choice.Label, choice.Line)));
        foreach (var (key, line) in keys)
        {
            foreach (var pack in locales.Packs.Where(pack => locales.IsOpen(pack.Tag)))
            {
                if (!locales.Has(key) || locales.Text(pack.Tag, key).Locale != pack.Tag)
                {
                    throw new FlowException(node.File, line, $"the text '{key}' is not there in '{pack.Tag}'.");
                }
            }
        }

        var conditions = node.Say.Select(say => (say.When, say.Line)).Concat(node.Choices.Select(choice => (choice.When, choice.Line)));
        if (conditions.FirstOrDefault(condition => condition.When is { } when && !FlowConditions.IsKnown(when)) is { When: { } unknown, Line: var at })
        {
            throw new FlowException(node.File, at, $"'{unknown}' is no condition ({string.Join(", ", FlowConditions.Known)}).");
        }
    }

    private static void Reachable(IReadOnlyList<FlowNode> nodes, Dictionary<string, FlowNode> byId)
    {
        var reached = nodes.Where(node => node.On is not null).Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var id))
        {
            foreach (var target in byId[id].Targets.Where(target => byId.ContainsKey(target) && reached.Add(target)))
            {
                open.Enqueue(target);
            }
        }

        if (nodes.FirstOrDefault(node => !reached.Contains(node.Id)) is { } lost)
        {
            throw new FlowException(lost.File, lost.Line, $"nothing leads to node '{lost.Id}'.");
        }
    }

    private static void NoRunningInCircles(IReadOnlyList<FlowNode> nodes, Dictionary<string, FlowNode> byId)
    {
        foreach (var start in nodes.Where(node => node.Go is not null))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var node = start; node.Go is { } go && byId.TryGetValue(go, out var next); node = next)
            {
                if (!seen.Add(node.Id))
                {
                    throw new FlowException(start.File, start.Line, $"node '{start.Id}' runs in a circle without waiting.");
                }
            }
        }
    }

    /// <summary>Counts taps on pages only: what a node does by itself is no move. Buttons with a condition do not count, they may be away.</summary>
    private static void PersonIsNear(IReadOnlyList<FlowNode> nodes, Dictionary<string, FlowNode> byId, FlowNode person)
    {
        var near = new HashSet<string>(StringComparer.Ordinal) { person.Id };
        for (var move = 0; move <= MovesToPerson; move++)
        {
            Settle(near, nodes);
            if (move < MovesToPerson)
            {
                var next = nodes.Where(node => node.IsPage && node.Choices.Any(choice => choice.When is null && near.Contains(choice.Go))).Select(node => node.Id).ToArray();
                near.UnionWith(next);
            }
        }

        if (nodes.FirstOrDefault(node => node.IsPage && !near.Contains(node.Id) && !IsAnswerOfPerson(node, person, byId)) is { } far)
        {
            throw new FlowException(far.File, far.Line, $"from node '{far.Id}' a person is more than {MovesToPerson} taps away.");
        }
    }

    /// <summary>Nodes that move on by themselves are as near as the farthest place they may lead to.</summary>
    private static void Settle(HashSet<string> near, IReadOnlyList<FlowNode> nodes)
    {
        bool grown;
        do
        {
            var more = nodes.Where(node => !node.IsPage && !near.Contains(node.Id)
                && node.Targets.All(target => near.Contains(target) || FlowTargets.IsSpecial(target))).Select(node => node.Id).ToArray();
            grown = more.Length > 0;
            near.UnionWith(more);
        }
        while (grown);
    }

    /// <summary>The pages that say that a person was asked need no second way to ask.</summary>
    private static bool IsAnswerOfPerson(FlowNode node, FlowNode person, Dictionary<string, FlowNode> byId) =>
        person.Targets.Any(target => byId.TryGetValue(target, out var answer) && answer.Id == node.Id);
}
