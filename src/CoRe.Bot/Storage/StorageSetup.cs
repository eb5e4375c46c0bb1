using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Storage;

internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddPooledDbContextFactory<SqliteCoreDbContext>((provider, builder) =>
            UseSqliteFile(builder, provider.GetRequiredService<IOptions<StorageOptions>>().Value.DatabaseFile));
        services.AddSingleton<ICoreDb, SqliteCoreDb>();
        services.AddSingleton<IChangeWriter, MarkSentWriter>();
        services.AddSingleton<IChangeWriter, MarkFailedWriter>();
        services.AddSingleton<IChangeWriter, CancelOutboxWriter>();
        services.AddSingleton<DatabaseUpgrade>();
        services.AddSingleton<Committer>();
        services.AddSingleton<ICommitter>(provider => provider.GetRequiredService<Committer>());
        services.AddHostedService(provider => provider.GetRequiredService<Committer>());
        return services;
    }

    public static void UseSqliteFile(DbContextOptionsBuilder builder, string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = true };
        builder.UseSqlite(connection.ToString()).UseSnakeCaseNamingConvention().AddInterceptors(new SqlitePragmas());
    }
}

/// <summary>Creates the data folder and brings the database to this version's schema before anything else starts.</summary>
internal sealed class DatabaseUpgrade(ICoreDb database, IOptions<StorageOptions> options)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.GetFullPath(options.Value.Folder));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        await using var db = database.Open();
        await db.Database.MigrateAsync(cancellationToken);
    }
}

/// <summary>For <c>dotnet ef migrations add</c> only.</summary>
internal sealed class SqliteCoreDbContextFactory : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<SqliteCoreDbContext>
{
    public SqliteCoreDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<SqliteCoreDbContext>();
        StorageSetup.UseSqliteFile(builder, "design.db");
        return new SqliteCoreDbContext(builder.Options);
    }
}
