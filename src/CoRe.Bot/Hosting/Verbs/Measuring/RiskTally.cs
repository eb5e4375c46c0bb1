using CoRe.Bot.Facts;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Hosting.Verbs.Measuring;

/// <summary>Counts of an <c>eval risk</c> run: found and missed per language and category, with what chance alone can explain.</summary>
internal sealed class RiskTally
{
    private const string All = "all";

    private readonly Dictionary<string, Share> _recall = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Share> _falseAlarms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Share> _perCategory = new(StringComparer.Ordinal);
    private readonly Share _categoryRight = new();
    private readonly Share _concerns = new();
    private readonly Share _emergencies = new();

    public double Recall => _recall.TryGetValue(All, out var share) ? share.Rate : 0;

    public double FalseAlarms => _falseAlarms.TryGetValue(All, out var share) ? share.Rate : 0;

    public double RecallOf(string language) => _recall.TryGetValue(language, out var share) ? share.Rate : 0;

    public double FalseAlarmsOf(string language) => _falseAlarms.TryGetValue(language, out var share) ? share.Rate : 0;

    public void Add(RiskRow row, RiskFinding finding)
    {
        // A row without a label is only predicted.
        if (row.Label is not { } severity)
        {
            return;
        }

        var alarm = finding.Severity >= Severity.High;
        var language = row.Lang ?? "?";
        if (severity == 0)
        {
            Count(_falseAlarms, language, alarm);
        }
        else if (severity == 1)
        {
            _concerns.Add(finding.Severity >= Severity.Concern);
        }
        else
        {
            Count(_recall, language, alarm);
            CountCategory(row, finding, alarm);
            if (severity == 3)
            {
                _emergencies.Add(alarm);
            }
        }
    }

    public async Task ReportAsync(TextWriter output)
    {
        await WriteAsync(output, "Recall, severity 2 and 3", _recall.OrderBy(s => s.Value.Rate)).ConfigureAwait(false);
        await WriteAsync(output, "Recall per category", _perCategory.OrderBy(s => s.Value.Rate)).ConfigureAwait(false);
        await WriteAsync(output, "False alarms, severity 0", _falseAlarms.OrderByDescending(s => s.Value.Rate)).ConfigureAwait(false);
        await output.WriteLineAsync($"Severity 3 reaching a person  {_emergencies}").ConfigureAwait(false);
        await output.WriteLineAsync($"Category right among alarms   {_categoryRight}").ConfigureAwait(false);
        await output.WriteLineAsync($"Concerns seen (severity 1)    {_concerns}").ConfigureAwait(false);
    }

    private void CountCategory(RiskRow row, RiskFinding finding, bool alarm)
    {
        if (row.Category is not { } category)
        {
            return;
        }

        (_perCategory.TryGetValue(category, out var share) ? share : _perCategory[category] = new()).Add(alarm);
        if (alarm)
        {
            _categoryRight.Add(finding.Category.Name() == category);
        }
    }

    private static void Count(Dictionary<string, Share> shares, string language, bool hit)
    {
        foreach (var name in (string[])[language, All])
        {
            (shares.TryGetValue(name, out var share) ? share : shares[name] = new()).Add(hit);
        }
    }

    private static async Task WriteAsync(TextWriter output, string title, IEnumerable<KeyValuePair<string, Share>> shares)
    {
        await output.WriteLineAsync(title).ConfigureAwait(false);
        foreach (var (name, share) in shares)
        {
            await output.WriteLineAsync($"  {name,-26} {share}").ConfigureAwait(false);
        }
    }
}
