using System.Text.Json.Serialization;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>The part of an Open Referral HSDS 3 file that the product reads; members start with <c>x_</c> where the file extends HSDS.</summary>
internal sealed record HsdsFile(
    IReadOnlyList<HsdsTerm> TaxonomyTerms, IReadOnlyList<HsdsService> Services, IReadOnlyList<HsdsPlace> ServiceAtLocations,
    IReadOnlyList<HsdsAddress> Addresses, IReadOnlyList<HsdsPhone> Phones, IReadOnlyList<HsdsSchedule> Schedules,
    IReadOnlyList<HsdsLanguage> Languages, IReadOnlyList<HsdsAttribute> Attributes);

internal sealed record HsdsTerm(string Id, string Code);

internal sealed record HsdsService(
    string Id, string Name, string Status, string? Email, string? Url, string? FeesDescription, string? InterpretationServices,
    int? MinimumAge, int? MaximumAge, string? XShow, HsdsVerification? XVerification);

internal sealed record HsdsVerification(bool Verified, string? LastChecked);

internal sealed record HsdsPlace(string ServiceId, string LocationId);

internal sealed record HsdsAddress(string LocationId, string? City, [property: JsonPropertyName("address_1")] string? Address1);

internal sealed record HsdsPhone(string Id, string ServiceId, string Number, string? XDialledOn);

internal sealed record HsdsSchedule(string ServiceId, string? Description);

internal sealed record HsdsLanguage(string ServiceId, string Code);

internal sealed record HsdsAttribute(string LinkId, string TaxonomyTermId);

/// <summary>A telephone line as <c>hotlines.json</c> has it.</summary>
internal sealed record HotlineEntry(
    string Id, string? Tel, string? Number, string? Display, string? Mobile, string? MobileDisplay, bool Verified, string? DialledOn,
    string? Coverage, int Priority);

internal sealed record HotlinesFile(IReadOnlyList<HotlineEntry> Hotlines);

/// <summary>A city that has entries, with the names people use for it.</summary>
internal sealed record CityEntry(string Id, string Name, IReadOnlyDictionary<string, string> Names, IReadOnlyList<string> Also);

/// <summary>What a person may ask for: a few plain needs, each mapped to the service types and the lines that answer it.</summary>
internal sealed record NeedEntry(string Code, IReadOnlyList<string> Terms, IReadOnlyList<string> Lines);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(HsdsFile))]
[JsonSerializable(typeof(HotlinesFile))]
[JsonSerializable(typeof(List<CityEntry>))]
[JsonSerializable(typeof(List<NeedEntry>))]
internal sealed partial class DirectoryJson : JsonSerializerContext;
