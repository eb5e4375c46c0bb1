using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PostgresCoreDbContext = CoRe.Bot.Storage.Postgres.PostgresCoreDbContext;

namespace CoRe.Bot.Tests.Storage;

/// <summary>
/// Which database the beds run on: a SQLite file in their folder, or, with <c>COREBOT_TEST_STORAGE=postgres</c>, a database of their own on one real
/// server. The same folder is the same database, so that a bed can be closed and opened again.
/// </summary>
internal static class TestDatabase
{
    private const string Template = "corebot_template";
    private static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new();

    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("COREBOT_TEST_STORAGE") == StorageOptions.Postgres;

    /// <summary>The settings of a bed whose things lie in <paramref name="folder"/>.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(string folder, bool postgres = false) => !postgres && !IsPostgres ? [] :
    [
        new("Storage:Provider", StorageOptions.Postgres),
        // Beds are made by constructors; the test waits here once for the server and then for a copy of a prepared database.
        new("Storage:ConnectionString", Task.Run(() => Made.GetOrAdd(folder, key => new Lazy<Task<string>>(() => MakeAsync(key))).Value).GetAwaiter().GetResult()),
    ];

    /// <summary>The folder is thrown away, and the database with it.</summary>
    public static void Forget(string folder)
    {
        if (Made.TryRemove(folder, out _))
        {
            Task.Run(() => DropAsync(folder)).GetAwaiter().GetResult();
        }
    }

    /// <summary>The one server of this run, for tests that want PostgreSQL whatever the beds run on.</summary>
    public static Task<PostgresServer> ServerAsync() => Server.Value;

    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        await server.ExecuteAsync($"CREATE DATABASE {Template}");
        var builder = new DbContextOptionsBuilder<PostgresCoreDbContext>();
        StorageSetup.UsePostgres(builder, server.Address(Template) + ";Pooling=false");
        await using var db = new PostgresCoreDbContext(builder.Options);
        await db.UpgradeAsync(CancellationToken.None);
        return server;
    }

    private static async Task<string> MakeAsync(string folder)
    {
        var server = await Server.Value;
        await server.ExecuteAsync($"CREATE DATABASE {Name(folder)} TEMPLATE {Template}");
        return server.Address(Name(folder));
    }

    private static async Task DropAsync(string folder)
    {
        var server = await Server.Value;
        await using (var connection = new NpgsqlConnection(CoRe.Bot.Storage.Postgres.PostgresAddress.Read(server.Address(Name(folder))).ToString()))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {Name(folder)} WITH (FORCE)");
    }

    private static string Name(string folder) => "bed_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)).AsSpan(0, 10));
}

/// <summary>Needs a real PostgreSQL; skipped with the reason where there is none.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}

/// <summary>About SQLite alone; left out when the beds run on PostgreSQL.</summary>
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = TestDatabase.IsPostgres ? "About SQLite alone." : null;
}

/// <inheritdoc cref="SqliteFactAttribute"/>
public sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute() => Skip = TestDatabase.IsPostgres ? "About SQLite alone." : null;
}
