using System.Text.RegularExpressions;
using CoRe.Bot.Operators;

namespace CoRe.Bot.Escalation.Conflicts;

/// <summary>
/// Tags of places (a community, a school, a service) as they stand in accounts, agreements and talks: <c>casa-aurora</c>. Whoever carries
/// a tag of a talk never reads it, is never called for it and never receives its referral.
/// </summary>
internal static partial class PlaceTags
{
    /// <summary>A place was complained of that nobody has a tag for: only people without any place, and supervisors.</summary>
    public const string Unknown = "?";

    /// <summary>A supervisor took the tag off; a program does not put it back.</summary>
    public const string Cleared = "!";

    public const int Most = 12;

    public static IReadOnlyList<string> Parse(string? stored) => string.IsNullOrEmpty(stored) ? [] : stored.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The tags that count, without the cleared ones.</summary>
    public static IReadOnlyList<string> Standing(string? stored) => [.. Parse(stored).Where(tag => !tag.StartsWith(Cleared, StringComparison.Ordinal))];

    public static string Join(IEnumerable<string> tags) => string.Join(' ', tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    public static bool IsTag(string tag) => Tag().IsMatch(tag);

    /// <summary>Whether a talk is kept from somebody. Nobody's rank opens a talk about their own house.</summary>
    public static bool Bars(string? talk, string? own, OperatorRole role = OperatorRole.Operator)
    {
        var (about, mine) = (Standing(talk), Parse(own));
        return mine.Count > 0 && about.Count > 0 && (about.Any(mine.Contains) || (about.Contains(Unknown) && role < OperatorRole.Supervisor));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,39}\\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Tag();
}
