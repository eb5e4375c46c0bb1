using CoRe.Bot.Languages;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>What somebody looks for.</summary>
/// <param name="Need">One of <see cref="ServiceLibrary.NeedCodes"/>.</param>
/// <param name="CityId">A city of the directory.</param>
/// <param name="Now">For "open now".</param>
/// <param name="Language">The person's language; a service that speaks it comes first.</param>
/// <param name="Near">A place (<see cref="Places.PlaceBook"/>) that the person named, or null.</param>
/// <param name="Age">In years; null counts as a minor's (HR7).</param>
/// <param name="Gender"><c>women</c> or <c>men</c>, only if the person said so; leaves out what is for the others.</param>
internal sealed record ServiceQuery(string Need, string CityId, DateTimeOffset Now, LocaleTag? Language = null, string? Near = null, int? Age = null, string? Gender = null);

/// <summary>Why a service is shown.</summary>
internal enum MatchReason
{
    City,
    Near,
    Need,
    Open,
    Language,
    Age,
    Free,
    Gender,
}

/// <summary>A service with its reasons, best first.</summary>
/// <param name="Kilometres">From the place the person named; null when either is not known.</param>
internal sealed record ServiceMatch(PublicService Service, IReadOnlyList<MatchReason> Reasons, double Score, double? Kilometres = null);
