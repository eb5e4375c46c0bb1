using CoRe.Bot.Facts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CoRe.Bot.Storage.Postgres;

/// <summary>The same model on PostgreSQL, for more than one node.</summary>
internal sealed class PostgresCoreDbContext(DbContextOptions<PostgresCoreDbContext> options) : CoreDbContext(options)
{
    // One place of the database's advisory locks each; the numbers mean nothing and must only stay the same.
    private const long UpgradeLock = 0x436F_5265_0001;

    public override string Product => "PostgreSQL";

    /// <summary>Two nodes that start at once: the second waits and finds everything done.</summary>
    public override async Task<int> UpgradeAsync(CancellationToken cancellationToken)
    {
        Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await Database.ExecuteSqlAsync($"SET lock_timeout = 0", cancellationToken);
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({UpgradeLock})", cancellationToken);
            var applied = await base.UpgradeAsync(cancellationToken);
            // Said, not left to the pool: it takes locks back only when somebody uses the connection again.
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({UpgradeLock})", cancellationToken);
            return applied;
        }
        catch
        {
            NpgsqlConnection.ClearPool((NpgsqlConnection)Database.GetDbConnection());
            throw;
        }
        finally
        {
            await Database.CloseConnectionAsync();
            Database.SetCommandTimeout(null);
        }
    }

    public override IEnumerable<(ReadinessLevel Level, string Sentence)> Doubts()
    {
        if (Setting("fsync") != "on" || Setting("full_page_writes") != "on" || Setting("synchronous_commit") is "off")
        {
            yield return (ReadinessLevel.Missing, "the server does not wait for its disk (fsync, full_page_writes, synchronous_commit): a power cut loses accepted messages");
        }

        if (PostgresAddress.IsOpenWire(new NpgsqlConnectionStringBuilder(Database.GetConnectionString())))
        {
            yield return (ReadinessLevel.Open, "the way to another machine is not forced to be encrypted (SslMode=VerifyFull in Storage:ConnectionString)");
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Ticks here too: PostgreSQL's own type rounds to microseconds, and seals, ladder rounds and the audit chain are bound to exact times.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        // Letters by their numbers, as SQLite does it: the same order on both, and no index that breaks when the system's language data change.
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    private string Setting(string name) => Database.SqlQuery<string>($"SELECT current_setting({name}) AS \"Value\"").AsEnumerable().First();
}

internal sealed class PostgresCoreDb(IDbContextFactory<PostgresCoreDbContext> factory) : ICoreDb
{
    public CoreDbContext Open() => factory.CreateDbContext();
}

/// <summary>For <c>dotnet ef migrations add</c> only.</summary>
internal sealed class PostgresCoreDbContextFactory : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<PostgresCoreDbContext>
{
    public PostgresCoreDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<PostgresCoreDbContext>();
        StorageSetup.UsePostgres(builder, "Host=design;Database=design;Username=design");
        return new PostgresCoreDbContext(builder.Options);
    }
}
