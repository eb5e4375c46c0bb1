using System.Text.RegularExpressions;
using Mono.Cecil;

namespace CoRe.Bot.Tests.Architecture;

/// <summary>Who may use whom. The table is the one in src/README.md, so that page and test cannot say different things.</summary>
internal sealed partial class RoomTable
{
    private const string Heading = "## Who may use whom";
    private readonly Dictionary<string, HashSet<string>> _mayUse;

    private RoomTable(Dictionary<string, HashSet<string>> mayUse) => _mayUse = mayUse;

    public IReadOnlyCollection<string> Rooms => _mayUse.Keys;

    public static RoomTable Read(string readme)
    {
        var start = readme.IndexOf(Heading, StringComparison.Ordinal);
        Assert.True(start >= 0, $"src/README.md has no section '{Heading}'.");
        var end = readme.IndexOf("\n## ", start + Heading.Length, StringComparison.Ordinal);
        var section = readme[start..(end < 0 ? readme.Length : end)];
        return new RoomTable(Row().Matches(section)
            .ToDictionary(row => row.Groups["room"].Value, row => Word().Matches(row.Groups["others"].Value).Select(w => w.Value).ToHashSet()));
    }

    /// <summary>Each offence once: "Insights -> Conversations (type)".</summary>
    public IReadOnlyList<string> Offences(IEnumerable<ModuleDefinition> modules) =>
        [.. House.Types(modules).Where(t => RoomOf(t) is not null)
            .SelectMany(type => References.TypesOf(type).Select(used => (Room: RoomOf(type)!, Type: House.Outermost(type).Name, Used: RoomOf(used))))
            .Where(use => use.Used is not null && use.Used != use.Room && !(_mayUse.TryGetValue(use.Room, out var others) && others.Contains(use.Used)))
            .Select(use => $"{use.Room} -> {use.Used} ({use.Type})").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The room of a type of ours; null for the composition (global namespace) and for everything that is not ours.</summary>
    public static string? RoomOf(TypeReference type)
    {
        var names = House.Outermost(type).Namespace.Split('.');
        return names is ["CoRe", "Bot", var room, ..] ? room : null;
    }

    [GeneratedRegex(@"^\|\s*(?<room>[A-Z][A-Za-z]+)\s*\|(?<others>[^|]*)\|", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("[A-Z][A-Za-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
