using CoRe.Bot.ServiceDirectory.Hsds;
using CoRe.Bot.ServiceDirectory.Places;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>
/// Services by need and city. People in chat see only verified services that are meant for them; in production also only those
/// that somebody of the network has called. The directory can be exchanged while it is read (<see cref="Use"/>).
/// </summary>
internal sealed class ServiceLibrary
{
    /// <summary>An unknown age counts as a minor's (HR7).</summary>
    private const int Adult = 18;

    private readonly IReadOnlyDictionary<string, NeedEntry> _needs;
    private readonly IReadOnlyList<CityEntry> _knownCities;
    private readonly bool _production;
    private volatile Directory _now;

    /// <exception cref="InvalidDataException">The directory cannot be used; the sentence says why.</exception>
    public ServiceLibrary(HsdsFile file, IReadOnlyList<CityEntry> cities, IReadOnlyDictionary<string, NeedEntry> needs, PlaceBook places, bool production)
    {
        (_knownCities, _needs, Places, _production) = (cities, needs, places, production);
        _now = Read(file);
        var known = (file.TaxonomyTerms ?? []).Select(term => term.Code).ToHashSet(StringComparer.Ordinal);
        if (needs.Values.SelectMany(need => need.Terms).FirstOrDefault(term => !known.Contains(term)) is { } unknown)
        {
            throw new InvalidDataException($"needs.json: '{unknown}' is no term of services.json.");
        }
    }

    public Cities Cities => _now.Cities;

    public PlaceBook Places { get; }

    /// <summary>What people may ask for, in the order of the tiles.</summary>
    public IReadOnlyList<string> NeedCodes => [.. _needs.Keys];

    /// <summary>From the next question on this directory answers.</summary>
    /// <exception cref="InvalidDataException">It cannot be used; the old one stays.</exception>
    public void Use(HsdsFile file) => _now = Read(file);

    /// <summary>The services of a directory that is only tried.</summary>
    /// <exception cref="InvalidDataException">It cannot be used.</exception>
    public IReadOnlyList<StaffService> Trial(HsdsFile file) => Read(file).Services;

    /// <summary>Whether some need is answered by this type of service.</summary>
    public bool KnowsTerm(string term) => _needs.Values.Any(need => need.Terms.Contains(term));

    /// <summary>Cities with at least one service that a person may see for that need (null: for any), those with the most first.</summary>
    public IReadOnlyList<City> CitiesWith(string? need)
    {
        var now = _now;
        var terms = need is not null && _needs.TryGetValue(need, out var entry) ? entry.Terms : null;
        return [.. now.Cities.All.Select(city => (City: city, Count: now.Services.Count(service => service.CityId == city.Id && IsShown(service) && (terms is null || service.Terms.Any(terms.Contains)))))
            .Where(city => city.Count > 0).OrderByDescending(city => city.Count).Select(city => city.City)];
    }

    /// <summary>Services for a question, best first, each with its reasons. Nationwide lines are not services: see <see cref="Hotlines"/>.</summary>
    public IReadOnlyList<ServiceMatch> Search(ServiceQuery query)
    {
        var now = _now;
        var from = Places.Find(query.Near)?.Position;
        return _needs.TryGetValue(query.Need, out var need)
            ? [.. now.Services.Where(service => service.CityId == query.CityId && IsShown(service) && service.Terms.Any(need.Terms.Contains) && Fits(service, query))
                .Select(service => ServiceRanking.Match(service, query, need, now.Cities.Find(query.CityId), from, _production))
                .OrderByDescending(match => match.Score).ThenBy(match => match.Service.Name, StringComparer.Ordinal)]
            : [];
    }

    /// <summary>As people see it; null when it is not for them.</summary>
    public PublicService? Find(string id) => _now.Services.FirstOrDefault(service => service.Id == id && IsShown(service))?.ToPublic(_production);

    /// <summary>For the desk: every verified service, those for operators only included.</summary>
    public IReadOnlyList<StaffService> ForDesk(string? need = null, string? cityId = null) =>
        [.. _now.Services.Where(service => (cityId is null || service.CityId == cityId || service.CityId is null)
            && (need is null || (_needs.TryGetValue(need, out var entry) && service.Terms.Any(entry.Terms.Contains))))];

    /// <summary>For the desk: one service by id.</summary>
    public StaffService? FindForDesk(string id) => _now.Services.FirstOrDefault(service => service.Id == id);

    private Directory Read(HsdsFile file)
    {
        var cities = DirectoryReader.CitiesOf(file, _knownCities);
        return new Directory(cities, DirectoryReader.Join(file, cities));
    }

    private static bool Fits(StaffService service, ServiceQuery query) =>
        (query.Gender is null || service.Gender is null || service.Gender == query.Gender)
        && (query.Age is not { } age || ((service.MinimumAge ?? 0) <= age && age <= (service.MaximumAge ?? int.MaxValue)));

    /// <summary>Nothing for operators, nothing for adults only, nothing that can neither be called nor visited.</summary>
    private bool IsShown(StaffService service) =>
        !service.OperatorsOnly
        && (service.MinimumAge ?? 0) < Adult
        && (!_production || service.AlwaysShown || service.CheckedByPhone)
        && service.ToPublic(_production) is var seen
        && (seen.Phones.Count > 0 || seen is OpenService { Where.Address: not null } or ShieldedService || seen.Url is not null);

    private sealed record Directory(Cities Cities, IReadOnlyList<StaffService> Services);
}
