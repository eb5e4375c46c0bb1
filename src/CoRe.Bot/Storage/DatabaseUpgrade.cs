using CoRe.Bot.Facts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Storage;

/// <summary>Brings the database to this version's schema before anything else starts; for SQLite it also makes the folder.</summary>
internal sealed class DatabaseUpgrade(ICoreDb database, IOptions<StorageOptions> options)
{
    /// <summary>How many migrations the last run applied.</summary>
    public int Applied { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsPostgres)
        {
            MakeFolder();
        }

        await using var db = database.Open();
        Applied = await db.UpgradeAsync(cancellationToken);
    }

    private void MakeFolder()
    {
        var folder = Directory.CreateDirectory(Path.GetFullPath(options.Value.Folder));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }
    }
}

/// <summary>Which database it is, whether its tables are those of this program, and whether it keeps what it says it kept.</summary>
internal sealed class StorageReadiness(ICoreDb database, DatabaseUpgrade upgrade) : IReadinessCheck
{
    private const string Part = "Storage";

    public IEnumerable<Readiness> Check()
    {
        using var db = database.Open();
        var known = db.Database.GetMigrations().ToList();
        var applied = db.Database.GetAppliedMigrations().ToList();
        var missing = known.Except(applied).Count();
        var foreign = applied.Except(known).Count();
        yield return missing > 0
            ? new Readiness(Part, ReadinessLevel.Missing, $"{db.Product}: {missing} of {known.Count} migrations are not applied")
            : foreign > 0
                ? new Readiness(Part, ReadinessLevel.Missing, $"{db.Product}: the database has {foreign} migrations of a newer program")
                : new Readiness(Part, ReadinessLevel.Ready, $"{db.Product}: up to date, {known.Count} migrations{(upgrade.Applied > 0 ? $", {upgrade.Applied} of them applied now" : "")}");
        foreach (var doubt in db.Doubts())
        {
            yield return new Readiness(Part, doubt.Level, doubt.Sentence);
        }
    }
}
