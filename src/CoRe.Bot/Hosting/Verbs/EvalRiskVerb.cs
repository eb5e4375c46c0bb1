using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>
/// <c>eval risk</c>: screens each row (one JSON object a line) as the first message of a talk, writes a prediction per row in the same
/// order and, for rows with labels, prints recall and false alarms, worst language first. A bad row stops everything unwritten.
/// </summary>
internal static class EvalRiskVerb
{
    private const int BadInput = 2;

    public static async Task<int> RunAsync(
        RiskScreener screener, string input, string? predictionsPath, TextWriter output, CancellationToken ct)
    {
        if (!File.Exists(input))
        {
            await output.WriteLineAsync($"There is no file '{input}'.").ConfigureAwait(false);
            return BadInput;
        }

        var predictions = new List<string>();
        var tally = new RiskTally();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(input, ct).ConfigureAwait(false))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Parse(line) is not { } row)
            {
                await output.WriteLineAsync(
                    $"{input}, line {number}: not a row with the texts 'id' and 'text' (severity 0 to 3, a known category).").ConfigureAwait(false);
                return BadInput;
            }

            var finding = screener.Screen(new PersonText(row.Text), ScreeningMemory.Empty);
            predictions.Add(JsonSerializer.Serialize(Prediction(row.Id, finding), RiskEvalJson.Readable.RiskPrediction));
            tally.Add(row, finding);
        }

        if (predictionsPath is not null)
        {
            await File.WriteAllTextAsync(predictionsPath, string.Concat(predictions.Select(p => p + "\n")), ct).ConfigureAwait(false);
        }

        await tally.ReportAsync(output).ConfigureAwait(false);
        return 0;
    }

    private static RiskPrediction Prediction(string id, RiskFinding finding) =>
        new(id, (int)finding.Severity, finding.Category.Name(), [.. finding.Reasons.Select(r => r.Italian)]);

    private static RiskRow? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RiskEvalJson.Readable.RiskRow) is { Id.Length: > 0, Text: not null } row
                && row.Severity is null or (>= 0 and <= 3) && (row.Category is null || RiskCategories.TryParse(row.Category, out _))
                ? row
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A row of the data; labels are null in unlabelled files.</summary>
internal sealed record RiskRow(string Id, string Text, string? Lang = null, int? Severity = null, string? Category = null,
    string? Topic = null)
{
    /// <summary>A row with a topic and no severity is an everyday question: harmless.</summary>
    public int? Label => Severity ?? (Topic is null ? null : 0);
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
