using CoRe.Bot.Facts;
using YamlDotNet.RepresentationModel;

namespace CoRe.Bot.Screening.Lexicons;

/// <summary>
/// The <c>risk.yaml</c> above all languages: ideas as lines over concepts. Each language supplies the words of the concepts, so an
/// idea written once is read in all of them. A language's own pattern of the same idea takes the lines in; without one, the idea
/// becomes a pattern of that language.
/// </summary>
internal sealed class SharedIdeas
{
    private readonly List<(string Name, YamlMappingNode Node)> _ideas = [];

    /// <summary>Concepts that name people: "no my father hits me" denies nothing, "my father does not hit me" does.</summary>
    private readonly HashSet<string> _people;

    private SharedIdeas(LexiconFile? file)
    {
        _people = [.. file?.People ?? []];
        Concepts = [.. file?.Concepts ?? []];
        foreach (var node in file?.Ideas ?? [])
        {
            file!.Require(node is YamlMappingNode, node, "an idea must be a list of keys");
            var name = LexiconFile.Child((YamlMappingNode)node, "id") is { } id ? LexiconFile.Text(id) : throw file.Broken(node, "'id' is missing");
            _ideas.Add((name, (YamlMappingNode)node));
        }
    }

    /// <summary>The names of the concepts, in the order of the file.</summary>
    public IReadOnlyList<string> Concepts { get; }

    /// <summary>Reads the file when it is there: a folder of lexicons is whole without it.</summary>
    public static SharedIdeas Load(string path) => new(File.Exists(path) ? LexiconFile.LoadIdeas(path) : null);

    /// <summary>The patterns of a language with the shared lines its concepts allow.</summary>
    public List<FilePattern> Join(LexiconFile file, IReadOnlyList<FilePattern> own, IReadOnlySet<string> without,
        IReadOnlyDictionary<string, RiskPattern> italian)
    {
        var joined = own.ToList();
        foreach (var (name, node) in _ideas.Where(i => !without.Contains(i.Name)))
        {
            FileLine[] lines = [.. file.List(LexiconFile.Child(node, "anchors")).Where(l => file.Knows(LexiconFile.Text(l))).Select(l => Line(file, l))];
            var id = $"{file.Language}.{name}";
            var index = joined.FindIndex(p => p.Pattern.Id == id);
            if (lines.Length > 0 && index >= 0)
            {
                joined[index] = joined[index] with
                {
                    Lines = [.. joined[index].Lines, .. lines],
                    Blockers = [.. joined[index].Blockers, .. file.List(LexiconFile.Child(node, "blockers")).Where(b => file.Knows(LexiconFile.Text(b))).SelectMany(file.Ways)],
                };
            }
            else if (lines.Length > 0)
            {
                joined.Add(new PatternNode(file, node).Read(id, lines, italian));
            }
        }

        return joined;
    }

    private FileLine Line(LexiconFile file, YamlNode node)
    {
        var line = file.Line(node);
        var acts = AnchorSyntax.SetsOf(LexiconFile.Text(node)).Select(s => !_people.Contains(s)).ToArray();
        return acts.Length == line.Anchors.Anchors.Count ? line with { Anchors = line.Anchors with { Acts = acts } } : line;
    }
}
