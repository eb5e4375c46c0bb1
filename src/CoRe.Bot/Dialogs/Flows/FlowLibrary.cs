using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CoRe.Bot.Dialogs.Steps;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Dialogs.Flows;

/// <summary>All flows, checked as a whole and never changed afterwards. A changed folder makes a new library.</summary>
internal sealed partial class FlowLibrary
{
    private readonly FrozenDictionary<string, FlowNode> _nodes;
    private readonly FrozenDictionary<string, FlowNode> _commands;

    private FlowLibrary(IReadOnlyList<FlowNode> nodes)
    {
        _nodes = nodes.ToFrozenDictionary(node => node.Id, StringComparer.Ordinal);
        _commands = nodes.Where(node => node.On is not null).ToFrozenDictionary(node => node.On!, StringComparer.Ordinal);
    }

    public IEnumerable<FlowNode> Nodes => _nodes.Values;

    /// <summary>Reads and checks every <c>*.yaml</c> under the folder.</summary>
    /// <exception cref="FlowException">Something in a file would leave a person without an answer.</exception>
    public static FlowLibrary Load(string folder, StepBook steps, LocaleLibrary locales)
    {
        var nodes = new List<FlowNode>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var text = File.OpenText(path);
            nodes.AddRange(FlowReader.Read(Path.GetRelativePath(folder, path).Replace('\\', '/'), text));
        }

        return Of(nodes, steps, locales);
    }

    public static FlowLibrary Of(IReadOnlyList<FlowNode> nodes, StepBook steps, LocaleLibrary locales)
    {
        FlowCheck.Run(nodes, steps, locales);
        return new FlowLibrary(nodes);
    }

    public FlowNode this[string id] => _nodes[id];

    public bool Has(string id) => _nodes.ContainsKey(id);

    /// <summary>Where a command such as <c>#topic:school_enrolment</c> leads; null when no flow knows it.</summary>
    public Place? Route(string command)
    {
        if (_commands.TryGetValue(command, out var exact))
        {
            return new Place(exact.Id);
        }

        var colon = command.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var (head, argument) = (command[..colon], command[(colon + 1)..]);
        return Code().IsMatch(argument) && _commands.TryGetValue(head + ":*", out var node) ? new Place(node.Id, argument) : null;
    }

    /// <summary>The command a button sends to get to a node.</summary>
    public string CommandOf(string target) =>
        FlowTargets.IsSpecial(target) ? $"#{target}" : _nodes[target].On is { } on && !on.EndsWith(":*", StringComparison.Ordinal) ? on : $"#go:{target}";

    /// <summary>An argument is a code of ours. Anything else came from a person or a stranger and is not kept.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_,/:-]{1,120}$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Code();
}
