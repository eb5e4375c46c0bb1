using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace CoRe.Bot.Tests.Peers;

/// <summary>A letter as a foreign server took it. <paramref name="Act"/>: what it did then (<c>npm/smtp.mjs</c>).</summary>
internal sealed record TakenLetter(string Id, string To, string Act);

/// <summary>A mail server from npm on loopback; ends with the test.</summary>
internal sealed class MailPeer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MailPeer(Process process) => _process = process;

    public ConcurrentQueue<TakenLetter> Letters { get; } = new();

    public int Port => _port.Task.Result;

    /// <param name="todo">What to do with one letter after the other: busy, full, lose, hang, take.</param>
    public static async Task<MailPeer> StartAsync(params string[] todo)
    {
        var start = new ProcessStartInfo("node", ["smtp.mjs", JsonSerializer.Serialize(todo)])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = NpmFactAttribute.Folder,
        };
        var peer = new MailPeer(Process.Start(start)!);
        peer._process.OutputDataReceived += (_, line) => peer.Read(line.Data);
        peer._process.BeginOutputReadLine();
        await peer._port.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        var said = JsonDocument.Parse(line).RootElement;
        if (said.TryGetProperty("port", out var port))
        {
            _port.TrySetResult(port.GetInt32());
        }
        else
        {
            var letter = said.GetProperty("letter");
            Letters.Enqueue(new TakenLetter(letter.GetProperty("id").GetString()!, letter.GetProperty("to")[0].GetString()!, letter.GetProperty("act").GetString()!));
        }
    }
}
