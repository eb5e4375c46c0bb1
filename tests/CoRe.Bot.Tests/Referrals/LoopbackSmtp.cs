using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>A mail server on loopback that speaks just enough SMTP, keeps what it accepted and can be told to fail.</summary>
internal sealed class LoopbackSmtp : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _loop;

    public LoopbackSmtp()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Raw letters accepted, in order.</summary>
    public ConcurrentQueue<string> Accepted { get; } = new();

    /// <summary>Everything that clients wrote.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Answers for a command instead of the good one, for example <c>RCPT</c> → <c>550 no such user</c>; "!" cuts the line.</summary>
    public ConcurrentDictionary<string, string> Instead { get; } = new();

    public IReadOnlyList<MimeMessage> Letters => [.. Accepted.Select(raw => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(raw))))];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            try
            {
                await ServeAsync(client.GetStream());
            }
            catch (IOException)
            {
                // The client hung up.
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 loopback");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            Heard.Enqueue(line);
            var command = line.Split(' ')[0].ToUpperInvariant();
            var answer = Instead.TryGetValue(command, out var other) ? other : command == "DATA" ? "354 go on" : command == "QUIT" ? "221 bye" : "250 ok";
            if (answer == "!")
            {
                return;
            }

            await writer.WriteLineAsync(answer);
            if (command == "DATA" && answer.StartsWith('3') && !await TakeAsync(reader, writer))
            {
                return;
            }

            if (command == "QUIT")
            {
                return;
            }
        }
    }

    /// <summary>The letter itself. "END" in <see cref="Instead"/> is the answer after it; "!" accepts it and cuts the line.</summary>
    private async Task<bool> TakeAsync(StreamReader reader, StreamWriter writer)
    {
        var letter = new StringBuilder();
        while (true)
        {
            if (await reader.ReadLineAsync(_end.Token) is not { } line)
            {
                // A client that leaves in the middle has sent no letter.
                return false;
            }

            if (line == ".")
            {
                break;
            }

            letter.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        var answer = Instead.GetValueOrDefault("END", "250 taken");
        if (answer is "!" || answer.StartsWith('2'))
        {
            Accepted.Enqueue(letter.ToString());
        }

        if (answer is "!")
        {
            return false;
        }

        await writer.WriteLineAsync(answer);
        return true;
    }
}
