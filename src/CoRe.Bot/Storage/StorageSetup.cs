using CoRe.Bot.Facts;
using CoRe.Bot.Storage.Postgres;
using CoRe.Bot.Storage.Sqlite;
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
        services.AddSingleton<IValidateOptions<StorageOptions>, ConnectionStringValidator>();
        AddDatabase(services);
        services.AddSingleton<IChangeWriter, MarkSentWriter>();
        services.AddSingleton<IChangeWriter, MarkFailedWriter>();
        services.AddSingleton<IChangeWriter, CancelOutboxWriter>();
        services.AddSingleton<DatabaseUpgrade>();
        services.AddSingleton<IReadinessCheck, StorageReadiness>();
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

    public static void UsePostgres(DbContextOptionsBuilder builder, string connectionString) =>
        builder.UseNpgsql(PostgresAddress.Read(connectionString).ToString()).UseSnakeCaseNamingConvention();

    /// <summary>Both factories are known; the setting is read when the first context is opened, after it was validated.</summary>
    private static void AddDatabase(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteCoreDbContext>((provider, builder) => UseSqliteFile(builder, Options(provider).DatabaseFile));
        services.AddPooledDbContextFactory<PostgresCoreDbContext>((provider, builder) => UsePostgres(builder, Options(provider).ConnectionString ?? ""));
        services.AddSingleton<ICoreDb>(provider => Options(provider).IsPostgres
            ? ActivatorUtilities.CreateInstance<PostgresCoreDb>(provider)
            : ActivatorUtilities.CreateInstance<SqliteCoreDb>(provider));
        // For ASP.NET Core Identity, which wants a context of its own in each scope.
        services.AddScoped(provider => provider.GetRequiredService<ICoreDb>().Open());
    }

    private static StorageOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;
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
