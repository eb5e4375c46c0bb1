using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Hosting.Verbs.Measuring;
using CoRe.Bot.Screening.SecondOpinion;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>A row of the data; labels are null in unlabelled files.</summary>
internal sealed record RiskRow(string Id, string Text, string? Lang = null, int? Severity = null, string? Category = null,
    string? Topic = null, string? Idea = null)
{
    /// <summary>One idea in four is kept aside: nothing is trained or tuned on its rows, so they tell what to expect of new ones.</summary>
    public const int Parts = 4;


    /// <summary>A row with a topic and no severity is an everyday question: harmless.</summary>
    public int? Label => Severity ?? (Topic is null ? null : 0);

    public bool Aside => Idea is { Length: > 0 } && OpinionTrainer.PartOf(Idea, Parts) == 0;
}

/// <summary>Labelled messages: files of one JSON object a line.</summary>
internal static class RiskRows
{
    /// <summary>All rows of a file.</summary>
    /// <exception cref="FormatException">A line is no row; says which.</exception>
    public static async IAsyncEnumerable<RiskRow> ReadAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, ct).ConfigureAwait(false))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Parse(line) ?? throw new FormatException(
                    $"{path}, line {number}: not a row with the texts 'id' and 'text' (severity 0 to 3, a known category).");
            }
        }
    }

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
