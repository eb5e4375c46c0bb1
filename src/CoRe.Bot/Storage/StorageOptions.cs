using System.ComponentModel.DataAnnotations;
using CoRe.Bot.Storage.Postgres;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Storage;

/// <summary>Section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary><c>sqlite</c>: one node and a folder. <c>postgres</c>: a server that several nodes share.</summary>
    [AllowedValues(Sqlite, Postgres, ErrorMessage = "Storage:Provider is neither sqlite nor postgres.")]
    public string Provider { get; set; } = Sqlite;

    /// <summary>How to reach the PostgreSQL database, as Npgsql reads it (<c>Host=…;Database=…;Username=…;Password=…</c>). A secret: never written anywhere.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Where the SQLite file lies. Created when missing. Never put keys or backups here.</summary>
    [Required]
    public string Folder { get; set; } = "data";

    /// <summary>How many waiting commits may share one fsync.</summary>
    [Range(1, 1024)]
    public int LargestGroup { get; set; } = 128;

    public string DatabaseFile => Path.Combine(Path.GetFullPath(Folder), "corebot.db");

    public bool IsPostgres => Provider == Postgres;
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;

/// <summary>Provider and connection string must fit together.</summary>
internal sealed class ConnectionStringValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        !options.IsPostgres ? ValidateOptionsResult.Success
        : PostgresAddress.Problem(options.ConnectionString) is { } problem ? ValidateOptionsResult.Fail(problem)
        : ValidateOptionsResult.Success;
}
