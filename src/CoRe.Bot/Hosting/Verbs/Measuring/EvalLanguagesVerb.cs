using System.Globalization;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages.Detection;

namespace CoRe.Bot.Hosting.Verbs.Measuring;

/// <summary><c>eval languages</c>: how often the language of labelled rows is guessed, by length and language, worst first.</summary>
internal static class EvalLanguagesVerb
{
    private const int Short = 8, Long = 20;

    public static async Task<int> RunAsync(LanguageDetector detector, string input, TextWriter output, CancellationToken ct, bool onlyAside = false)
    {
        var tallies = new SortedDictionary<string, (int Rows, int Right, int Sure, int Wrong)>(StringComparer.Ordinal);
        try
        {
            await foreach (var row in RiskRows.ReadAsync(input, ct).ConfigureAwait(false))
            {
                if (row.Lang is null || (onlyAside && !row.Aside))
                {
                    continue;
                }

                var guess = detector.Guess(new PersonText(row.Text));
                var tag = guess is { } g ? g.Language.Value + (g.InLatinLetters ? "-Latn" : "") : "none";
                var right = string.Equals(tag, row.Lang, StringComparison.OrdinalIgnoreCase);
                var length = row.Text.Length >= Long ? "20 and more" : row.Text.Length >= Short ? "8 to 19" : "under 8";
                foreach (var key in (string[])[row.Lang, "~ " + length])
                {
                    var (rows, rights, sure, wrong) = tallies.GetValueOrDefault(key);
                    var isSure = guess is { Sure: true };
                    tallies[key] = (rows + 1, rights + (right ? 1 : 0), sure + (isSure ? 1 : 0), wrong + (isSure && !right ? 1 : 0));
                }
            }
        }
        catch (Exception bad) when (bad is FormatException or IOException)
        {
            await output.WriteLineAsync(bad.Message).ConfigureAwait(false);
            return 2;
        }

        foreach (var (key, of) in tallies.OrderBy(t => t.Key.StartsWith('~')).ThenBy(t => t.Value.Right / (double)t.Value.Rows))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{key.TrimStart('~', ' '),-12} {of.Right,5} of {of.Rows,5}   {of.Right / (double)of.Rows:0.000}   offered {of.Sure / (double)of.Rows:0.000}, wrongly {of.Wrong / (double)of.Rows:0.000}")).ConfigureAwait(false);
        }

        return 0;
    }
}
