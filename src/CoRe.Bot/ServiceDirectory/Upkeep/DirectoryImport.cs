using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.ServiceDirectory.Hsds;

namespace CoRe.Bot.ServiceDirectory.Upkeep;

/// <summary>A directory that was read and found good, and what somebody should know before taking it.</summary>
/// <param name="Json">Its tables, without the whereabouts of shielded services.</param>
/// <param name="Notes">Plain sentences; none of them stands in the way.</param>
internal sealed record ReadDirectory(string Json, HsdsFile File, int Services, IReadOnlyList<string> Notes);

/// <summary>
/// HSDS 3 in and out. A file that comes in is read whole and tried before anything changes; whatever is wrong refuses all of it. The
/// address of a shielded service is neither kept nor given out.
/// </summary>
internal static class DirectoryImport
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = 32 };

    /// <param name="json">Tables, services, or a page of services.</param>
    /// <param name="terms">Other directories' term codes or names to ours, or null.</param>
    /// <exception cref="FormatException">It cannot be used; the sentence says why.</exception>
    public static ReadDirectory Read(string json, IReadOnlyDictionary<string, string>? terms, ServiceLibrary trial)
    {
        try
        {
            var flat = HsdsTree.Flat(JsonNode.Parse(json, documentOptions: Bounds));
            Map(flat, terms);
            Shield(flat);
            var written = flat.ToJsonString();
            var file = JsonSerializer.Deserialize(written, DirectoryJson.Default.HsdsFile) ?? throw new FormatException("The file is empty.");
            return new ReadDirectory(written, file, file.Services.Count, [.. Notes(file, trial)]);
        }
        catch (Exception bad) when (bad is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new FormatException($"The directory cannot be used: {bad.Message}", bad);
        }
    }

    /// <summary>A page of whole services as an HSDS API would give it, addresses of shielded ones left out.</summary>
    public static string Write(JsonObject flat)
    {
        var own = (JsonObject)flat.DeepClone();
        Shield(own);
        return HsdsTree.Nested(own).ToJsonString(Readable) + "\n";
    }

    /// <summary>Adds our code to what other directories call by another name.</summary>
    private static void Map(JsonObject flat, IReadOnlyDictionary<string, string>? terms)
    {
        foreach (var term in HsdsTree.Rows(flat, "taxonomy_terms"))
        {
            string?[] names = [term["code"]?.ToString(), term["name"]?.ToString(), term["id"]?.ToString()];
            if (names.FirstOrDefault(name => name is not null && terms?.ContainsKey(name) == true) is { } known)
            {
                term["code"] = terms![known];
            }
        }
    }

    private static void Shield(JsonObject flat)
    {
        var codes = HsdsTree.Rows(flat, "taxonomy_terms").Where(term => term["id"] is not null).DistinctBy(term => term["id"]!.ToString())
            .ToDictionary(term => term["id"]!.ToString(), term => (term["code"] ?? term["name"])?.ToString() ?? "");
        var types = HsdsTree.Rows(flat, "attributes").ToLookup(link => link["link_id"]?.ToString(), link => codes.GetValueOrDefault(link["taxonomy_term_id"]?.ToString() ?? "", ""));
        var shielded = HsdsTree.Rows(flat, "services").Select(service => service["id"]?.ToString()).Where(id => id is not null && StaffService.IsShielded([.. types[id]])).ToHashSet();
        var hidden = HsdsTree.Rows(flat, "service_at_locations").Where(place => shielded.Contains(place["service_id"]?.ToString())).Select(place => place["location_id"]?.ToString()).ToHashSet();
        foreach (var location in HsdsTree.Rows(flat, "locations").Where(location => hidden.Contains(location["id"]?.ToString())))
        {
            foreach (var member in (string[])["latitude", "longitude", "transportation", "name", "description", "alternate_name", "external_identifier", "url"])
            {
                location.Remove(member);
            }
        }

        // Where an entry was read may name the street ("…/via-…").
        foreach (var service in HsdsTree.Rows(flat, "services").Where(service => shielded.Contains(service["id"]?.ToString())))
        {
            if (service["x_verification"] is JsonObject checkedBy)
            {
                service["x_verification"] = new JsonObject { ["verified"] = checkedBy["verified"]?.DeepClone(), ["last_checked"] = checkedBy["last_checked"]?.DeepClone() };
            }
        }

        // The city stays: without it nobody finds the number.
        foreach (var address in HsdsTree.Rows(flat, "addresses").Where(address => hidden.Contains(address["location_id"]?.ToString())))
        {
            foreach (var member in (string[])["address_1", "address_2", "postal_code", "attention"])
            {
                address.Remove(member);
            }
        }
    }

    private static IEnumerable<string> Notes(HsdsFile file, ServiceLibrary trial)
    {
        var services = trial.Trial(file);
        yield return $"{file.Services.Count} services, {services.Count} of them verified.";
        var termless = services.Count(service => !service.Terms.Any(trial.KnowsTerm));
        if (termless > 0)
        {
            yield return $"{termless} services have no type that this product knows: they are at the desk only. Give a file of terms (their code or name, ours).";
        }

        if (services.Count(service => service.Phones.Count == 0) is > 0 and var silent)
        {
            yield return $"{silent} services have no number.";
        }

        if (services.Count(service => service.AssuredOn is null) is > 0 and var unsure)
        {
            yield return $"{unsure} services say on no date that they are true (assured_date): their hours are shown as unsure.";
        }
    }
}
