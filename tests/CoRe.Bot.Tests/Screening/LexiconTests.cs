using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.Lexicons;

namespace CoRe.Bot.Tests.Screening;

public sealed class LexiconTests(ScreeningBed bed) : IClassFixture<ScreeningBed>
{
    private const string Pattern = """
        language: it
        patterns:
          - id: it.one
            category: self_harm
            floor: 2
            anchors: ["voglio morire"]
            reason: Scrive che vuole morire.
            examples: ["voglio morire"]
        """;

    public static TheoryData<string> Ids => [.. ScreeningBed.Lexicon.Patterns.Where(p => p.Kind == PatternKind.Risk).Select(p => p.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_pattern_finds_its_own_examples_and_not_its_counterexamples(string id)
    {
        var pattern = ScreeningBed.Lexicon.Patterns.Single(p => p.Id == id);

        Assert.True(pattern.Shared || pattern.Examples.Count > 0, "an entry of a language needs an example");
        Assert.All(pattern.Examples, e => Assert.True(bed.Screen(e).Severity >= pattern.Floor, $"'{e}' is not found as {pattern.Floor}"));
        Assert.All(pattern.Counterexamples, e => Assert.True(bed.Screen(e).Severity < Severity.High, $"'{e}' rings an operator"));
    }

    [Fact]
    public void Every_reason_is_an_Italian_sentence_of_ours()
    {
        Assert.All(ScreeningBed.Lexicon.Patterns.Where(p => p.Kind == PatternKind.Risk), p =>
        {
            Assert.EndsWith(".", p.Reason, StringComparison.Ordinal);
            Assert.True(char.IsUpper(p.Reason[0]));
        });
    }

    [Theory]
    [InlineData("floor: 2", "floor: 7", 5, "'floor' must be a number from 0 to 3")]
    [InlineData("self_harm", "selfharm", 3, "'selfharm' is no category")]
    [InlineData("voglio morire\"]", "[voglio|vorrei ~2 morire\"]", 6, "bracket that does not close")]
    [InlineData("voglio morire\"]", "$voglio morire\"]", 6, "the set '$voglio' is not defined")]
    [InlineData("voglio morire\"]", "voglio ~x morire\"]", 6, "'x' in 'voglio ~x morire' is no number")]
    [InlineData("reason: Scrive che vuole morire.", "motivo: x", 7, "unknown key 'motivo'")]
    [InlineData("    category: self_harm\n", "", 3, "'category' is missing")]
    [InlineData("language: it", "language: it\nsets:\n  kin: \"[...]\"\nnegators: [\"!\"]", 0, "has no letters left")]
    [InlineData("id: it.one", "id: en.one", 3, "must begin with 'it.'")]
    [InlineData("[\"voglio morire\"]\n    reason", "[\"voglio\n    reason", 0, "risk.yaml")]
    public void A_broken_file_stops_the_start_and_says_where(string right, string wrong, int line, string reason)
    {
        var text = Pattern.ReplaceLineEndings("\n");
        var broken = text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(text, broken);

        var error = Assert.Throws<LexiconException>(() => LoadIt(broken));

        Assert.EndsWith("risk.yaml", error.File, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.True(line == 0 || error.Line == line, $"line {error.Line}");
    }

    [Fact]
    public void A_whole_file_loads()
    {
        Assert.Single(LoadIt(Pattern).Patterns);
    }

    [Fact]
    public void An_id_that_is_used_twice_stops_the_start()
    {
        var twice = Pattern.ReplaceLineEndings("\n") + "\n" + Pattern.ReplaceLineEndings("\n")[Pattern.ReplaceLineEndings("\n").IndexOf("  - id", StringComparison.Ordinal)..];

        Assert.Contains("used twice", Assert.Throws<LexiconException>(() => LoadIt(twice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_lexicons_stops_the_start()
    {
        Assert.Throws<LexiconException>(() => RiskLexicon.Load(Path.Combine(ScreeningBed.Root, "no-such-folder")));
    }

    [Fact]
    public void A_shared_idea_counts_in_a_language_that_fills_its_concepts()
    {
        var shared = "ideas:\n  - id: one\n    anchors: [\"any 6: $kin $hit\", \"$kin $rope\"]\n";
        var sets = "sets:\n  kin: \"[zio]\"\n  hit: \"[mena]\"\npatterns:";
        var own = Pattern.ReplaceLineEndings("\n").Replace("patterns:", sets, StringComparison.Ordinal);

        var with = new RiskScreener(LoadIt(own, shared));
        var without = new RiskScreener(LoadIt(own.Replace("sets:", "without: [one]\nsets:", StringComparison.Ordinal), shared));

        Assert.Equal(Severity.High, with.Screen(new("mena sempre, zio"), ScreeningMemory.Empty).Severity);
        Assert.Equal(Severity.None, with.Screen(new("zio con una corda"), ScreeningMemory.Empty).Severity);
        Assert.Equal(Severity.None, without.Screen(new("mena sempre, zio"), ScreeningMemory.Empty).Severity);
    }

    [Theory]
    [InlineData("ideas:\n  - anchors: [x]\n", "'id' is missing")]
    [InlineData("patterns: []\n", "unknown key 'patterns'")]
    public void A_broken_file_of_shared_ideas_stops_the_start(string shared, string reason)
    {
        Assert.Contains(reason, Assert.Throws<LexiconException>(() => LoadIt(Pattern, shared)).Message, StringComparison.Ordinal);
    }

    private static RiskLexicon LoadIt(string yaml, string? shared = null)
    {
        var folder = Directory.CreateTempSubdirectory("lexicon");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "it"));
            if (shared is not null)
            {
                File.WriteAllText(Path.Combine(folder.FullName, RiskLexicon.FileName), shared);
            }

            File.WriteAllText(Path.Combine(folder.FullName, "it", RiskLexicon.FileName), yaml);
            return RiskLexicon.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
