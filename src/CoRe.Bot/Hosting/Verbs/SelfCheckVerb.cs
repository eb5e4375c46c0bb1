using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Hosting.Verbs;

/// <summary>Says what is not ready for real people. In production a missing thing also keeps the doors shut.</summary>
internal static class SelfCheckVerb
{
    /// <summary>Prints every line. Exit code 0: nothing is missing; 3: something is.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<DatabaseUpgrade>().RunAsync(cancellationToken);
        foreach (var refresh in services.GetServices<IRefresh>())
        {
            await refresh.RefreshAsync(cancellationToken);
        }

        var lines = Lines(services);
        foreach (var line in lines)
        {
            await output.WriteLineAsync($"{Mark(line.Level)} {line.Part}: {line.Sentence}".AsMemory(), cancellationToken);
        }

        var missing = lines.Count(l => l.Level == ReadinessLevel.Missing);
        await output.WriteLineAsync($"{lines.Count} checks, {lines.Count(l => l.Level == ReadinessLevel.Open)} open, {missing} missing".AsMemory(), cancellationToken);
        return missing == 0 ? 0 : 3;
    }

    /// <summary>Why production may not open, or null when it may.</summary>
    public static string? Refusal(IServiceProvider services)
    {
        if (!ProductMode.IsProduction(services.GetRequiredService<IConfiguration>()))
        {
            return null;
        }

        var missing = Lines(services).Where(l => l.Level == ReadinessLevel.Missing).Select(l => $"  {l.Part}: {l.Sentence}").ToList();
        return missing.Count == 0 ? null : "Mode is production and this is missing:\n" + string.Join('\n', missing);
    }

    private static List<Readiness> Lines(IServiceProvider services) =>
        [.. services.GetServices<IReadinessCheck>().SelectMany(check => check.Check()).OrderByDescending(l => l.Level).ThenBy(l => l.Part, StringComparer.Ordinal)];

    private static string Mark(ReadinessLevel level) => level switch
    {
        ReadinessLevel.Ready => "[ok]     ",
        ReadinessLevel.Open => "[open]   ",
        _ => "[missing]",
    };
}
