namespace CoRe.Bot.Journeys.Browser;

/// <summary>A test that needs a real browser. Without one it is reported as skipped with the reason, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Missing;
}

internal static class Chromium
{
    public const string Path = "/usr/bin/chromium";

    /// <summary>Quiet flags: a browser that phones home by itself would spoil the test that counts foreign hosts.</summary>
    public static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    public static string? Missing => File.Exists(Path) ? null : $"No browser at {Path} (Debian: apt-get install chromium).";
}
