using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CoRe.Bot.Tests.Storage;

/// <summary>
/// A real PostgreSQL of its own: made in a folder that is thrown away, heard on loopback alone, gone with the process that started it
/// however that ends.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "corebot";
    private readonly string _folder = Directory.CreateTempSubdirectory("corebot-pg-").FullName;
    private readonly int _port = FreePort();
    private Process? _watched;

    private PostgresServer()
    {
    }

    /// <summary>Where Debian or the path keeps the programs; null when PostgreSQL is not installed.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>Why tests on PostgreSQL are skipped, or null.</summary>
    public static string? Missing => Programs is null ? "PostgreSQL is not installed (Debian: apt-get install postgresql)." : null;

    public string Address(string database) =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Database={database};Username={User};Timeout=15;Command Timeout=60";

    /// <param name="durable">False: it need not survive a power cut, which saves half of the tests' time.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false)
    {
        var server = new PostgresServer();
        try
        {
            await server.MakeAsync();
            await server.OpenAsync(durable);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(Address(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_watched is { HasExited: false } watched)
        {
            watched.StandardInput.Close();
            await watched.WaitForExitAsync();
        }

        _watched?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task MakeAsync()
    {
        if (AsOther.Length > 0)
        {
            await RunAsync("chown", "postgres", _folder);
        }

        await RunAsync([.. AsOther, Path.Combine(Programs!, "initdb"), "-D", Data, "-U", User, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]);
    }

    private async Task OpenAsync(bool durable)
    {
        var settings = $"-p {_port.ToString(CultureInfo.InvariantCulture)} -k '{_folder}' -c listen_addresses=127.0.0.1 -c max_connections=600 -c shared_buffers=128MB"
            + (durable ? "" : " -c fsync=off -c full_page_writes=off -c synchronous_commit=off");
        // Lives as long as somebody holds the other end of its input: a killed test run leaves no server behind.
        var watch = $"{string.Join(' ', AsOther)} '{Path.Combine(Programs!, "postgres")}' -D '{Data}' {settings} > '{_folder}/log' 2>&1 < /dev/null & pg=$!; cat > /dev/null; kill -QUIT $pg; wait $pg";
        _watched = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", watch]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(50);
            }
        }
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] AsOther => Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var said = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(command[0])} failed: {await said}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [];
        return versions.Concat(folders).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
