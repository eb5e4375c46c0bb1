using System.Text.Json.Serialization;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Corrections.Asking;

[JsonSerializable(typeof(Mail))]
internal sealed partial class AskJson : JsonSerializerContext;

/// <summary>Reads who was asked, and what they answered.</summary>
internal sealed class AskStore(ICoreDb database)
{
    /// <summary>The ask behind a link that still lives; null for a link that is wrong, old, spent or replaced.</summary>
    public async Task<ServiceAskRow?> LivingAsync(string token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = LinkSecrets.Hash(token);
        await using var db = database.Open();
        return await db.ServiceAsks.AsNoTracking().FirstOrDefaultAsync(
            a => a.TokenHash == hash && a.AnsweredAt == null && !a.Closed && a.ExpiresAt > now && a.Mistyped < AskLinks.MostTries, cancellationToken);
    }

    /// <summary>The newest ask of a service.</summary>
    public async Task<ServiceAskRow?> LastAsync(string serviceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.ServiceAsks.AsNoTracking().Where(a => a.ServiceId == serviceId).OrderByDescending(a => a.At).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>When each service was asked last.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastAskedAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.ServiceAsks.AsNoTracking().GroupBy(a => a.ServiceId).Select(group => new { group.Key, At = group.Max(a => a.At) }).ToDictionaryAsync(it => it.Key, it => it.At, cancellationToken);
    }

    /// <summary>Links that died without an answer and are nobody's task yet.</summary>
    public async Task<IReadOnlyList<(Guid Id, string ServiceId)>> UnansweredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.ServiceAsks.AsNoTracking().Where(a => a.AnsweredAt == null && !a.Closed && (a.ExpiresAt <= now || a.Mistyped >= AskLinks.MostTries)).Select(a => new { a.Id, a.ServiceId }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.ServiceId))];
    }
}
