using System.Diagnostics;

namespace CoRe.Bot.Journeys.Crash;

/// <summary>A test that counts system calls. Without a working strace it is reported as skipped with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = Missing.Value;

    private static readonly Lazy<string?> Missing = new(() =>
    {
        const string Path = "/usr/bin/strace";
        if (!File.Exists(Path))
        {
            return $"No {Path} (Debian: apt-get install strace).";
        }

        using var trial = Process.Start(new ProcessStartInfo(Path, ["-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
        trial.WaitForExit();
        return trial.ExitCode == 0 ? null : "strace is not allowed to trace here.";
    });
}
