using System.Globalization;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>
/// <c>screening replay</c>: which verdicts change between two folders of lexicons, before a change is accepted. Prints per row its id,
/// language, label and the two verdicts, losses first; never the text. Lexicons alone: the second opinion is made from them later.
/// </summary>
internal static class ReplayVerb
{
    private const int BadInput = 2;

    private sealed record Flip(RiskRow Row, RiskFinding Before, RiskFinding After)
    {
        /// <summary>2: an alarm is lost or a false one new; 1: another level or kind; 0: better or unlabelled.</summary>
        public int Weight => Row.Label switch
        {
            >= 2 when Before.Severity >= Severity.High && After.Severity < Severity.High => 2,
            0 when After.Severity >= Severity.High => 2,
            >= 2 when After.Severity >= Severity.High && Before.Severity < Severity.High => 0,
            0 when After.Severity < Before.Severity => 0,
            _ => 1,
        };
    }

    public static async Task<int> RunAsync(string before, string after, IReadOnlyList<string> inputs, TextWriter output, CancellationToken ct)
    {
        var flips = new List<Flip>();
        var rows = 0;
        try
        {
            var (old, now) = (new RiskScreener(RiskLexicon.Load(before)), new RiskScreener(RiskLexicon.Load(after)));
            foreach (var input in inputs)
            {
                await foreach (var row in RiskRows.ReadAsync(input, ct).ConfigureAwait(false))
                {
                    rows++;
                    var flip = new Flip(row, old.Screen(new PersonText(row.Text), ScreeningMemory.Empty), now.Screen(new PersonText(row.Text), ScreeningMemory.Empty));
                    if (flip.Before.Severity != flip.After.Severity || flip.Before.Category != flip.After.Category)
                    {
                        flips.Add(flip);
                    }
                }
            }
        }
        catch (Exception bad) when (bad is FormatException or IOException or LexiconException)
        {
            await output.WriteLineAsync(bad.Message).ConfigureAwait(false);
            return BadInput;
        }

        await ReportAsync(flips, rows, output).ConfigureAwait(false);
        return flips.Any(f => f.Weight == 2) ? 1 : 0;
    }

    private static async Task ReportAsync(List<Flip> flips, int rows, TextWriter output)
    {
        foreach (var flip in flips.OrderByDescending(f => f.Weight).ThenBy(f => f.Row.Lang, StringComparer.Ordinal).ThenBy(f => f.Row.Id, StringComparer.Ordinal))
        {
            var mark = flip.Weight switch { 2 => "WORSE ", 1 => "other ", _ => "better" };
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{mark} {flip.Row.Id,-16} {flip.Row.Lang,-8} label {flip.Row.Label?.ToString(CultureInfo.InvariantCulture) ?? "-"}  {Verdict(flip.Before)} -> {Verdict(flip.After)}")).ConfigureAwait(false);
        }

        await output.WriteLineAsync($"{rows} rows, {flips.Count} verdicts change, {flips.Count(f => f.Weight == 2)} for the worse").ConfigureAwait(false);
    }

    private static string Verdict(RiskFinding finding) => $"{(int)finding.Severity} {finding.Category.Name()} [{string.Join(' ', finding.Reasons.Select(r => r.PatternId))}]";
}
