using CoRe.Bot.Hosting.Verbs;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Tests.Screening;

public sealed class ReplayTests : IDisposable
{
    private const string Rows = """
        {"id":"lost","lang":"it","text":"voglio morire","severity":2,"category":"self_harm"}
        {"id":"found","lang":"it","text":"voglio sparire","severity":2,"category":"self_harm"}
        {"id":"same","lang":"it","text":"ciao","severity":0,"category":"none"}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay");

    [Fact]
    public async Task A_change_of_lexicon_shows_which_verdicts_flip_losses_first_and_fails_on_a_loss()
    {
        var output = new StringWriter();

        var exit = await ReplayVerb.RunAsync(Lexicon("old", "voglio morire"), Lexicon("new", "voglio sparire"), [File("rows.jsonl", Rows)], output, default);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(1, exit);
        Assert.StartsWith("WORSE  lost", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("better found", lines[1], StringComparison.Ordinal);
        Assert.Equal("3 rows, 2 verdicts change, 1 for the worse", lines[2]);
        Assert.DoesNotContain("morire", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_loss_the_change_may_be_accepted()
    {
        var same = Lexicon("old", "voglio morire");

        Assert.Equal(0, await ReplayVerb.RunAsync(same, same, [File("rows.jsonl", Rows)], TextWriter.Null, default));
        Assert.Equal(2, await ReplayVerb.RunAsync(same, "no-such-folder", [File("rows.jsonl", Rows)], TextWriter.Null, default));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Lexicon(string name, string words)
    {
        var folder = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.Combine(folder, "it"));
        System.IO.File.WriteAllText(Path.Combine(folder, "it", RiskLexicon.FileName),
            $"language: it\npatterns:\n  - id: it.one\n    category: self_harm\n    floor: 2\n    anchors: [\"{words}\"]\n    reason: Scrive che vuole morire.\n    examples: [\"{words}\"]\n");
        return folder;
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
