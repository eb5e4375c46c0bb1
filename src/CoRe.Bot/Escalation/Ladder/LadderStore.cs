using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Ladder;

/// <summary>A case that waits for somebody, with what was climbed in its present round.</summary>
internal sealed record WaitingCase(CaseId Case, Severity Severity, string? Language, DateTimeOffset Since, IReadOnlyList<CaseAlertRow> Alerts, RiskCategory Category = RiskCategory.None, string? Places = null)
{
    public LadderSubject About => new(Language, Category, Places);

    public long Round => Since.UtcTicks;
}

/// <summary>One alert as the desk shows it. <paramref name="Who"/> is a name, never an address.</summary>
internal sealed record AlertLine(DateTimeOffset At, CaseId? Case, int Rung, LadderAudience To, LadderMeans By, string Who, DateTimeOffset? DeliveredAt, DateTimeOffset? FailedAt);

/// <summary>Reads what waits and what was told to whom.</summary>
internal sealed class LadderStore(ICoreDb database)
{
    public async Task<IReadOnlyList<WaitingCase>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var cases = await (from row in db.Cases.AsNoTracking()
                           join talk in db.Conversations on row.ConversationId equals talk.Id
                           where row.State == CaseState.Open
                           orderby row.Severity descending, row.WaitingSince
                           select new { row.Id, row.Severity, Language = talk.Language ?? row.Language, row.WaitingSince, row.Category, talk.Places }).ToListAsync(cancellationToken);
        var ids = cases.Select(row => (Guid?)row.Id).ToList();
        var alerts = await db.CaseAlerts.AsNoTracking().Where(a => ids.Contains(a.CaseId)).ToListAsync(cancellationToken);
        return [.. cases.Select(row => new WaitingCase(new CaseId(row.Id), row.Severity, row.Language, row.WaitingSince,
            [.. alerts.Where(a => a.CaseId == row.Id && a.Round == row.WaitingSince.UtcTicks)], row.Category, row.Places))];
    }

    /// <summary>A case that somebody owns, as something that waits since <paramref name="since"/>; null when it has no owner or was told of already.</summary>
    public async Task<WaitingCase?> OwnedAsync(CaseId about, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await db.CaseAlerts.AnyAsync(a => a.CaseId == about.Value && a.Round == since.UtcTicks && a.Rung == LadderWatch.SupervisorRung, cancellationToken))
        {
            return null;
        }

        var owned = await (from row in db.Cases.AsNoTracking()
                           join talk in db.Conversations on row.ConversationId equals talk.Id
                           where row.Id == about.Value && row.State == CaseState.Taken
                           select new { row.Severity, Language = talk.Language ?? row.Language, row.Category, talk.Places }).FirstOrDefaultAsync(cancellationToken);
        return owned is null ? null : new WaitingCase(about, owned.Severity, owned.Language, since, [], owned.Category, owned.Places);
    }

    public async Task<bool> WasDrilledAsync(long round, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.CaseAlerts.AnyAsync(a => a.CaseId == null && a.Round == round, cancellationToken);
    }

    /// <summary>The last alerts, newest first.</summary>
    public async Task<IReadOnlyList<AlertLine>> LatestAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await (from alert in db.CaseAlerts.AsNoTracking()
                          join user in db.Users on alert.Recipient equals user.Id into users
                          from user in users.DefaultIfEmpty()
                          orderby alert.At descending, alert.Rung descending
                          select new { Alert = alert, Name = user == null ? null : user.DisplayName }).Take(count).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new AlertLine(row.Alert.At, row.Alert.CaseId is { } id ? new CaseId(id) : null, row.Alert.Rung, (LadderAudience)row.Alert.To,
            (LadderMeans)row.Alert.By, row.Name ?? row.Alert.Recipient, row.Alert.DeliveredAt, row.Alert.FailedAt))];
    }
}
