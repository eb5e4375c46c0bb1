namespace CoRe.Bot.Facts;

/// <summary>Ages as bands: what service and consent need, and no more.</summary>
internal static class AgeBand
{
    public static readonly IReadOnlyList<string> All = ["under14", "14-17", "18+"];

    /// <summary>Null when nobody said an age.</summary>
    public static string? Of(int? age) => age switch { null => null, < 14 => "under14", < 18 => "14-17", _ => "18+" };

    /// <summary>Whether somebody of the band may fit between a service's limits.</summary>
    public static bool Fits(string band, int? minimum, int? maximum)
    {
        var (from, to) = band switch { "under14" => (0, 13), "14-17" => (14, 17), _ => (18, 120) };
        return (minimum ?? 0) <= to && (maximum ?? 120) >= from;
    }
}
