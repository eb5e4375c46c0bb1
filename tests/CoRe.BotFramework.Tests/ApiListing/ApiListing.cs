using System.Text.RegularExpressions;

namespace CoRe.BotFramework.Tests.ApiListing;

/// <summary>Microsoft's public signatures as data: for each type of ours, the members that the same type has there.</summary>
internal sealed class ApiListing
{
    // Where Microsoft spreads one subject over namespaces, ours is flat (src/BotSdk.props names ours).
    private static readonly Dictionary<string, string> Namespaces = new()
    {
        ["Microsoft.Bot.Builder"] = "CoRe.BotFramework",
        ["Microsoft.Bot.Builder.TraceExtensions"] = "CoRe.BotFramework",
        ["Microsoft.Bot.Schema"] = "CoRe.BotFramework.Schema",
        ["Microsoft.Bot.Connector"] = "CoRe.BotFramework.Schema",
        ["Microsoft.Bot.Builder.Dialogs"] = "CoRe.BotFramework.Dialogs",
        ["Microsoft.Bot.Builder.Dialogs.Prompts"] = "CoRe.BotFramework.Dialogs",
        ["Microsoft.Bot.Builder.Dialogs.Choices"] = "CoRe.BotFramework.Dialogs.Choices",
        ["Microsoft.Bot.Builder.Adapters"] = "CoRe.BotFramework.Testing",
        ["Microsoft.Bot.Builder.Testing"] = "CoRe.BotFramework.Testing",
    };

    private readonly Dictionary<string, Dictionary<string, bool>> _types = [];

    private ApiListing()
    {
    }

    public int Count => _types.Count;

    public static ApiListing Load()
    {
        using var stream = typeof(ApiListing).Assembly.GetManifestResourceStream("botframework-api.txt")!;
        using var reader = new StreamReader(stream);
        var listing = new ApiListing();
        Dictionary<string, bool>? members = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                members = listing.Open(line);
            }
            else if (members is not null && line.Trim() is { Length: > 0 } member)
            {
                members[Signature.WithoutModifiers(Cleaned(member))] = Signature.IsOverridable(member);
            }
        }

        return listing;
    }

    /// <summary>The members of a type, each with whether it can be overridden; null when Microsoft has no such type.</summary>
    public IReadOnlyDictionary<string, bool>? Members(string fullName) => _types.GetValueOrDefault(fullName);

    private Dictionary<string, bool>? Open(string header)
    {
        var match = Regex.Match(header, @"^## (?:static |abstract )?\w+ (?<name>\S+) \[(?<ns>[^\]]+)\]");
        if (!match.Success || !Namespaces.TryGetValue(match.Groups["ns"].Value, out var ours))
        {
            return null;
        }

        return _types[$"{ours}.{match.Groups["name"].Value}"] = [];
    }

    private static string Cleaned(string member) => Regex.Replace(member, @"( json:\S+| OBSOLETE)+$", string.Empty);
}
