using System.Collections.Frozen;
using CoRe.Bot.Screening.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CoRe.Bot.Screening.Lexicons;

/// <summary>One line of anchors with the place it stands, so that an error can be found.</summary>
internal sealed record FileLine(WrittenLine Anchors, long Line);

/// <summary>The least recall on severity 2 and 3 and the most false alarms that the suite lets a certified language have.</summary>
internal sealed record CertifiedFloor(double Recall, double FalseAlarms);

/// <summary>A pattern with its lines.</summary>
internal sealed record FilePattern(RiskPattern Pattern, IReadOnlyList<FileLine> Lines, IReadOnlyList<string> Blockers);

/// <summary>
/// One <c>risk.yaml</c>. What a pattern leaves out (category, floor, weight, subject, timeless, reason) it takes from the Italian
/// pattern of the same idea: <c>fr.beaten</c> from <c>it.beaten</c>. So a mediator writes only how a thing is said.
/// </summary>
internal sealed class LexiconFile
{
    private static readonly string[] TopKeys =
    [
        "language", "read_as", "prefixes", "short_prefixes", "sets", "negators", "negators_after", "breaks", "now", "past", "fear", "idioms",
        "stories", "questions", "patterns", "without", "certified", "everyday",
    ];

    private static readonly string[] IdeaKeys = ["concepts", "people", "ideas"];

    private readonly Dictionary<string, IReadOnlyList<string>> _sets = new(StringComparer.Ordinal);
    private readonly YamlMappingNode _root;
    private readonly string _path;

    /// <summary>A file of shared ideas: no language and no words of its own.</summary>
    private LexiconFile(string path, YamlMappingNode root)
    {
        (_path, _root, Language, Cues, Patterns) = (path, root, "", new Dictionary<string, IReadOnlyList<string>>(), []);
        RequireKeys(IdeaKeys);
    }

    private LexiconFile(string path, YamlMappingNode root, IReadOnlyDictionary<string, RiskPattern> italian, SharedIdeas shared)
    {
        (_path, _root) = (path, root);
        RequireKeys(TopKeys);
        Language = Text(Child(root, "language") ?? throw Broken(root, "'language' is missing"));
        Keyed = Child(root, "read_as") is { } readAs ? ParseEnum<Script>(readAs) : null;
        Prefixes = FoldedPrefixes("prefixes");
        ShortPrefixes = FoldedPrefixes("short_prefixes");
        ReadSets();
        Cues = new[] { "negators", "negators_after", "breaks", "now", "past", "fear" }
            .ToDictionary(k => k, k => (IReadOnlyList<string>)[.. Words(k).SelectMany(w => Guard(root, () => AnchorSyntax.Ways(w, _sets)))]);
        Floor = ReadFloor();
        Everyday = [.. Words("everyday")];
        FilePattern[] own = [.. Items("patterns").Select(n => new PatternNode(this, n).Read(italian))];
        Patterns = [.. Shields("idioms", PatternKind.Idiom), .. Shields("stories", PatternKind.Story),
            .. Shields("questions", PatternKind.Question), .. shared.Join(this, own, Words("without").ToHashSet(), italian)];
    }

    public string Language { get; }

    /// <summary>Harmless words one letter away from a word of this lexicon: no mistyping is seen in them.</summary>
    public IReadOnlyList<string> Everyday { get; } = [];

    public Script? Keyed { get; }

    /// <summary>What may be joined to the front of a word; null when the language writes such words apart.</summary>
    public FrozenSet<string>? Prefixes { get; }

