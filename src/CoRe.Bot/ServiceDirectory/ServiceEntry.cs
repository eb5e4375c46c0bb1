using CoRe.Bot.ServiceDirectory.Hours;
using CoRe.Bot.ServiceDirectory.Places;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>A number with what is known of it.</summary>
/// <param name="Wrong">The last call found somebody else: only the desk sees it.</param>
internal sealed record ServicePhone(PhoneNumber Number, bool Dialled, bool Wrong = false);

/// <summary>Where a door is.</summary>
/// <param name="Place">Its name in words ("Centro diurno"), when it differs from the service's.</param>
/// <param name="Stop">The nearest stop, as the directory writes it.</param>
internal sealed record Whereabouts(string? Address, string? Place, string? Stop, GeoPoint? Position);

/// <summary>What everybody may know of a service.</summary>
internal abstract record ServiceEntry
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string? CityId { get; init; }

    public IReadOnlyList<string> Terms { get; init; } = [];

    public IReadOnlyList<ServicePhone> Phones { get; init; } = [];

    public IReadOnlyList<string> Languages { get; init; } = [];

    public int? MinimumAge { get; init; }

    public int? MaximumAge { get; init; }

    /// <summary><c>women</c>, <c>men</c>, or null for everybody.</summary>
    public string? Gender { get; init; }

    public ServiceHours Hours { get; init; } = ServiceHours.Unknown;

    public string? Url { get; init; }

    public bool Free { get; init; }

    /// <summary>When somebody of the service or of the network last said that the entry is true.</summary>
    public DateOnly? AssuredOn { get; init; }

    /// <summary>Free places and when that was said; null when nobody keeps count.</summary>
    public (int Available, DateOnly On)? Room { get; init; }

    public bool CheckedByPhone => Phones.Any(phone => phone is { Dialled: true, Wrong: false });

    /// <summary>Services answer every 60 to 90 days; after twice that an entry is old.</summary>
    public const int FreshDays = 180;

    private const int RoomDays = 14;

    /// <summary>Opening hours are said as a fact only while somebody stands behind them.</summary>
    public bool IsFresh(DateOnly today) => AssuredOn is { } on && on.AddDays(FreshDays) >= today;

    public bool IsStale(DateOnly today) => AssuredOn is { } on && on.AddDays(FreshDays) < today;

    /// <summary>No place, said lately.</summary>
    public bool IsFull(DateOnly today) => Room is (<= 0, var on) && on.AddDays(RoomDays) >= today;
}

/// <summary>
/// A service as a person in chat may see it. A refuge must not be found by the one it protects from, so only
/// <see cref="OpenService"/> has whereabouts at all: no caller can show a shielded one by mistake.
/// </summary>
internal abstract record PublicService : ServiceEntry
{
    protected PublicService(ServiceEntry of)
        : base(of)
    {
    }
}

/// <summary>A place people may simply walk to.</summary>
internal sealed record OpenService : PublicService
{
    public OpenService(ServiceEntry of, Whereabouts? where)
        : base(of) => Where = where;

    public Whereabouts? Where { get; }
}

/// <summary>Reached by phone or through a line such as 1522, never by address.</summary>
internal sealed record ShieldedService : PublicService
{
    public ShieldedService(ServiceEntry of)
        : base(of)
    {
    }
}

/// <summary>
/// A service as the desk sees it: with e-mail, and also those that only operators may use. The whereabouts of a shielded one are nowhere in the
/// program: they are dropped when the directory is read.
/// </summary>
internal sealed record StaffService : ServiceEntry
{
    /// <summary>Service types whose house protects somebody from somebody.</summary>
    private static readonly string[] Sheltering = ["violence_support", "trafficking", "mother_child", "reception"];

    /// <summary>Types with a public door: their address is known to everybody and needed in a hurry.</summary>
    private static readonly string[] PublicDoor = ["sexual_violence_emergency", "health_migrants", "day_centre_minors", "social_emergency"];

    public string? City { get; init; }

    public Whereabouts? Where { get; init; }

    public string? Email { get; init; }

    public bool OperatorsOnly { get; init; }

    public bool AlwaysShown { get; init; }

    public bool Shielded => IsShielded(Terms);

    public static bool IsShielded(IReadOnlyList<string> terms) => terms.Any(Sheltering.Contains) && !terms.Any(PublicDoor.Contains);

    /// <summary>What a person may see of it. <paramref name="production"/> leaves out every number nobody has dialled.</summary>
    public PublicService ToPublic(bool production)
    {
        var seen = this with { Phones = [.. Phones.Where(phone => !phone.Wrong && (phone.Dialled || !production))] };
        return Shielded ? new ShieldedService(seen) : new OpenService(seen, Where);
    }
}
