using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>Reads the data that travels inside the program. What is wrong stops the start: a wrong number can hurt a child.</summary>
internal static class DirectoryFiles
{
    public static HsdsFile Services() => Read("services.json", DirectoryJson.Default.HsdsFile);

    public static HotlinesFile Hotlines() => Read("hotlines.json", DirectoryJson.Default.HotlinesFile);

    public static List<CityEntry> Cities() => Read("cities.json", DirectoryJson.Default.ListCityEntry);

    public static List<NeedEntry> Needs() => Read("needs.json", DirectoryJson.Default.ListNeedEntry);

    /// <summary>Joins the HSDS tables. Services that nobody has verified are left out here, so nothing after can show one.</summary>
    public static IReadOnlyList<StaffService> Join(HsdsFile file, Cities cities)
    {
        Refuse(file.Services.Select(service => service.Id), "service");
        Refuse(file.Phones.Select(phone => phone.Id), "phone");
        var terms = file.TaxonomyTerms.ToDictionary(term => term.Id, term => term.Code);
        var termsOf = file.Attributes.ToLookup(attribute => attribute.LinkId, attribute => terms[attribute.TaxonomyTermId]);
        var phonesOf = file.Phones.ToLookup(phone => phone.ServiceId, Phone);
        var languagesOf = file.Languages.ToLookup(language => language.ServiceId, language => language.Code);
        var hoursOf = file.Schedules.ToLookup(schedule => schedule.ServiceId, schedule => schedule.Description);
        var addressOf = file.ServiceAtLocations.ToLookup(place => place.ServiceId, place => file.Addresses.FirstOrDefault(address => address.LocationId == place.LocationId));
        return [.. file.Services.Where(service => service.Status == "active" && service.XVerification is { Verified: true }).Select(service =>
        {
            var address = addressOf[service.Id].FirstOrDefault(known => known is not null);
            return new StaffService(service.Id, service.Name, address?.City is { } city ? cities.IdOf(city) : null, address?.City, address?.Address1,
                [.. termsOf[service.Id]], [.. phonesOf[service.Id]], [.. languagesOf[service.Id]], service.MinimumAge, service.MaximumAge,
                hoursOf[service.Id].FirstOrDefault(), service.Email, service.Url,
                service.FeesDescription?.StartsWith("Free", StringComparison.OrdinalIgnoreCase) ?? false,
                service.XShow == "operators_only", service.XShow == "yes");
        })];
    }

    private static ServicePhone Phone(HsdsPhone phone) =>
        new(PhoneNumber.TryParse(phone.Number) ?? throw new InvalidDataException($"services.json: phone {phone.Id} cannot be dialled."), phone.XDialledOn is not null);

    private static void Refuse(IEnumerable<string> ids, string what)
    {
        if (ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidDataException($"services.json: the {what} id {twice.Key} stands there twice.");
        }
    }

    private static T Read<T>(string name, JsonTypeInfo<T> contract)
    {
        using var stream = typeof(DirectoryFiles).Assembly.GetManifestResourceStream($"directory/{name}")
            ?? throw new InvalidDataException($"{name} is not in the program.");
        return JsonSerializer.Deserialize(stream, contract) ?? throw new InvalidDataException($"{name} is empty.");
    }
}
