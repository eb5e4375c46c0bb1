using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Desk.Referring;

/// <summary>A service that could help, and why it is proposed: codes that the desk puts into words.</summary>
internal sealed record Proposal(string ServiceId, string Name, bool TakesReferrals, IReadOnlyList<string> Reasons, double Score);

/// <summary>
/// Three services for a need, best first, each with its reasons. A service tagged with a place that the talk is about is never among them, nor
/// one that has already said no or nothing.
/// </summary>
internal sealed class Proposals(ServiceLibrary directory, IRecipients recipients, ReferralStore referrals, PlaceDesk places, TimeProvider time)
{
    private const int Most = 3, Adult = 18;

    public async Task<IReadOnlyList<Proposal>> ForAsync(CaseHead head, ReferralSummary draft, string need, string area, string age, CancellationToken cancellationToken)
    {
        if (need.Length == 0)
        {
            return [];
        }

        var tags = await places.OfServicesAsync(cancellationToken);
        var tried = (await referrals.OfCaseAsync(head.Case, cancellationToken)).Where(r => r.Id != draft.Id && r.State != ReferralState.Closed).Select(r => r.ServiceId).ToHashSet();
        var city = directory.Cities.IdOf(area);
        return [.. directory.ForDesk(null, city)
            .Where(service => service.Terms.Contains(need) && (age.Length > 0 ? AgeBand.Fits(age, service.MinimumAge, service.MaximumAge) : (service.MinimumAge ?? 0) < Adult) && !tried.Contains(service.Id) && !PlaceTags.Bars(head.Places, tags.GetValueOrDefault(service.Id)))
            .Select(service => Judge(service, draft.ForAnother ? draft.Language : head.Language, city, age))
            .OrderByDescending(proposal => proposal.Score).ThenBy(proposal => proposal.Name, StringComparer.Ordinal).Take(Most)];
    }

    private Proposal Judge(StaffService service, string? language, string? city, string age)
    {
        var (now, agreed) = (time.GetUtcNow(), recipients.Find(service.Id) is not null);
        var today = ServiceHours.Today(now);
        (string Reason, bool Holds, double Points)[] all =
        [
            ("agreed", agreed, 6),
            ("to_call", !agreed, 0),
            ("city", city is not null && service.CityId == city, 3),
            ("language", language is not null && service.Languages.Contains(language), 3),
            ("age", age.Length > 0 && (service.MinimumAge is not null || service.MaximumAge is not null), 2),
            ("open", service.IsFresh(today) && service.Hours.At(now, directory.Cities.Find(service.CityId)?.Patron).Kind is OpenKind.Open or OpenKind.Always, 2),
            ("room", service.Room is (> 0, _), 1),
            ("full", service.IsFull(today), -4),
            ("old", service.IsStale(today), -3),
            ("dialled", service.CheckedByPhone, 1),
        ];
        var held = all.Where(it => it.Holds).ToList();
        return new Proposal(service.Id, service.Name, agreed, [.. held.Select(it => it.Reason)], held.Sum(it => it.Points));
    }
}
