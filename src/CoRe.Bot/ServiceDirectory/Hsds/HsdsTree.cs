using System.Text.Json.Nodes;

namespace CoRe.Bot.ServiceDirectory.Hsds;

/// <summary>
/// The two forms of HSDS 3: services with everything inside them (what an HSDS API answers), and one list a table. Both directions keep every
/// field, also those the product does not know, so that another directory loses nothing by passing through here.
/// </summary>
internal static class HsdsTree
{
    private const string Services = "services";

    /// <summary>Lists inside a row: table, its member, the table of the members, their key to the row.</summary>
    private static readonly (string Of, string Member, string Table, string Key)[] Lists =
    [
        (Services, "phones", "phones", "service_id"), (Services, "schedules", "schedules", "service_id"), (Services, "languages", "languages", "service_id"),
        (Services, "capacities", "service_capacities", "service_id"), (Services, "service_areas", "service_areas", "service_id"),
        (Services, "service_at_locations", "service_at_locations", "service_id"), (Services, "contacts", "contacts", "service_id"),
        (Services, "cost_options", "cost_options", "service_id"), (Services, "required_documents", "required_documents", "service_id"),
        (Services, "funding", "funding", "service_id"), (Services, "additional_urls", "urls", "service_id"),
        (Services, "attributes", "attributes", "link_id"), (Services, "metadata", "metadata", "resource_id"),
        ("service_at_locations", "phones", "phones", "service_at_location_id"), ("service_at_locations", "schedules", "schedules", "service_at_location_id"),
        ("locations", "addresses", "addresses", "location_id"), ("locations", "phones", "phones", "location_id"),
        ("locations", "schedules", "schedules", "location_id"), ("locations", "languages", "languages", "location_id"),
        ("locations", "accessibility", "accessibility", "location_id"),
    ];

    /// <summary>Single rows inside a row: table, its member, the table of the member, the row's key to it.</summary>
    private static readonly (string Of, string Member, string Table, string Key)[] Singles =
    [
        (Services, "organization", "organizations", "organization_id"), (Services, "program", "programs", "program_id"),
        ("service_at_locations", "location", "locations", "location_id"), ("attributes", "taxonomy_term", "taxonomy_terms", "taxonomy_term_id"),
        ("taxonomy_terms", "taxonomy_detail", "taxonomies", "taxonomy_id"), ("service_capacities", "unit", "units", "unit_id"),
    ];

    /// <summary>The tables of a page of services, a list of services, one service, or tables themselves (which come back as they are).</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static JsonObject Flat(JsonNode? root)
    {
        if (root is JsonObject tables && tables[Services] is JsonArray)
        {
            return (JsonObject)tables.DeepClone();
        }

        var services = root is JsonObject page && page["contents"] is JsonArray contents ? contents
            : root as JsonArray ?? (root is JsonObject one && one["id"] is not null ? [one.DeepClone()] : null);
        if (services is null)
        {
            throw new FormatException("This is no HSDS 3 file: neither tables nor services nor a page of services.");
        }

        var flat = new JsonObject { [Services] = new JsonArray() };
        foreach (var service in services)
        {
            Take(service is JsonObject row ? (JsonObject)row.DeepClone() : throw new FormatException("A service is no object."), Services, flat);
        }

        return flat;
    }

    /// <summary>A page with all services of the tables, each with everything inside it.</summary>
    public static JsonObject Nested(JsonObject flat)
    {
        var services = new JsonArray([.. Rows(flat, Services).Select(service => Put((JsonObject)service.DeepClone(), Services, flat))]);
        return new JsonObject
        {
            ["total_items"] = services.Count, ["total_pages"] = 1, ["page_number"] = 1, ["size"] = services.Count,
            ["first_page"] = true, ["last_page"] = true, ["empty"] = services.Count == 0, ["contents"] = services,
        };
    }

    public static IEnumerable<JsonObject> Rows(JsonObject flat, string table) => (flat[table] as JsonArray ?? []).OfType<JsonObject>();

    private static void Take(JsonObject row, string table, JsonObject flat)
    {
        foreach (var (_, member, to, key) in Lists.Where(list => list.Of == table))
        {
            foreach (var child in (Remove(row, member) as JsonArray ?? []).OfType<JsonObject>().ToList())
            {
                child[key] = row["id"]?.DeepClone();
                Take((JsonObject)child.DeepClone(), to, flat);
            }
        }

        foreach (var (_, member, to, key) in Singles.Where(single => single.Of == table))
        {
            if (Remove(row, member) is JsonObject child)
            {
                row[key] = child["id"]?.DeepClone();
                Take(child, to, flat);
            }
        }

        var rows = flat[table] as JsonArray ?? (JsonArray)(flat[table] = new JsonArray());
        // A place or an organization of several services stands inside each of them and is one row.
        if (table == Services || !rows.Any(known => known?["id"] is { } id && row["id"] is { } own && JsonNode.DeepEquals(id, own)))
        {
            rows.Add(row);
        }
    }

    private static JsonObject Put(JsonObject row, string table, JsonObject flat)
    {
        var id = row["id"]?.ToString();
        foreach (var (_, member, from, key) in Lists.Where(list => list.Of == table))
        {
            var children = Rows(flat, from).Where(child => id is not null && child[key]?.ToString() == id).Select(child => Put((JsonObject)child.DeepClone(), from, flat)).ToArray<JsonNode>();
            if (children.Length > 0)
            {
                row[member] = new JsonArray(children);
            }
        }

        foreach (var (_, member, from, key) in Singles.Where(single => single.Of == table))
        {
            if (row[key]?.ToString() is { } wanted && Rows(flat, from).FirstOrDefault(child => child["id"]?.ToString() == wanted) is { } child)
            {
                row[member] = Put((JsonObject)child.DeepClone(), from, flat);
            }
        }

        return row;
    }

    private static JsonNode? Remove(JsonObject row, string member)
    {
        row.Remove(member, out var value);
        return value;
    }
}
