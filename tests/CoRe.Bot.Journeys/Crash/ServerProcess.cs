using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CoRe.Bot.Journeys.Crash;

/// <summary>The built program as its own process, with folders of its own, so that it can be killed without asking.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly string _folder = Directory.CreateTempSubdirectory("corebot-journey-").FullName;
    private readonly string[] _settings;
    private readonly string[] _under;
    private readonly HttpClient _probe = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _process;

    /// <param name="under">A program to run it under, with its arguments (strace).</param>
    public ServerProcess(string[]? settings = null, string[]? under = null)
    {
        _settings = settings ?? [];
        _under = under ?? [];
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/"));
    }

    public Uri Url { get; }

    public string DatabaseFile => Path.Combine(_folder, "data", "corebot.db");

    /// <summary>Everything it wrote to its two outputs, over all its lives.</summary>
    public ConcurrentQueue<string> Output { get; } = [];

    /// <summary>What it has used of the processors in this life.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public async Task StartAsync()
    {
        string[] command =
        [
            .. _under, Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", Program(),
            "serve", "--urls", Url.ToString(), "--Storage:Folder", Path.Combine(_folder, "data"), "--Privacy:KeyFolder", Path.Combine(_folder, "keys"),
            "--Limits:ConversationStartsPerMinute", "1000000", .. _settings,
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync(_process);
    }

    /// <summary>SIGKILL: no finally block, no flush, nothing.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, as an operator of the machine stops it.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process!.Id}")]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        _probe.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadyAsync(Process process)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < Patience && !process.HasExited)
        {
            try
            {
                using var answer = await _probe.GetAsync(new Uri(Url, "health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // The port is not open yet.
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException("The program did not become ready:\n" + string.Join('\n', Output));
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            Output.Enqueue(line.Data);
        }
    }

    /// <summary>Beside this test's own output stands that of the program, built with the same configuration.</summary>
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "CoRe.Bot", own.Name, "CoRe.Bot.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
