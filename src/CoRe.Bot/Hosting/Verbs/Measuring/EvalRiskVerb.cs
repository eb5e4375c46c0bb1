using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Hosting.Verbs.Measuring;

/// <summary>
/// <c>eval risk</c>: screens each row (one JSON object a line) as the first message of a talk, writes a prediction per row in the same
/// order and, for rows with labels, prints recall and false alarms, worst language first; the lexicons alone and with the second opinion. With <c>--aside</c> only rows whose idea is
/// kept aside. A bad row stops everything unwritten.
/// </summary>
internal static class EvalRiskVerb
{
    private const int BadInput = 2;

    public static async Task<int> RunAsync(
        RiskScreener screener, RiskScreener? alone, string input, string? predictionsPath, TextWriter output, CancellationToken ct, bool onlyAside = false)
    {
        if (!File.Exists(input))
        {
            await output.WriteLineAsync($"There is no file '{input}'.").ConfigureAwait(false);
            return BadInput;
        }

        var predictions = new List<string>();
        var (tally, aloneTally) = (new RiskTally(), new RiskTally());
        try
        {
            await foreach (var row in RiskRows.ReadAsync(input, ct).ConfigureAwait(false))
            {
                if (!onlyAside || row.Aside)
                {
                    var finding = screener.Screen(new PersonText(row.Text), ScreeningMemory.Empty);
                    predictions.Add(JsonSerializer.Serialize(Prediction(row.Id, finding), RiskEvalJson.Readable.RiskPrediction));
                    tally.Add(row, finding);
                    if (alone is not null)
                    {
                        aloneTally.Add(row, alone.Screen(new PersonText(row.Text), ScreeningMemory.Empty));
                    }
                }
            }
        }
        catch (FormatException bad)
        {
            await output.WriteLineAsync(bad.Message).ConfigureAwait(false);
            return BadInput;
        }

        if (predictionsPath is not null)
        {
            await File.WriteAllTextAsync(predictionsPath, string.Concat(predictions.Select(p => p + "\n")), ct).ConfigureAwait(false);
        }

        if (alone is not null)
        {
            await output.WriteLineAsync("LEXICONS ALONE").ConfigureAwait(false);
            await aloneTally.ReportAsync(output).ConfigureAwait(false);
            await output.WriteLineAsync("WITH THE SECOND OPINION").ConfigureAwait(false);
        }

        await tally.ReportAsync(output).ConfigureAwait(false);
        return 0;
    }

    private static RiskPrediction Prediction(string id, RiskFinding finding) =>
        new(id, (int)finding.Severity, finding.Category.Name(), [.. finding.Reasons.Select(r => r.Italian)]);
}

/// <summary>A row of the answer.</summary>
internal sealed record RiskPrediction(string Id, int Severity, string Category, IReadOnlyList<string> Reasons);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RiskRow))]
[JsonSerializable(typeof(RiskPrediction))]
internal sealed partial class RiskEvalJson : JsonSerializerContext
{
    /// <summary>Italian letters stay readable for the people who compare the files.</summary>
    public static RiskEvalJson Readable { get; } = new(
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
