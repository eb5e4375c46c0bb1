using CoRe.Bot.Facts;
using CoRe.Bot.Hosting.Verbs.Disguising;
using CoRe.Bot.Screening;

namespace CoRe.Bot.Hosting.Verbs.Measuring;

/// <summary>
/// <c>eval disguises</c>: screens labelled rows as written and in twelve disguises; prints how many of the disclosures found as written
/// are still found, and how many of the calm rows still ring nobody. With <c>--out</c> each row lost or newly ringing, by its disguise.
/// </summary>
internal static class EvalDisguisesVerb
{
    private const int BadInput = 2;

    public static async Task<int> RunAsync(RiskScreener screener, string input, string? path, TextWriter output, CancellationToken ct)
    {
        if (!File.Exists(input))
        {
            await output.WriteLineAsync($"There is no file '{input}'.").ConfigureAwait(false);
            return BadInput;
        }

        var tally = new DisguiseTally();
        try
        {
            await foreach (var row in RiskRows.ReadAsync(input, ct).ConfigureAwait(false))
            {
                tally.Add(row, screener);
            }
        }
        catch (FormatException bad)
        {
            await output.WriteLineAsync(bad.Message).ConfigureAwait(false);
            return BadInput;
        }

        if (path is not null)
        {
            await File.WriteAllLinesAsync(path, tally.Changed, ct).ConfigureAwait(false);
        }

        await tally.ReportAsync(output).ConfigureAwait(false);
        return 0;
    }
}

/// <summary>Counts of an <c>eval disguises</c> run.</summary>
internal sealed class DisguiseTally
{
    private readonly Dictionary<string, (Share Found, Share Calm)> _shares =
        Disguise.All.ToDictionary(d => d.Name, _ => (new Share(), new Share()), StringComparer.Ordinal);

    /// <summary>Disguise, id and the disguised text of rows that a disguise changed.</summary>
    public List<string> Changed { get; } = [];

    public double StayFound(string disguise) => _shares[disguise].Found.Rate;

    public double StayCalm(string disguise) => _shares[disguise].Calm.Rate;

    /// <summary>Rows not found as written, and calm rows that ring as written, are another measure's matter.</summary>
    public void Add(RiskRow row, RiskScreener screener)
    {
        var rings = Rings(screener, row.Text);
        if (row.Label is not { } label || label == 1 || rings != label >= 2)
        {
            return;
        }

        foreach (var disguise in Disguise.All)
        {
            if (disguise.Wear(row) is { } worn)
            {
                var same = Rings(screener, worn) == rings;
                (rings ? _shares[disguise.Name].Found : _shares[disguise.Name].Calm).Add(same);
                if (!same)
                {
                    Changed.Add($"{disguise.Name}\t{(rings ? "lost" : "rings")}\t{row.Id}\t{worn}");
                }
            }
        }
    }

    public async Task ReportAsync(TextWriter output)
    {
        await output.WriteLineAsync($"{"",-24} found, stay found                         calm, stay calm").ConfigureAwait(false);
        foreach (var disguise in Disguise.All)
        {
            var (found, calm) = _shares[disguise.Name];
            await output.WriteLineAsync($"{disguise.Name,-24} {found.ToString(),-40} {calm}").ConfigureAwait(false);
        }
    }

    private static bool Rings(RiskScreener screener, string text) =>
        screener.Screen(new PersonText(text), ScreeningMemory.Empty).Severity >= Severity.High;
}
