using CoRe.Bot.Hosting.Verbs;
using CoRe.Bot.Hosting.Verbs.Measuring;
using CoRe.Bot.Tests.Languages;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Tests.Understanding;

public sealed class EvalTopicsVerbTests : IDisposable
{
    private readonly LocaleFolder _folder = new();

    [Fact]
    public async Task Predictions_come_in_the_order_of_the_rows_and_the_shares_are_printed()
    {
        var (code, printed, predictions) = await RunAsync("""
            {"id":"1","lang":"it","text":"mi serve un avvocato","topic":"legal_aid_lawyer"}
            {"id":"2","lang":"en","text":"blorp zanf","topic":"greeting"}
            {"id":"3","lang":"fr","text":"merci beaucoup"}
            """);

        Assert.Equal(0, code);
        Assert.Equal(
            [
                """{"id":"1","topic":"legal_aid_lawyer","candidates":["legal_aid_lawyer"],"sure":true""",
                """{"id":"2","topic":"unknown_offtopic","candidates":["unknown_offtopic"],"sure":false""",
                """{"id":"3","topic":"thanks","candidates":["thanks"],"sure":true""",
            ],
            predictions.Select(line => line[..line.LastIndexOf(',')]));
        Assert.Contains("2 rows   top-1 0.500   top-3 0.500", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_ours_and_gets_an_answer_all_the_same_is_counted()
    {
        var (_, printed, _) = await RunAsync("""
            {"id":"1","lang":"it","text":"mi serve un avvocato","topic":"unknown_offtopic"}
            {"id":"2","lang":"en","text":"blorp zanf","topic":"unknown_offtopic"}
            """);

        Assert.Contains("off-topic answered 1 of 2", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"id":"1","text":"no language"}""")]
    [InlineData("""{"id":7,"lang":"it","text":"a number for an id"}""")]
    [InlineData("[]")]
    public async Task A_malformed_row_is_named_by_its_line_and_nothing_is_written(string bad)
    {
        var (code, printed, predictions) = await RunAsync($$"""{"id":"1","lang":"it","text":"ciao"}""" + "\n" + bad);

        Assert.Equal(2, code);
        Assert.Contains("line 2", printed, StringComparison.Ordinal);
        Assert.Empty(predictions);
    }

    [Fact]
    public async Task A_missing_file_is_said_plainly()
    {
        using var output = new StringWriter();

        var code = await EvalTopicsVerb.RunAsync(
            TopicRecognizer.Load(LocaleFolder.RealLibrary(), CoRe.Bot.Languages.Detection.LanguageDetector.Load()), Path.Combine(_folder.Path, "none.jsonl"), null, output, CancellationToken.None);

        Assert.Equal(2, code);
        Assert.Contains("none.jsonl", output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Printed, string[] Predictions)> RunAsync(string rows)
    {
        _folder.Write("rows.jsonl", rows);
        var predictions = Path.Combine(_folder.Path, "predictions.jsonl");
        using var output = new StringWriter();
        var code = await EvalTopicsVerb.RunAsync(
            TopicRecognizer.Load(LocaleFolder.RealLibrary(), CoRe.Bot.Languages.Detection.LanguageDetector.Load()), Path.Combine(_folder.Path, "rows.jsonl"), predictions, output, CancellationToken.None);
        return (code, output.ToString(), File.Exists(predictions) ? await File.ReadAllLinesAsync(predictions) : []);
    }
}