    /// <summary>The same for words of one or two letters, where a prefix usually makes another word.</summary>
    public FrozenSet<string>? ShortPrefixes { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Cues { get; }

    public IReadOnlyList<FilePattern> Patterns { get; }

    /// <summary>What the language reached when it was certified; null when it was not.</summary>
    public CertifiedFloor? Floor { get; }

    public string Path => _path;

    /// <summary>The names under <c>concepts:</c> in the file that all languages share.</summary>
    public IEnumerable<string> Concepts => Child(_root, "concepts") is YamlMappingNode names ? names.Children.Keys.Select(Text) : [];

    /// <summary>The concepts under <c>people:</c> in the file that all languages share.</summary>
    public IEnumerable<string> People => Words("people");

    /// <summary>What stands under <c>ideas:</c> in it.</summary>
    public IEnumerable<YamlNode> Ideas => Items("ideas");

    /// <summary>A word that says "not" by itself; part of an anchor it belongs to the anchor.</summary>
    public bool IsNegator(string word) => Cues["negators"].Contains(word) || Cues["negators_after"].Contains(word);

    public static LexiconFile Load(string path, IReadOnlyDictionary<string, RiskPattern> italian, SharedIdeas shared) =>
        Load(path, Parse(path), italian, shared);

    /// <param name="root">What <see cref="Parse"/> made of the file, perhaps on another core.</param>
    public static LexiconFile Load(string path, YamlMappingNode root, IReadOnlyDictionary<string, RiskPattern> italian, SharedIdeas shared) =>
        new(path, root, italian, shared);

    public static LexiconFile LoadIdeas(string path) => new(path, Parse(path));

    /// <summary>The words of a concept; null when this language has none.</summary>
    public IReadOnlyList<string>? WaysOf(string concept) => _sets.GetValueOrDefault(concept);

    /// <summary>True when this language has words for every concept the line names.</summary>
    public bool Knows(string line) => AnchorSyntax.SetsOf(line).All(_sets.ContainsKey);

    /// <summary>The file's tree. Needs no other file, so that many can be read at once.</summary>
    public static YamlMappingNode Parse(string path)
    {
        try
        {
            using var reader = File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(reader);
            return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
                ? root
                : throw new LexiconException(path, 1, "the file is not one list of keys");
        }
        catch (YamlException broken)
        {
            throw new LexiconException(path, broken.Start.Line, broken.Message);
        }
    }

    public static string Text(YamlNode node) => node is YamlScalarNode { Value: { } value } ? value : "";

    public static YamlNode? Child(YamlMappingNode node, string key) => 
        node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    public LexiconException Broken(YamlNode node, string reason) => new(_path, node.Start.Line, reason);

    public void Require(bool holds, YamlNode node, string reason)
    {
        if (!holds)
        {
            throw Broken(node, reason);
        }
    }

    public T ParseEnum<T>(YamlNode node) where T : struct, Enum =>
        Enum.TryParse<T>(Text(node), ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw Broken(node, $"'{Text(node)}' is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");

    public FileLine Line(YamlNode node) =>
        new(Guard(node, () => AnchorSyntax.Parse(Text(node), _sets)), node.Start.Line);

    public T Guard<T>(YamlNode node, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException wrong)
        {
            throw Broken(node, wrong.Message);
        }
    }

    public IEnumerable<YamlNode> List(YamlNode? node) => node switch
    {
        null => [],
        YamlSequenceNode list => list.Children,
        _ => throw Broken(node, "a list is expected here"),
    };

    public IReadOnlyList<string> Ways(YamlNode node) => Guard(node, () => AnchorSyntax.Ways(Text(node), _sets));

    private CertifiedFloor? ReadFloor()
    {
        if (Child(_root, "certified") is not { } node)
        {
            return null;
        }

        double Share(string key) => node is YamlMappingNode map && Child(map, key) is { } value
            && double.TryParse(Text(value), System.Globalization.CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw Broken(node, $"'certified' needs '{key}' from 0 to 1");
        return new(Share("recall"), Share("false_alarms"));
    }

    private void RequireKeys(string[] known)
    {
        foreach (var (key, _) in _root.Children)
        {
            Require(known.Contains(Text(key)), key, $"unknown key '{Text(key)}'");
        }
    }

    private IEnumerable<YamlNode> Items(string key) => List(Child(_root, key));

    private IEnumerable<string> Words(string key) => Items(key).Select(Text);

    /// <summary>Folded letter by letter, never by key: a key would eat their vowels.</summary>
    private FrozenSet<string>? FoldedPrefixes(string key) => Words(key).ToArray() is { Length: > 0 } words
        ? words.Select(p => string.Concat(p.Select(CharFold.Of))).ToFrozenSet(StringComparer.Ordinal)
        : null;

    private void ReadSets()
    {
        if (Child(_root, "sets") is not { } node)
        {
            return;
        }

        Require(node is YamlMappingNode, node, "'sets' must be names with words");
        foreach (var (name, ways) in ((YamlMappingNode)node).Children)
        {
            _sets[Text(name)] = Ways(ways);
        }
    }

    private IEnumerable<FilePattern> Shields(string key, PatternKind kind) => Items(key).Select((node, index) => new FilePattern(
        new() { Id = $"{Language}.{key}.{index + 1}", Language = Language, Kind = kind }, [Line(node)], []));
}
