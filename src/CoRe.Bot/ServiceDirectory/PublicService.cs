namespace CoRe.Bot.ServiceDirectory;

/// <summary>
/// A service as a person in chat may see it. A refuge must not be found by the one it protects from, so only
/// <see cref="OpenService"/> has an address at all: no caller can show a shielded one by mistake.
/// </summary>
internal abstract record PublicService(
    string Id, string Name, string? CityId, IReadOnlyList<string> Terms, IReadOnlyList<ServicePhone> Phones, string? Hours, string? Url,
    bool Free, bool CheckedByPhone);

/// <summary>A place people may simply walk to.</summary>
internal sealed record OpenService(
    string Id, string Name, string? CityId, IReadOnlyList<string> Terms, IReadOnlyList<ServicePhone> Phones, string? Hours, string? Url,
    bool Free, bool CheckedByPhone, string? Address)
    : PublicService(Id, Name, CityId, Terms, Phones, Hours, Url, Free, CheckedByPhone);

/// <summary>Reached by phone or through a line such as 1522, never by address.</summary>
internal sealed record ShieldedService(
    string Id, string Name, string? CityId, IReadOnlyList<string> Terms, IReadOnlyList<ServicePhone> Phones, string? Hours, string? Url,
    bool Free, bool CheckedByPhone)
    : PublicService(Id, Name, CityId, Terms, Phones, Hours, Url, Free, CheckedByPhone);

/// <summary>A number with what is known of it.</summary>
internal sealed record ServicePhone(PhoneNumber Number, bool Dialled);

/// <summary>Why a service is shown.</summary>
internal enum MatchReason
{
    City,
    Need,
    Language,
    Age,
    Free,
}

/// <summary>A service with its reasons, best first.</summary>
internal sealed record ServiceMatch(PublicService Service, IReadOnlyList<MatchReason> Reasons, int Score);

/// <summary>A service as the desk sees it: with address and e-mail, and also those that only operators may use.</summary>
internal sealed record StaffService(
    string Id, string Name, string? CityId, string? City, string? Address, IReadOnlyList<string> Terms, IReadOnlyList<ServicePhone> Phones,
    IReadOnlyList<string> Languages, int? MinimumAge, int? MaximumAge, string? Hours, string? Email, string? Url, bool Free,
    bool OperatorsOnly, bool AlwaysShown)
{
    /// <summary>Service types whose house protects somebody from somebody.</summary>
    private static readonly string[] Sheltering = ["violence_support", "trafficking", "mother_child", "reception"];

    /// <summary>Types with a public door: their address is known to everybody and needed in a hurry.</summary>
    private static readonly string[] PublicDoor = ["sexual_violence_emergency", "health_migrants", "day_centre_minors", "social_emergency"];

    public bool Shielded => Terms.Any(Sheltering.Contains) && !Terms.Any(PublicDoor.Contains);

    public bool CheckedByPhone => Phones.Any(phone => phone.Dialled);

    /// <summary>What a person may see of it. <paramref name="production"/> leaves out every number nobody has dialled.</summary>
    public PublicService ToPublic(bool production)
    {
        IReadOnlyList<ServicePhone> phones = production ? [.. Phones.Where(phone => phone.Dialled)] : Phones;
        return Shielded
            ? new ShieldedService(Id, Name, CityId, Terms, phones, Hours, Url, Free, CheckedByPhone)
            : new OpenService(Id, Name, CityId, Terms, phones, Hours, Url, Free, CheckedByPhone, Address);
    }
}
