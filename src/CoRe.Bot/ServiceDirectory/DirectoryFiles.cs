using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CoRe.Bot.ServiceDirectory.Hsds;

namespace CoRe.Bot.ServiceDirectory;

/// <summary>Reads the data that travels inside the program. What is wrong stops the start: a wrong number can hurt a child.</summary>
internal static class DirectoryFiles
{
    public static HsdsFile Services() => Read("services.json", DirectoryJson.Default.HsdsFile);

    /// <summary>All of the services' data, also what the product does not read.</summary>
    public static JsonObject Everything()
    {
        using var stream = Open("services.json");
        return JsonNode.Parse(stream)!.AsObject();
    }

    public static HotlinesFile Hotlines() => Read("hotlines.json", DirectoryJson.Default.HotlinesFile);

    public static List<CityEntry> Cities() => Read("cities.json", DirectoryJson.Default.ListCityEntry);

    public static List<PlaceEntry> Places() => Read("places.json", DirectoryJson.Default.ListPlaceEntry);

    public static List<NeedEntry> Needs() => Read("needs.json", DirectoryJson.Default.ListNeedEntry);

    private static T Read<T>(string name, JsonTypeInfo<T> contract)
    {
        using var stream = Open(name);
        return JsonSerializer.Deserialize(stream, contract) ?? throw new InvalidDataException($"{name} is empty.");
    }

    private static Stream Open(string name) => typeof(DirectoryFiles).Assembly.GetManifestResourceStream($"directory/{name}")
        ?? throw new InvalidDataException($"{name} is not in the program.");
}
