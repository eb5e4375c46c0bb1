using System.Text.Json.Serialization;

namespace CoRe.Bot.ServiceDirectory.Hsds;

/// <summary>
/// The part of an Open Referral HSDS 3 directory that the product reads, one list a table; members start with <c>x_</c> where the file
/// extends HSDS. Tables may be absent. <see cref="HsdsTree"/> makes this flat form of the nested one and back.
/// </summary>
internal sealed record HsdsFile(
    IReadOnlyList<HsdsService> Services, IReadOnlyList<HsdsTerm>? TaxonomyTerms, IReadOnlyList<HsdsPlace>? ServiceAtLocations,
    IReadOnlyList<HsdsLocation>? Locations, IReadOnlyList<HsdsAddress>? Addresses, IReadOnlyList<HsdsPhone>? Phones, IReadOnlyList<HsdsSchedule>? Schedules,
    IReadOnlyList<HsdsLanguage>? Languages, IReadOnlyList<HsdsAttribute>? Attributes, IReadOnlyList<HsdsCapacity>? ServiceCapacities);

internal sealed record HsdsTerm(string Id, string? Code, string? Name);

/// <param name="AssuredDate">When somebody last made sure that the entry is true (<c>YYYY-MM-DD</c>).</param>
/// <param name="XGender"><c>women</c> or <c>men</c> when it is only for them.</param>
/// <param name="XShow"><c>operators_only</c>, <c>yes</c>, or nothing.</param>
internal sealed record HsdsService(
    string Id, string Name, string Status, string? Email, string? Url, string? FeesDescription, decimal? MinimumAge, decimal? MaximumAge,
    string? AssuredDate, string? XGender, string? XShow, HsdsVerification? XVerification);

internal sealed record HsdsVerification(bool Verified, string? LastChecked);

internal sealed record HsdsPlace(string Id, string ServiceId, string? LocationId);

/// <param name="Transportation">How to get there: the nearest stop.</param>
internal sealed record HsdsLocation(string Id, string? Name, string? LocationType, string? Transportation, double? Latitude, double? Longitude);

internal sealed record HsdsAddress(string? LocationId, string? City, [property: JsonPropertyName("address_1")] string? Address1);

/// <param name="XDialledOn">When somebody of the network reached the right people.</param>
/// <param name="XWrong">The last call found somebody else: shown to nobody in chat.</param>
internal sealed record HsdsPhone(string Id, string Number, string? ServiceId, string? LocationId, string? ServiceAtLocationId, string? Type, string? XDialledOn, bool XWrong = false);

internal sealed record HsdsSchedule(
    string? ServiceId, string? LocationId, string? ServiceAtLocationId, string? ValidFrom, string? ValidTo, string? Freq, int? Interval, string? Byday,
    string? Byweekno, string? Bymonthday, string? Byyearday, int? Count, string? OpensAt, string? ClosesAt, string? Description, string? AttendingType);

internal sealed record HsdsLanguage(string? ServiceId, string? LocationId, string? Code);

internal sealed record HsdsAttribute(string LinkId, string TaxonomyTermId);

/// <param name="Available">Free places now.</param>
/// <param name="Updated">When somebody said so.</param>
internal sealed record HsdsCapacity(string ServiceId, decimal? Available, string? Updated);

/// <summary>A telephone line as <c>hotlines.json</c> has it.</summary>
internal sealed record HotlineEntry(
    string Id, string? Tel, string? Number, string? Display, string? Mobile, string? MobileDisplay, bool Verified, string? DialledOn,
    string? Coverage, int Priority);

internal sealed record HotlinesFile(IReadOnlyList<HotlineEntry> Hotlines);

/// <summary>A city that has entries, with the names people use for it.</summary>
/// <param name="Patron">The day of its patron saint (<c>MM-dd</c>), when offices are shut.</param>
internal sealed record CityEntry(string Id, string Name, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Also, string? Patron = null);

/// <summary>A station, district or city people can name instead of saying where they are.</summary>
internal sealed record PlaceEntry(string Id, string Name, string City, string Kind, double Latitude, double Longitude, string Source);

/// <summary>What a person may ask for: a few plain needs, each mapped to the service types and the lines that answer it.</summary>
internal sealed record NeedEntry(string Code, IReadOnlyList<string> Terms, IReadOnlyList<string> Lines);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(HsdsFile))]
[JsonSerializable(typeof(HotlinesFile))]
[JsonSerializable(typeof(List<CityEntry>))]
[JsonSerializable(typeof(List<NeedEntry>))]
[JsonSerializable(typeof(List<PlaceEntry>))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
