using System.Collections.Concurrent;
using System.Diagnostics;

namespace CoRe.Bot.Journeys.Host;

/// <summary>The product as it is delivered: its own process, its own data folder, a free port of this machine.</summary>
internal sealed class RealHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("core-bot-host-").FullName;
    private readonly string[] _settings;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private Process? _process;

    private RealHost(string[] settings, IReadOnlyDictionary<string, string> environment) => (_settings, _environment) = (settings, environment);

    public Uri Address { get; private set; } = new("http://127.0.0.1:0/");

    /// <param name="settings">More settings as on the command line, for example <c>--Chat:LeaveUrl=…</c>.</param>
    public static Task<RealHost> StartAsync(params string[] settings) => StartAsync(new Dictionary<string, string>(), settings);

    /// <param name="environment">What the machine tells its programs, for example where its identity is asked for.</param>
    /// <param name="settings">As above.</param>
    public static async Task<RealHost> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var host = new RealHost(settings, environment);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Starts on the same data and, after the first time, on the same port: a phone must find its server again.</summary>
    public async Task StartAgainAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CoRe.Bot.dll");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            program, "serve", "--urls", $"http://127.0.0.1:{Address.Port}",
            $"--Storage:Folder={Path.Combine(_folder, "data")}", $"--Privacy:KeyFolder={Path.Combine(_folder, "keys")}", .. _settings,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        var open = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        Listen(_process, open);
        try
        {
            Address = await open.Task.WaitAsync(Patience);
        }
        catch
        {
            await KillAsync();
            throw;
        }
    }

    /// <summary>As when the power goes: nothing is told, nothing is tidied.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await KillAsync();
        }
        catch (InvalidOperationException)
        {
            // Killed by the test already.
        }

        Directory.Delete(_folder, recursive: true);
    }

    // Read to the end, always: a full pipe would stop the product in the middle of a sentence.
    private static void Listen(Process process, TaskCompletionSource<Uri> open)
    {
        var errors = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, it) => errors.Enqueue(it.Data ?? "");
        process.OutputDataReceived += (_, it) =>
        {
            if (it.Data is null)
            {
                open.TrySetException(new InvalidOperationException("The product ended: " + string.Join('\n', errors)));
            }
            else if (it.Data.StartsWith("Chat: ", StringComparison.Ordinal))
            {
                open.TrySetResult(new Uri(it.Data["Chat: ".Length..]));
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }
}
