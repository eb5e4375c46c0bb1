using CoRe.Bot.Languages;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>
/// Services by need and city. People in chat see only verified services that are meant for them; in production also only those
/// that somebody of the network has called.
/// </summary>
internal sealed class ServiceLibrary
{
    /// <summary>An unknown age counts as a minor's (HR7).</summary>
    private const int Adult = 18;

    private readonly IReadOnlyList<StaffService> _all;
    private readonly IReadOnlyDictionary<string, NeedEntry> _needs;
    private readonly bool _production;

    public ServiceLibrary(HsdsFile file, Cities cities, IReadOnlyDictionary<string, NeedEntry> needs, bool production)
    {
        (Cities, _needs, _production) = (cities, needs, production);
        _all = DirectoryFiles.Join(file, cities);
        var known = file.TaxonomyTerms.Select(term => term.Code).ToHashSet(StringComparer.Ordinal);
        if (needs.Values.SelectMany(need => need.Terms).FirstOrDefault(term => !known.Contains(term)) is { } unknown)
        {
            throw new InvalidDataException($"needs.json: '{unknown}' is no term of services.json.");
        }
    }

    public Cities Cities { get; }

    /// <summary>What people may ask for, in the order of the tiles.</summary>
    public IReadOnlyList<string> NeedCodes => [.. _needs.Keys];

    /// <summary>Cities with at least one service that a person may see for that need (null: for any), those with the most first.</summary>
    public IReadOnlyList<City> CitiesWith(string? need)
    {
        var terms = need is not null && _needs.TryGetValue(need, out var entry) ? entry.Terms : null;
        return [.. Cities.All.Select(city => (City: city, Count: _all.Count(service => service.CityId == city.Id && IsShown(service) && (terms is null || service.Terms.Any(terms.Contains)))))
            .Where(city => city.Count > 0).OrderByDescending(city => city.Count).Select(city => city.City)];
    }

    /// <summary>Services of that city for that need, best first, each with its reasons. Nationwide lines are not services: see <see cref="Hotlines"/>.</summary>
    /// <param name="need">One of <see cref="NeedCodes"/>.</param>
    /// <param name="cityId">A city of <see cref="Cities"/>.</param>
    /// <param name="language">The person's language; a service that speaks it comes first.</param>
    public IReadOnlyList<ServiceMatch> Search(string need, string cityId, LocaleTag? language = null) =>
        _needs.TryGetValue(need, out var entry)
            ? [.. _all.Where(service => service.CityId == cityId && IsShown(service) && service.Terms.Any(entry.Terms.Contains))
                .Select(service => Match(service, entry, language))
                .OrderByDescending(match => match.Score).ThenBy(match => match.Service.Name, StringComparer.Ordinal)]
            : [];

    /// <summary>As people see it; null when it is not for them.</summary>
    public PublicService? Find(string id) => _all.FirstOrDefault(service => service.Id == id && IsShown(service))?.ToPublic(_production);

    /// <summary>For the desk: every verified service, those for operators only included.</summary>
    public IReadOnlyList<StaffService> ForDesk(string? need = null, string? cityId = null) =>
        [.. _all.Where(service => (cityId is null || service.CityId == cityId || service.CityId is null)
            && (need is null || (_needs.TryGetValue(need, out var entry) && service.Terms.Any(entry.Terms.Contains))))];

    /// <summary>For the desk: one service by id.</summary>
    public StaffService? FindForDesk(string id) => _all.FirstOrDefault(service => service.Id == id);

    private ServiceMatch Match(StaffService service, NeedEntry need, LocaleTag? language)
    {
        var reasons = new List<MatchReason> { MatchReason.City, MatchReason.Need };
        // The first term of a need is what the word means; the later ones only help too.
        var score = 10 - service.Terms.Min(term => need.Terms.ToList().IndexOf(term) is var place and >= 0 ? place : 9);
        if (language is { } tag && service.Languages.Contains(tag.Value))
        {
            reasons.Add(MatchReason.Language);
            score += 3;
        }

        if (service.MinimumAge is not null)
        {
            reasons.Add(MatchReason.Age);
            score += 2;
        }

        if (service.Free)
        {
            reasons.Add(MatchReason.Free);
        }

        score += (service.Phones.Count > 0 ? 2 : 0) + (service.Address is not null && !service.Shielded ? 1 : 0);
        return new ServiceMatch(service.ToPublic(_production), reasons, score);
    }

    /// <summary>Nothing for operators, nothing for adults only, nothing that can neither be called nor visited.</summary>
    private bool IsShown(StaffService service) =>
        !service.OperatorsOnly
        && (service.MinimumAge ?? 0) < Adult
        && (!_production || service.AlwaysShown || service.CheckedByPhone)
        && service.ToPublic(_production) is var seen
        && (seen.Phones.Count > 0 || seen is OpenService { Address: not null } or ShieldedService || seen.Url is not null);
}
