using CoRe.Bot.Facts;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Screening.Matching;
using CoRe.Bot.Screening.SecondOpinion;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>
/// <c>screening train</c>: makes the second opinion from labelled rows and the lexicons' own examples; the build calls it. Rows whose idea is kept aside teach
/// nothing. The same rows and lexicons make the same file.
/// </summary>
internal static class TrainVerb
{
    private const int BadInput = 2;

    public static async Task<int> RunAsync(RiskLexicon lexicon, IReadOnlyList<string> inputs, string path, TextWriter output, CancellationToken ct)
    {
        var traits = new OpinionFeatures(lexicon.Concepts);
        var desk = new ScreeningDesk(lexicon, traits);
        var rows = new List<OpinionRow>();
        try
        {
            foreach (var input in inputs)
            {
                await foreach (var row in RiskRows.ReadAsync(input, ct).ConfigureAwait(false))
                {
                    if (row is { Aside: false, Label: { } severity })
                    {
                        rows.Add(Row(desk, traits, row, severity));
                    }
                }
            }
        }
        catch (Exception bad) when (bad is FormatException or IOException)
        {
            await output.WriteLineAsync(bad.Message).ConfigureAwait(false);
            return BadInput;
        }

        rows.AddRange(lexicon.Patterns.SelectMany(p => Examples(desk, traits, p)));
        var model = OpinionTrainer.Train(rows);
        model.Save(path);
        List<OpinionRow> taught = [.. rows.Where(r => r.Severity != 1)];
        var (harmless, harm) = OpinionTrainer.Unseen(taught);
        string Line(string what, float cut) => FormattableString.Invariant(
            $"{what} from {cut:0.000}: {Share(harm, cut):0.000} of harm and {Share(harmless, cut):0.000} of harmless rows, ideas unseen");
        await output.WriteLineAsync($"{model.Rows} rows. {Line("Asks", model.Cuts.Ask)}").ConfigureAwait(false);
        await output.WriteLineAsync(Line("Tips", model.Cuts.Tip)).ConfigureAwait(false);
        await output.WriteLineAsync(Line("Rings", model.Cuts.Ring)).ConfigureAwait(false);
        await output.WriteLineAsync(FormattableString.Invariant($"Kind of harm right: {OpinionTrainer.UnseenKinds(taught):0.000}, ideas unseen")).ConfigureAwait(false);
        return 0;
    }

    private static double Share(List<float> scores, float cut) => scores.Count == 0 ? 0 : scores.Count(s => s >= cut) / (double)scores.Count;

    /// <summary>What mediators wrote beside their patterns is labelled as well.</summary>
    private static IEnumerable<OpinionRow> Examples(ScreeningDesk desk, OpinionFeatures traits, RiskPattern pattern) =>
        pattern.Examples.Select(e => Row(desk, traits, new("", e, Category: pattern.Category.Name()), (int)pattern.Floor))
            .Concat(pattern.Counterexamples.Select(e => Row(desk, traits, new("", e), 0)));

    private static OpinionRow Row(ScreeningDesk desk, OpinionFeatures traits, RiskRow row, int severity)
    {
        desk.Read(TextRepair.Repair(row.Text));
        var category = RiskCategories.TryParse(row.Category ?? "none", out var known) ? known : RiskCategory.None;
        return new(desk.Traits() ?? traits, severity, category, row.Idea ?? "");
    }
}
