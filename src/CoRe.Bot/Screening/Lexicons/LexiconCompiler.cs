using CoRe.Bot.Screening.Matching;
using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening.Lexicons;

/// <summary>Small words of a language that change the meaning of others: their anchor numbers.</summary>
internal sealed record CueAnchors(string Language, int Negators, int NegatorsAfter, int Breaks);

/// <summary>Words of time of one language: their anchor and the language as one bit.</summary>
internal readonly record struct TimeCue(int Anchor, ulong LanguageBit);

/// <summary>
/// Turns lexicon files into numbers for the matcher: equal anchors of one language get one number, equal words one entry of
/// their script's table.
/// </summary>
internal sealed class LexiconCompiler
{
    private const int ShortestPrefixed = 3;

    private readonly Dictionary<string, int> _anchorNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Script> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _uses = [];
    private readonly List<string> _languages = [];
    private HashSet<string> _negators = [];
    private readonly List<(RiskPattern Pattern, int[] Anchors, int[] Gaps, int? Window, bool[]? Acts)> _lines = [];

    public List<CueAnchors> Cues { get; } = [];

    public List<TimeCue> Now { get; } = [];

    public List<TimeCue> Past { get; } = [];

    public List<int> Fear { get; } = [];

    public List<RiskPattern> Patterns { get; } = [];

    public Dictionary<string, CertifiedFloor> Certified { get; } = [];

    /// <summary>Words in which no mistyping is seen.</summary>
    public List<string> Everyday { get; } = [];

    public int AnchorCount => _anchorNumbers.Count;

    /// <summary>Which concept of all languages an anchor stands for, by its number.</summary>
    public Dictionary<int, int> Concepts { get; } = [];

    public void Add(LexiconFile file, IReadOnlyList<string> concepts)
    {
        var folder = new WordFolder(file.Keyed);
        _negators = [.. file.Cues["negators"].Concat(file.Cues["negators_after"]).SelectMany(folder.Fold).Where(w => w is [{ Open: false }]).Select(w => w[0].Start)];
        if (file.Floor is { } floor)
        {
            Certified[file.Language] = floor;
        }

        Everyday.AddRange(file.Everyday);
        _languages.Add(file.Language);
        int Number(IReadOnlyList<string> ways) => AnchorNumber(file, folder, ways);
        Cues.Add(new(file.Language, Number(file.Cues["negators"]), Number(file.Cues["negators_after"]), Number(file.Cues["breaks"])));
        var language = 1UL << (_languages.Count - 1);
        Now.Add(new(Number(file.Cues["now"]), language));
        Past.Add(new(Number(file.Cues["past"]), language));
        Fear.Add(Number(file.Cues["fear"]));
        for (var concept = 0; concept < concepts.Count; concept++)
        {
            if (file.WaysOf(concepts[concept]) is { } ways)
            {
                Concepts.TryAdd(Number(ways), concept);
            }
        }

        foreach (var (pattern, lines, blockers) in file.Patterns)
        {
            Patterns.Add(pattern);
            pattern.LanguageBit = language;
            pattern.Blockers = blockers.Count == 0 ? [] : [Number(blockers)];
            foreach (var line in lines)
            {
                AddLine(file, pattern, line, Number);
            }
        }
    }

    public IEnumerable<WordTable> Tables() => _entries.GroupBy(e => _scripts[e.Key])
        .Select(g => new WordTable(g.Key, g.Select(e => e.Value)));

    /// <summary>Lines by the anchor that is used least: only when that one is hit is the line looked at.</summary>
    public (KeyedLine[] Lines, int[] Starts) Lines()
    {
        var keyed = new List<KeyedLine>?[AnchorCount];
        foreach (var (pattern, anchors, gaps, window, acts) in _lines)
        {
            var rarest = anchors.OrderBy(a => _uses[a]).Take(2).ToArray();
            (keyed[rarest[0]] ??= []).Add(new(rarest[^1], new(pattern, anchors, gaps, window, acts, rarest[0])));
        }

        var starts = new int[AnchorCount + 1];
        for (var anchor = 0; anchor < AnchorCount; anchor++)
        {
            starts[anchor + 1] = starts[anchor] + (keyed[anchor]?.Count ?? 0);
        }

        return ([.. keyed.SelectMany(l => l ?? [])], starts);
    }

    private void AddLine(
        LexiconFile file, RiskPattern pattern, FileLine line, Func<IReadOnlyList<string>, int> number)
    {
        try
        {
            int[] anchors = [.. line.Anchors.Anchors.Select(a => number(a.Ways))];
            Array.ForEach(anchors, a => _uses[a] = _uses.GetValueOrDefault(a) + 1);
            _lines.Add((pattern, anchors, [.. line.Anchors.Anchors.Select(a => a.Gap)], line.Anchors.Window, line.Anchors.Acts));
            pattern.Anchors = Math.Max(pattern.Anchors, anchors.Length);
        }
        catch (FormatException wrong)
        {
            throw new LexiconException(file.Path, line.Line, wrong.Message);
        }
    }

    private int AnchorNumber(LexiconFile file, WordFolder folder, IReadOnlyList<string> ways)
    {
        var name = $"{file.Language}\n{string.Join('|', ways)}";
        if (_anchorNumbers.TryGetValue(name, out var known))
        {
            return known;
        }

        var number = _anchorNumbers[name] = _anchorNumbers.Count;
        foreach (var way in ways)
        {
            foreach (var words in folder.Fold(way))
            {
                // Also after folding, because a "not" can hang on a word: Albanian "s'kam" is two words like "s kam".
                var negator = way.Split(' ').Any(file.IsNegator) || words.Any(w => !w.Open && _negators.Contains(w.Start));
                AddEntry(file, (folder.ScriptOf(words), negator), words, number);
            }
        }

        return number;
    }

    private void AddEntry(LexiconFile file, (Script Script, bool Negator) kind, Word[] words, int anchor)
    {
        var open = Array.FindIndex(words, w => w.Open);
        var heads = words.Take(open < 0 ? words.Length : open + 1).Select(w => w.Start);
        // A short word with a prefix is usually another word ("ma", not, inside "mama").
        var prefixes = words[0].Start.Length >= ShortestPrefixed ? file.Prefixes : file.ShortPrefixes;
        var head = (prefixes is null ? " " : "") + string.Join(' ', heads) + (open < 0 ? " " : "");
        var rest = open < 0 ? [] : words[(open + 1)..];
        var suffix = open < 0 ? null : words[open].End;
        var key = $"{kind}\n{(prefixes is null ? "" : file.Language)}\n{head}\n{suffix}\n{string.Join('\n', rest.Select(w => w.ToString()))}";
        if (!_entries.TryGetValue(key, out var entry))
        {
            _entries[key] = entry = new(head, suffix, rest, prefixes, kind.Negator, []);
            _scripts[key] = kind.Script;
        }

        if (!entry.Anchors.Contains(anchor))
        {
            entry.Anchors.Add(anchor);
            entry.Languages |= 1UL << _languages.IndexOf(file.Language);
        }
    }
}
