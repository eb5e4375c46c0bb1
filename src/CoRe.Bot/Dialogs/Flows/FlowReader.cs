using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CoRe.Bot.Dialogs.Flows;

/// <summary>One YAML file to nodes. Reads the tree itself, because every complaint must name a line.</summary>
internal sealed class FlowReader(string file)
{
    private static readonly string[] NodeFields = ["on", "kind", "passing", "say", "show", "choices", "ask", "do", "with", "then", "go"];

    public static IReadOnlyList<FlowNode> Read(string file, TextReader text)
    {
        var written = text.ReadToEnd();
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(written));
        try
        {
            // Read once for its grammar alone: only the parser says in which line the grammar breaks.
            while (parser.MoveNext())
            {
            }

            stream.Load(new StringReader(written));
        }
        catch (YamlException broken)
        {
            throw new FlowException(file, broken.Start.Line, broken.InnerException?.Message ?? broken.Message);
        }
        catch (InvalidOperationException)
        {
            // The parser's own answer to some open brackets.
            throw new FlowException(file, parser.Current?.End.Line ?? 1, "the YAML breaks after this line: is a bracket or a quote open?");
        }

        return stream.Documents is [var document] ? new FlowReader(file).Flow(document.RootNode) : throw new FlowException(file, 1, "not one YAML document.");
    }

    private IReadOnlyList<FlowNode> Flow(YamlNode root)
    {
        var fields = Fields(root, ["flow", "nodes"], "a flow");
        var flow = Text(Required(fields, "flow", root));
        return [.. Map(Required(fields, "nodes", root), "nodes").Select(node => Node(flow, Text(node.Key), node.Value, node.Key.Start.Line))];
    }

    private FlowNode Node(string flow, string name, YamlNode body, long line)
    {
        var fields = Fields(body, NodeFields, $"node '{name}'");
        string? Optional(string field) => fields.TryGetValue(field, out var value) ? Text(value) : null;
        string Full(string target) => FlowTargets.IsSpecial(target) || target.Contains('.', StringComparison.Ordinal) ? target : $"{flow}.{target}";
        var kind = BubbleKind.Info;
        if (Optional("kind") is { } written && !Enum.TryParse(written, ignoreCase: true, out kind))
        {
            throw new FlowException(file, fields["kind"].Start.Line, $"'{written}' is no kind of bubble.");
        }

        return new FlowNode($"{flow}.{name}", file, line, Optional("on"), kind, Optional("passing") == "true", Say(fields), Optional("show"),
            Choices(fields, Full), Optional("ask"), Optional("do"), Optional("with"), Then(fields, Full), Optional("go") is { } go ? Full(go) : null);
    }

    private IReadOnlyList<FlowSay> Say(Dictionary<string, YamlNode> fields) =>
        !fields.TryGetValue("say", out var said) ? []
        : [.. (said is YamlSequenceNode ? List(said, "say") : [said]).Select(entry =>
        {
            if (entry is YamlScalarNode)
            {
                return new FlowSay(Text(entry), null, entry.Start.Line);
            }

            var parts = Fields(entry, ["text", "when"], "a sentence");
            return new FlowSay(Text(Required(parts, "text", entry)), parts.TryGetValue("when", out var when) ? Text(when) : null, entry.Start.Line);
        })];

    private IReadOnlyList<FlowChoice> Choices(Dictionary<string, YamlNode> fields, Func<string, string> full) =>
        !fields.TryGetValue("choices", out var choices) ? [] : [.. List(choices, "choices").Select(entry =>
        {
            var parts = Fields(entry, ["label", "go", "when", "answer"], "a choice");
            return new FlowChoice(Text(Required(parts, "label", entry)), full(Text(Required(parts, "go", entry))),
                parts.TryGetValue("when", out var when) ? Text(when) : null, parts.TryGetValue("answer", out var answer) ? Answer(answer) : null, entry.Start.Line);
        })];

    private string Answer(YamlNode node) =>
        Text(node) is "yes" or "no" ? Text(node) : throw new FlowException(file, node.Start.Line, $"'{Text(node)}' is no answer: yes or no.");

    private Dictionary<string, string> Then(Dictionary<string, YamlNode> fields, Func<string, string> full) =>
        !fields.TryGetValue("then", out var then) ? [] : Map(then, "then").ToDictionary(way => Text(way.Key), way => full(Text(way.Value)), StringComparer.Ordinal);

    private Dictionary<string, YamlNode> Fields(YamlNode node, string[] known, string what)
    {
        var fields = Map(node, what).ToDictionary(field => Text(field.Key), field => field.Value, StringComparer.Ordinal);
        return fields.FirstOrDefault(field => !known.Contains(field.Key)) is { Key: { } unknown } odd
            ? throw new FlowException(file, odd.Value.Start.Line, $"{what} has no field '{unknown}'.")
            : fields;
    }

    private IEnumerable<KeyValuePair<YamlNode, YamlNode>> Map(YamlNode node, string what) =>
        node as YamlMappingNode ?? throw new FlowException(file, node.Start.Line, $"{what} must be fields with values.");

    private IEnumerable<YamlNode> List(YamlNode node, string what) =>
        node as YamlSequenceNode ?? throw new FlowException(file, node.Start.Line, $"'{what}' must be a list.");

    private string Text(YamlNode node) =>
        node is YamlScalarNode { Value: { Length: > 0 } value } ? value : throw new FlowException(file, node.Start.Line, "a word is missing here.");

    private YamlNode Required(Dictionary<string, YamlNode> fields, string field, YamlNode where) =>
        fields.GetValueOrDefault(field) ?? throw new FlowException(file, where.Start.Line, $"the field '{field}' is missing.");
}
