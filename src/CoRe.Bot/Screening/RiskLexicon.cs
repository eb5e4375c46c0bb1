using CoRe.Bot.Facts;
using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Screening.Matching;
using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening;

/// <summary>
/// All risk lexicons of all languages, ready to match. Which lexicons look at a message is decided by its letters only, never by
/// a guess of its language: a wrong guess would silence a whole language.
/// </summary>
internal sealed class RiskLexicon : IScreenedLanguages
{
    public const string FileName = "risk.yaml";

    private readonly KeyedLine[] _lines;
    private readonly int[] _starts;
    private readonly Dictionary<string, CueAnchors> _cues;

    private readonly int[] _conceptOf;

    private RiskLexicon(LexiconCompiler compiler, IReadOnlyList<string> concepts)
    {
        Concepts = concepts;
        _conceptOf = new int[compiler.AnchorCount];
        Array.Fill(_conceptOf, -1);
        foreach (var (anchor, concept) in compiler.Concepts)
        {
            _conceptOf[anchor] = concept;
        }

        (_lines, _starts) = compiler.Lines();
        _cues = compiler.Cues.ToDictionary(c => c.Language, StringComparer.Ordinal);
        Tables = [.. compiler.Tables()];
        // One sign of Han or Ethiopic is a syllable: one mistake away is another word.
        Spelling = new(Tables.Where(t => t.Script is not (Script.Arabizi or Script.Indic or Script.Han or Script.Ethiopic)).SelectMany(t => t.Spelled()),
            compiler.Patterns.SelectMany(p => p.Examples.Concat(p.Counterexamples)).Concat(compiler.Everyday));
        Patterns = compiler.Patterns;
        Certified = compiler.Certified;
        AnchorCount = compiler.AnchorCount;
        Now = [.. compiler.Now];
        Past = [.. compiler.Past];
        Fear = [.. compiler.Fear];
    }

    public IReadOnlyList<RiskPattern> Patterns { get; }

    /// <summary>Languages that were measured, with what they may not fall below.</summary>
    public IReadOnlyDictionary<string, CertifiedFloor> Certified { get; }

    public WordTable[] Tables { get; }

    /// <summary>All words as the lexicons spell them.</summary>
    public SpellingBook Spelling { get; }

    public int AnchorCount { get; }

    /// <summary>The names that all languages share; see <see cref="ConceptOf"/>.</summary>
    public IReadOnlyList<string> Concepts { get; }

    public TimeCue[] Now { get; }

    public TimeCue[] Past { get; }

    public int[] Fear { get; }

    /// <summary>Reads every <c>&lt;tag&gt;/risk.yaml</c> under the folder; a file that is broken stops the start.</summary>
    public static RiskLexicon Load(string localesFolder)
    {
        var compiler = new LexiconCompiler();
        var italian = new Dictionary<string, RiskPattern>(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var shared = SharedIdeas.Load(Path.Combine(localesFolder, FileName));
        // Reading is most of the work and needs nothing of the other languages; what follows goes in order.
        foreach (var (path, tree) in Files(localesFolder).Select(path => (path, Task.Run(() => LexiconFile.Parse(path)))).ToList())
        {
            var file = LexiconFile.Load(path, tree.GetAwaiter().GetResult(), italian, shared);
            foreach (var (pattern, lines, _) in file.Patterns)
            {
                if (!ids.Add(pattern.Id))
                {
                    throw new LexiconException(path, lines[0].Line, $"the id '{pattern.Id}' is used twice");
                }

                if (file.Language == "it")
                {
                    italian[pattern.Id[3..]] = pattern;
                }
            }

            Compile(compiler, file, shared.Concepts);
        }

        return ids.Count > 0 ? new(compiler, shared.Concepts) : throw new LexiconException(localesFolder, 0, $"no {FileName} with a pattern is here");
    }

    /// <summary>Which of <see cref="Concepts"/> an anchor is; -1 when none.</summary>
    public int ConceptOf(int anchor) => _conceptOf[anchor];

    public bool IsCertified(string language) => Certified.ContainsKey(language);

    public ReadOnlySpan<KeyedLine> LinesKeyedBy(int anchor) => _lines.AsSpan(_starts[anchor].._starts[anchor + 1]);

    public CueAnchors CuesOf(string language) => _cues[language];

    /// <summary>Words that fold to nothing show only here; the file is named, the words stand in the message.</summary>
    private static void Compile(LexiconCompiler compiler, LexiconFile file, IReadOnlyList<string> concepts)
    {
        try
        {
            compiler.Add(file, concepts);
        }
        catch (FormatException wrong)
        {
            throw new LexiconException(file.Path, 0, wrong.Message);
        }
    }

    /// <summary>Italian first: the others take from it what they leave out, and so do the shared ideas.</summary>
    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder)
            .OrderBy(d => Path.GetFileName(d) != "it").ThenBy(d => d, StringComparer.Ordinal)
            .Select(d => Path.Combine(d, FileName)).Where(File.Exists)
        : throw new LexiconException(folder, 0, "the folder of the languages does not exist");
}
