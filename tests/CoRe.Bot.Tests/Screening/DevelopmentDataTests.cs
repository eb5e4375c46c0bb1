using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Hosting.Verbs;
using CoRe.Bot.Hosting.Verbs.Measuring;

namespace CoRe.Bot.Tests.Screening;

/// <summary>What was reached on the development data may not be lost again. These are not acceptance figures.</summary>
public sealed class DevelopmentDataTests(ScreeningBed bed) : IClassFixture<ScreeningBed>
{
    private static readonly string[] Files = ["risk-dev.jsonl", "intent-dev.jsonl"];

    [Theory]
    [InlineData("it", 0.97)]
    [InlineData("en", 0.97)]
    [InlineData("fr", 0.97)]
    [InlineData("ar", 0.95)]
    [InlineData("es", 0.97)]
    [InlineData("uk", 0.97)]
    public void A_main_language_keeps_its_recall(string language, double floor)
    {
        Assert.True(Tally().RecallOf(language) >= floor, $"{Tally().RecallOf(language):0.000}");
    }

    [Fact]
    public void All_languages_together_keep_recall_and_false_alarms()
    {
        var tally = Tally();

        Assert.True(tally.Recall >= 0.98, $"recall {tally.Recall:0.000}");
        Assert.True(tally.FalseAlarms <= 0.012, $"false alarms {tally.FalseAlarms:0.000}");
    }

    /// <summary>Every second disclosure of a language between two harmless sentences: idioms, stories and questions end with their sentence.</summary>
    [Fact]
    public void A_disclosure_is_heard_beside_any_harmless_sentence()
    {
        var rows = Files.SelectMany(f => File.ReadLines(Path.Combine(ScreeningBed.Root, "tests", "data", f)))
            .Select(l => JsonSerializer.Deserialize(l, RiskEvalJson.Readable.RiskRow)!).ToLookup(r => r.Lang);
        var lost = new List<string>();
        foreach (var language in rows)
        {
            var told = language.Where(r => r.Severity >= 2 && bed.Screen(r.Text).Severity >= Severity.High).ToList();
            var calm = language.Where(r => r.Label == 0).ToList();
            for (var i = 0; i < told.Count * 2 && calm.Count > 0; i++)
            {
                var text = i % 2 == 0 ? $"{calm[i % calm.Count].Text}. {told[i / 2].Text}" : $"{told[i / 2].Text}. {calm[i % calm.Count].Text}";
                if (bed.Screen(text).Severity < Severity.High)
                {
                    lost.Add($"{told[i / 2].Id} beside {calm[i % calm.Count].Id}");
                }
            }
        }

        Assert.True(lost.Count <= 4, $"{lost.Count}: {string.Join("; ", lost)}");
    }

    [Fact]
    public async Task The_verb_writes_one_prediction_per_row_in_the_order_of_the_rows()
    {
        using var folder = new TempFolder();
        var input = folder.Write("in.jsonl", "{\"id\":\"a\",\"text\":\"voglio morire\",\"lang\":\"it\",\"severity\":2,\"category\":\"self_harm\"}\n\n{\"id\":\"b\",\"text\":\"ciao\"}\n");
        var output = new StringWriter();

        var exit = await EvalRiskVerb.RunAsync(bed.Screener, null, input, folder.Of("out.jsonl"), output, CancellationToken.None);

        Assert.Equal(0, exit);
        var rows = (await File.ReadAllLinesAsync(folder.Of("out.jsonl"))).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["a", "b"], rows.Select(r => r.GetProperty("id").GetString()));
        Assert.Equal([2, 0], rows.Select(r => r.GetProperty("severity").GetInt32()));
        Assert.Equal(["self_harm", "none"], rows.Select(r => r.GetProperty("category").GetString()));
        Assert.Equal([1, 0], rows.Select(r => r.GetProperty("reasons").GetArrayLength()));
        Assert.Contains("1 of     1   1.000   [0.207, 1.000]", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"id\":\"b\"}")]
    [InlineData("{\"id\":\"b\",\"text\":\"x\",\"severity\":9}")]
    [InlineData("{\"id\":\"b\",\"text\":\"x\",\"category\":\"boredom\"}")]
    public async Task A_bad_row_is_told_by_its_line_and_nothing_is_written(string bad)
    {
        using var folder = new TempFolder();
        var input = folder.Write("in.jsonl", "{\"id\":\"a\",\"text\":\"ciao\"}\n" + bad + "\n");
        var output = new StringWriter();

        var exit = await EvalRiskVerb.RunAsync(bed.Screener, null, input, folder.Of("out.jsonl"), output, CancellationToken.None);

        Assert.Equal(2, exit);
        Assert.Contains("line 2", output.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Of("out.jsonl")));
    }

    private RiskTally Tally()
    {
        var tally = new RiskTally();
        foreach (var line in Files.SelectMany(f => File.ReadLines(Path.Combine(ScreeningBed.Root, "tests", "data", f))))
        {
            var row = JsonSerializer.Deserialize(line, RiskEvalJson.Readable.RiskRow)!;
            tally.Add(row, bed.Screen(row.Text));
        }

        return tally;
    }

    private sealed class TempFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("risk");

        public string Of(string name) => Path.Combine(_folder.FullName, name);

        public string Write(string name, string text)
        {
            File.WriteAllText(Of(name), text);
            return Of(name);
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
