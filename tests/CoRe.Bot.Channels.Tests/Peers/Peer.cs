using System.Diagnostics;
using System.Text.Json;

namespace CoRe.Bot.Channels.Tests.Peers;

/// <summary>A foreign program, started for one test and ended with it.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    private Peer(Process process) => _process = process;

    public static Peer Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = PeerFactAttribute.Folder,
        };
        return new Peer(Process.Start(start)!);
    }

    /// <summary>Its JSON lines, to the end; fails with its complaint when it ended badly.</summary>
    public async Task<IReadOnlyList<JsonElement>> LinesAsync()
    {
        var complaint = _process.StandardError.ReadToEndAsync();
        var lines = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        Assert.True(_process.ExitCode == 0, $"{await complaint}\n{lines}");
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
