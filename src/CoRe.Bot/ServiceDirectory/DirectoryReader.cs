using System.Globalization;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.ServiceDirectory.Hsds;
using CoRe.Bot.ServiceDirectory.Places;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>
/// Joins the tables of an HSDS directory. Services that nobody has verified are left out here, and the whereabouts of shielded ones too, so
/// nothing after can show them.
/// </summary>
internal static class DirectoryReader
{
    /// <summary>The cities we know names for, and those of the directory that we do not.</summary>
    public static Cities CitiesOf(HsdsFile file, IReadOnlyList<CityEntry> known)
    {
        var ours = new Cities(known);
        var others = (file.Addresses ?? []).Select(address => address.City?.Trim()).OfType<string>().Where(name => name.Length > 0 && ours.IdOf(name) is null)
            .DistinctBy(Slug, StringComparer.Ordinal);
        return new Cities([.. known, .. others.Select(name => new CityEntry(Slug(name), name, new Dictionary<string, string>(), []))]);
    }

    /// <exception cref="InvalidDataException">A number that cannot be dialled, hours nobody can read, an id that stands twice.</exception>
    public static IReadOnlyList<StaffService> Join(HsdsFile file, Cities cities)
    {
        Refuse(file.Services.Select(service => service.Id), "service");
        Refuse((file.Phones ?? []).Select(phone => phone.Id), "phone");
        var terms = (file.TaxonomyTerms ?? []).DistinctBy(term => term.Id).ToDictionary(term => term.Id, term => term.Code ?? term.Name ?? term.Id);
        var termsOf = (file.Attributes ?? []).Where(attribute => terms.ContainsKey(attribute.TaxonomyTermId)).ToLookup(attribute => attribute.LinkId, attribute => terms[attribute.TaxonomyTermId]);
        var placesOf = (file.ServiceAtLocations ?? []).ToLookup(place => place.ServiceId);
        var locations = (file.Locations ?? []).DistinctBy(location => location.Id).ToDictionary(location => location.Id);
        var addresses = (file.Addresses ?? []).ToLookup(address => address.LocationId);
        var capacities = (file.ServiceCapacities ?? []).ToLookup(capacity => capacity.ServiceId);
        return [.. file.Services.Where(IsVerified).Select(service =>
        {
            var places = placesOf[service.Id].ToList();
            var (placeIds, locationIds) = (places.Select(place => place.Id).ToHashSet(), places.Select(place => place.LocationId).OfType<string>().ToHashSet());
            bool Belongs(string? serviceId, string? placeId, string? locationId) => serviceId == service.Id || (placeId is not null && placeIds.Contains(placeId)) || (locationId is not null && locationIds.Contains(locationId));
            var address = locationIds.SelectMany(id => addresses[id]).FirstOrDefault();
            var location = locationIds.Select(id => locations.GetValueOrDefault(id)).OfType<HsdsLocation>().FirstOrDefault();
            IReadOnlyList<string> types = [.. termsOf[service.Id].Distinct()];
            return new StaffService
            {
                Id = service.Id, Name = service.Name, City = address?.City, CityId = address?.City is { } city ? cities.IdOf(city) : null, Terms = types,
                Phones = [.. (file.Phones ?? []).Where(phone => phone.Type is not ("fax" or "pager") && Belongs(phone.ServiceId, phone.ServiceAtLocationId, phone.LocationId)).Select(Phone).DistinctBy(phone => phone.Number.Digits)],
                Languages = [.. (file.Languages ?? []).Where(language => Belongs(language.ServiceId, null, language.LocationId)).Select(language => language.Code).OfType<string>().Distinct()],
                MinimumAge = (int?)service.MinimumAge, MaximumAge = (int?)service.MaximumAge, Gender = service.XGender is "women" or "men" ? service.XGender : null,
                Hours = HoursOf(service, (file.Schedules ?? []).Where(rule => Belongs(rule.ServiceId, rule.ServiceAtLocationId, rule.LocationId))),
                Url = Link(service.Url), Email = service.Email, Free = service.FeesDescription?.StartsWith("Free", StringComparison.OrdinalIgnoreCase) ?? false,
                AssuredOn = Day(service.AssuredDate), Room = capacities[service.Id].Select(Room).FirstOrDefault(room => room is not null),
                Where = StaffService.IsShielded(types) ? null : WhereOf(service, location, address),
                OperatorsOnly = service.XShow == "operators_only", AlwaysShown = service.XShow == "yes",
            };
        })];
    }

    private static bool IsVerified(HsdsService service) => service.Status == "active" && (service.XVerification is { Verified: true } || (service.XVerification is null && Day(service.AssuredDate) is not null));

    private static Whereabouts WhereOf(HsdsService service, HsdsLocation? location, HsdsAddress? address) => new(
        address?.Address1, location?.Name is { } name && name != service.Name ? name : null, location?.Transportation,
        location is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : null);

    private static ServiceHours HoursOf(HsdsService service, IEnumerable<HsdsSchedule> rules)
    {
        try
        {
            return ScheduleReader.Read(rules);
        }
        catch (FormatException bad)
        {
            throw new InvalidDataException($"The schedule of service {service.Id}: {bad.Message}", bad);
        }
    }

    private static ServicePhone Phone(HsdsPhone phone) =>
        new(PhoneNumber.TryParse(phone.Number) ?? throw new InvalidDataException($"services.json: phone {phone.Id} cannot be dialled."), phone.XDialledOn is not null, phone.XWrong);

    private static (int, DateOnly)? Room(HsdsCapacity capacity) =>
        capacity.Available is { } available && Day(capacity.Updated) is { } on ? ((int)available, on) : null;

    private static string? Link(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Scheme is "http" or "https" ? url : null;

    private static DateOnly? Day(string? written) =>
        written is { Length: >= 10 } && DateOnly.TryParseExact(written.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Slug(string name) => string.Join('-', FoldedWords.Of(name));

    private static void Refuse(IEnumerable<string> ids, string what)
    {
        if (ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidDataException($"services.json: the {what} id {twice.Key} stands there twice.");
        }
    }
}
