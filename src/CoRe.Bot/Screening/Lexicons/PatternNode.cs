using CoRe.Bot.Facts;
using YamlDotNet.RepresentationModel;

namespace CoRe.Bot.Screening.Lexicons;

/// <summary>One entry under <c>patterns:</c> of a lexicon file.</summary>
internal sealed class PatternNode
{
    private static readonly string[] Keys =
    [
        "id", "category", "floor", "weight", "subject", "timeless", "anchors", "blockers", "reason", "examples", "counterexamples",
        "state",
    ];

    private readonly LexiconFile _file;
    private readonly YamlMappingNode _node;

    public PatternNode(LexiconFile file, YamlNode node)
    {
        file.Require(node is YamlMappingNode, node, "a pattern must be a list of keys");
        (_file, _node) = (file, (YamlMappingNode)node);
        foreach (var (key, _) in _node.Children)
        {
            file.Require(Keys.Contains(LexiconFile.Text(key)), key, $"unknown key '{LexiconFile.Text(key)}'");
        }
    }

    /// <summary>A pattern as a language's own file holds it.</summary>
    public FilePattern Read(IReadOnlyDictionary<string, RiskPattern> italian)
    {
        var id = Value("id") ?? throw _file.Broken(_node, "'id' is missing");
        _file.Require(id.StartsWith(_file.Language + ".", StringComparison.Ordinal), _node, $"'{id}' must begin with '{_file.Language}.'");
        FileLine[] lines = [.. _file.List(LexiconFile.Child(_node, "anchors")).Select(_file.Line)];
        _file.Require(lines.Length > 0, _node, $"'{id}' has no anchors");
        return Read(id, lines, italian);
    }

    /// <summary>A shared idea as the pattern <paramref name="id"/> of a language.</summary>
    public FilePattern Read(string id, IReadOnlyList<FileLine> lines, IReadOnlyDictionary<string, RiskPattern> italian)
    {
        var model = italian.GetValueOrDefault(id[(_file.Language.Length + 1)..]);
        var floor = Floor(model);
        var pattern = new RiskPattern
        {
            Id = id,
            Language = _file.Language,
            Kind = PatternKind.Risk,
            Category = Category(model),
            Floor = floor,
            Weight = Number("weight", 1, 10) ?? (Value("floor") is null ? model?.Weight : null) ?? DefaultWeight(floor),
            Subject = LexiconFile.Child(_node, "subject") is { } subject ? _file.ParseEnum<Subject>(subject) : model?.Subject ?? Subject.Near,
            Timeless = Value("timeless") is { } timeless ? timeless == "true" : model?.Timeless ?? false,
            Reason = Value("reason") ?? model?.Reason ?? throw _file.Broken(_node, $"'{id}' has no reason and no Italian pattern to take it from"),
            Shared = Value("id") != id,
            State = Value("state") ?? "machine",
            Examples = Texts("examples"),
            Counterexamples = Texts("counterexamples"),
        };
        _file.Require(pattern.State is "machine" or "reviewed", _node, $"'{pattern.State}' is neither machine nor reviewed");
        var blockers = _file.List(LexiconFile.Child(_node, "blockers")).Where(b => _file.Knows(LexiconFile.Text(b)) || Value("id") == id);
        return new(pattern, lines, [.. blockers.SelectMany(_file.Ways)]);
    }

    private static int DefaultWeight(Severity floor) => floor switch
    {
        Severity.Emergency or Severity.High => 8,
        Severity.Concern => 4,
        _ => 3,
    };

    private RiskCategory Category(RiskPattern? model)
    {
        if (Value("category") is not { } name)
        {
            return model?.Category ?? throw _file.Broken(_node, "'category' is missing");
        }

        return RiskCategories.TryParse(name, out var category) && category != RiskCategory.None
            ? category
            : throw _file.Broken(_node, $"'{name}' is no category");
    }

    private Severity Floor(RiskPattern? model) => Number("floor", 0, 3) is { } floor
        ? (Severity)floor
        : model?.Floor ?? throw _file.Broken(_node, "'floor' is missing");

    private string? Value(string key) => LexiconFile.Child(_node, key) is { } node ? LexiconFile.Text(node) : null;

    private string[] Texts(string key) => [.. _file.List(LexiconFile.Child(_node, key)).Select(LexiconFile.Text)];

    private int? Number(string key, int least, int most)
    {
        if (LexiconFile.Child(_node, key) is not { } node)
        {
            return null;
        }

        return int.TryParse(LexiconFile.Text(node), out var number) && number >= least && number <= most
            ? number
            : throw _file.Broken(node, $"'{key}' must be a number from {least} to {most}");
    }
}
