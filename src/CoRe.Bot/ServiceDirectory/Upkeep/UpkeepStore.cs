using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.ServiceDirectory.Upkeep;

/// <summary>What was done for the directory, for the desk's eyes.</summary>
internal sealed class UpkeepStore(ICoreDb database)
{
    /// <summary>What somebody still has to look into, the oldest first.</summary>
    public async Task<IReadOnlyList<ServiceTaskRow>> OpenTasksAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.ServiceTasks.AsNoTracking().Where(t => t.ClosedAt == null).OrderBy(t => t.OpenedAt).ToListAsync(cancellationToken);
    }

    /// <summary>The last call of each number of a service or line, the newest first.</summary>
    public async Task<IReadOnlyList<ServiceCallRow>> CallsAsync(string target, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.ServiceCalls.AsNoTracking().Where(c => c.Target == target).OrderByDescending(c => c.Id).Take(count).ToListAsync(cancellationToken);
    }

    public async Task<ServiceAgreementRow?> AgreementAsync(string serviceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.ServiceAgreements.AsNoTracking().FirstOrDefaultAsync(a => a.ServiceId == serviceId, cancellationToken);
    }

    public async Task<IReadOnlyList<ServiceAgreementRow>> AgreementsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.ServiceAgreements.AsNoTracking().OrderBy(a => a.ServiceId).ToListAsync(cancellationToken);
    }

    /// <summary>The directories that were brought in, the newest first, without their content.</summary>
    public async Task<IReadOnlyList<DirectoryVersion>> VersionsAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.DirectoryVersions.AsNoTracking().OrderByDescending(v => v.Number).Take(count).Select(v => new DirectoryVersion(v.Number, v.At, v.By, v.Services)).ToListAsync(cancellationToken);
    }

    /// <summary>The tables of one version; null for one that is not there.</summary>
    public async Task<string?> TablesAsync(long? number, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.DirectoryVersions.Where(v => number == null || v.Number == number).OrderByDescending(v => v.Number).Select(v => v.Json).FirstOrDefaultAsync(cancellationToken);
    }
}

/// <summary>A directory that was brought in.</summary>
internal sealed record DirectoryVersion(long Number, DateTimeOffset At, string By, int Services);
