using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Facts;
using CoRe.Bot.Understanding;

namespace CoRe.Bot.Hosting.Verbs.Measuring;

/// <summary>
/// <c>eval topics</c>: reads labelled or unlabelled rows (one JSON object a line), writes a prediction per row in the same order and,
/// for rows with a label, prints how often the first guess and the first three were right.
/// </summary>
internal static class EvalTopicsVerb
{
    /// <summary>What a message that no list knows is called in the data.</summary>
    private const string Unknown = "unknown_offtopic";
    private const int Top = 3;

    public static async Task<int> RunAsync(
        TopicRecognizer recognizer, string input, string? predictionsPath, TextWriter output, CancellationToken ct)
    {
        if (!File.Exists(input))
        {
            await output.WriteLineAsync($"There is no file '{input}'.").ConfigureAwait(false);
            return 2;
        }

        var predictions = new StringBuilder();
        var tally = new SortedDictionary<string, TopicTally>(StringComparer.Ordinal);
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
                await output.WriteLineAsync($"{input}, line {number}: not a row with the texts 'id', 'lang' and 'text'.").ConfigureAwait(false);
                return 2;
            }

            var prediction = Predict(recognizer, row);
            predictions.Append(JsonSerializer.Serialize(prediction, EvalJson.Default.TopicPrediction)).Append('\n');
            (tally.TryGetValue(row.Lang, out var of) ? of : tally[row.Lang] = new TopicTally()).Add(row, prediction);
        }

        if (predictionsPath is not null)
        {
            await File.WriteAllTextAsync(predictionsPath, predictions.ToString(), ct).ConfigureAwait(false);
        }

        await ReportAsync(tally, output).ConfigureAwait(false);
        return 0;
    }

    // The file's language tag is not given to the recogniser: nobody tells it in the chat either.
    private static TopicPrediction Predict(TopicRecognizer recognizer, TopicRow row)
    {
        var guess = recognizer.Recognize(new PersonText(row.Text));
        string[] candidates = guess.Candidates.Count == 0 ? [Unknown] : [.. guess.Candidates.Select(topic => topic.Value)];
        return new TopicPrediction(row.Id, candidates[0], candidates, guess.Topic is not null, guess.Confidence);
    }

    private static TopicRow? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EvalJson.Default.TopicRow) is { Id.Length: > 0, Lang.Length: > 0, Text: not null } row ? row : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task ReportAsync(SortedDictionary<string, TopicTally> tally, TextWriter output)
    {
        foreach (var (language, of) in tally.Where(of => of.Value.Rows > 0).OrderBy(of => of.Value.First / (double)of.Value.Rows))
        {
            await output.WriteLineAsync($"{language,-8} {of}").ConfigureAwait(false);
        }

        var all = new TopicTally();
        foreach (var of in tally.Values)
        {
            all.Add(of);
        }

        await output.WriteLineAsync($"{"all",-8} {all}").ConfigureAwait(false);
    }

    private sealed class TopicTally
    {
        public int Rows { get; private set; }

        public int First { get; private set; }

        private int Three { get; set; }

        /// <summary>Rows that are about nothing of ours, and how many of them get an answer all the same.</summary>
        private int Foreign { get; set; }

        private int Answered { get; set; }

        public void Add(TopicRow row, TopicPrediction prediction)
        {
            if (row.Topic is null)
            {
                return;
            }

            Rows++;
            First += prediction.Topic == row.Topic ? 1 : 0;
            Three += prediction.Candidates.Take(Top).Contains(row.Topic) ? 1 : 0;
            Foreign += row.Topic == Unknown ? 1 : 0;
            Answered += row.Topic == Unknown && prediction is { Sure: true, Topic: not Unknown } ? 1 : 0;
        }

        public void Add(TopicTally other)
        {
            Rows += other.Rows;
            First += other.First;
            Three += other.Three;
            Foreign += other.Foreign;
            Answered += other.Answered;
        }

        public override string ToString() => Rows == 0
            ? "no labelled rows"
            : string.Create(CultureInfo.InvariantCulture, $"{Rows,5} rows   top-1 {First / (double)Rows:0.000}   top-3 {Three / (double)Rows:0.000}")
            + (Foreign == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"   off-topic answered {Answered} of {Foreign}"));
    }
}

/// <summary>A row of the data; <paramref name="Topic"/> is null in unlabelled files.</summary>
internal sealed record TopicRow(string Id, string Lang, string Text, string? Topic = null);

/// <summary>A row of the answer: best guess first.</summary>
/// <param name="Sure">The bot would answer with it; otherwise it asks back, or says that it did not understand.</param>
internal sealed record TopicPrediction(string Id, string Topic, IReadOnlyList<string> Candidates, bool Sure, double Confidence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TopicRow))]
[JsonSerializable(typeof(TopicPrediction))]
internal sealed partial class EvalJson : JsonSerializerContext;
