using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.ServiceDirectory.Hsds;
using CoRe.Bot.ServiceDirectory.Places;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>
/// Puts services in order, each with the reasons a person is told. What somebody vouched for lately comes before what is old, a door that is
/// open before one that is shut, one with room before one that is full; nothing is left out only because it is old.
/// </summary>
internal static class ServiceRanking
{
    private const double Meaning = 10, Spoken = 3, ForAge = 2, ForGender = 2, OpenNow = 2, CanCall = 2, HasDoor = 1, Assured = 1.5, Stale = -3, Full = -4;

    /// <summary>A walk counts for something, the other end of the town no more than twice that.</summary>
    private const double NearPoints = 4, NearKilometres = 3;

    public static ServiceMatch Match(StaffService service, ServiceQuery query, NeedEntry need, City? city, GeoPoint? from, bool production)
    {
        var today = ServiceHours.Today(query.Now);
        var seen = service.ToPublic(production);
        var distance = from is { } here && (seen as OpenService)?.Where?.Position is { } there ? here.KilometresTo(there) : (double?)null;
        var open = seen.IsFresh(today) && seen.Hours.At(query.Now, city?.Patron).Kind is OpenKind.Open or OpenKind.Always;
        var spoken = query.Language is { } tag && service.Languages.Contains(tag.Value);
        (MatchReason Reason, bool Holds, double Points)[] all =
        [
            (MatchReason.Near, distance is <= NearKilometres, 0),
            (MatchReason.City, distance is null or > NearKilometres, 0),
            // The first term of a need is what the word means; the later ones only help too.
            (MatchReason.Need, true, Meaning - service.Terms.Min(term => Place(need, term))),
            (MatchReason.Open, open, OpenNow),
            (MatchReason.Language, spoken, Spoken),
            (MatchReason.Age, service.MinimumAge is not null, ForAge),
            (MatchReason.Gender, query.Gender is not null && service.Gender == query.Gender, ForGender),
            (MatchReason.Free, service.Free, 0),
        ];
        var held = all.Where(it => it.Holds).ToList();
        var score = held.Sum(it => it.Points)
            + (seen.Phones.Count > 0 ? CanCall : 0) + ((seen as OpenService)?.Where?.Address is null ? 0 : HasDoor)
            + (seen.IsFresh(today) ? Assured : 0) + (seen.IsStale(today) ? Stale : 0) + (seen.IsFull(today) ? Full : 0)
            + (distance is { } km ? NearPoints / (1 + (km / NearKilometres)) : 0);
        return new ServiceMatch(seen, [.. held.Select(it => it.Reason)], score, distance);
    }

    private static int Place(NeedEntry need, string term)
    {
        for (var i = 0; i < need.Terms.Count; i++)
        {
            if (need.Terms[i] == term)
            {
                return i;
            }
        }

        return 9;
    }
}
