using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Conflicts;

/// <summary>Which places a case is about, as the desk says it, and every tag that can be chosen.</summary>
internal sealed class PlaceDesk(CaseDesk desk, CaseStore cases, ICoreDb database, IOptions<ConflictOptions> options)
{
    /// <summary>
    /// Sets the places of a case. Anybody who may read it may add one; only a supervisor takes one off. Whoever thereby names the own house
    /// loses the case in the same commit: the bot speaks again and the case rings for others.
    /// </summary>
    public async Task<DeskAnswer> SetAsync(Actor actor, CaseId id, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        if (tags.Count > PlaceTags.Most || tags.Any(tag => tag != PlaceTags.Unknown && !PlaceTags.IsTag(tag)))
        {
            return DeskAnswer.Invalid;
        }

        if (!actor.IsSupervisor && await cases.HeadAsync(id, cancellationToken) is { } head && PlaceTags.Standing(head.Places).Except(tags).Any())
        {
            return DeskAnswer.Forbidden;
        }

        var own = await cases.PlacesAsync(actor, cancellationToken);
        return await desk.ChangeAsync(actor, id, head =>
        [
            .. head.Owner == actor.Id && PlaceTags.Bars(PlaceTags.Join(tags), own, actor.Role) ? desk.Leaving(actor, head, actor.Id) : [],
            new SetPlaces(id, tags, actor),
            new Audited(actor.Id, "case.places", id.ToString()),
        ], cancellationToken);
    }

    /// <summary>Tags of settings, accounts and agreements.</summary>
    public async Task<IReadOnlyList<string>> KnownAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var accounts = await db.Users.AsNoTracking().Select(u => u.Places).ToListAsync(cancellationToken);
        var agreements = await db.ServiceAgreements.AsNoTracking().Select(a => a.ConflictTags).ToListAsync(cancellationToken);
        return [.. accounts.Concat(agreements).SelectMany(PlaceTags.Parse).Concat(options.Value.Places.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Tags of a service's agreement; a service of a place the talk is about gets no referral.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfServicesAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.ServiceAgreements.AsNoTracking().ToDictionaryAsync(a => a.ServiceId, a => a.ConflictTags, cancellationToken);
    }
}
