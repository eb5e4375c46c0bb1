using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;

namespace CoRe.Bot.Hosting.Verbs.Translating;

/// <summary>Writes brought sentences into the files of a pack. Nothing is written before everything was checked.</summary>
internal sealed class PackWriter(LocaleLibrary locales, LocaleTag tag)
{
    private static readonly JsonSerializerOptions Plain = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _folder = Path.Combine(locales.Folder, tag.Value);

    /// <summary>What keeps these sentences out; empty when they may come in.</summary>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, TranslationUnit> known, IReadOnlyList<BroughtUnit> units, string? reviewer)
    {
        foreach (var unit in units)
        {
            if (!known.TryGetValue(unit.Id, out var of))
            {
                yield return $"'{unit.Id}' is no text of this product.";
            }
            else if (of.Italian != unit.Italian)
            {
                yield return $"'{unit.Id}' was translated from another Italian sentence than the one of today. Export again.";
            }
            else if (!Placeholders.Names(unit.Words).SetEquals(Placeholders.Names(of.Italian)))
            {
                yield return $"'{unit.Id}' does not have the places of the Italian text.";
            }
        }

        if (reviewer is null && units.Any(unit => unit.Approved))
        {
            yield return "Some sentences are final: name who approved them with --reviewer.";
        }
    }

    /// <returns>How many sentences changed.</returns>
    public int Write(IReadOnlyDictionary<string, TranslationUnit> known, IReadOnlyList<BroughtUnit> units, string? reviewer)
    {
        var changed = units.Where(unit => known[unit.Id].Words != unit.Words || known[unit.Id].State == TextState.Stale || unit.Approved).ToList();
        foreach (var file in changed.Where(unit => !IsRights(unit)).GroupBy(unit => FileOf(unit.Id)))
        {
            WriteTexts(file.Key, file);
        }

        foreach (var topic in changed.Where(IsRights).GroupBy(unit => unit.Id.Split('/')[1]))
        {
            WriteTopic(topic.Key, known, topic);
        }

        if (reviewer is not null)
        {
            var path = Path.Combine(_folder, "locale.json");
            var pack = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            pack["reviewer"] = reviewer;
            File.WriteAllText(path, pack.ToJsonString(Plain) + "\n");
        }

        var stamps = Stamps.Read(_folder);
        changed.ForEach(unit => stamps.Set(unit.Id, unit.Italian));
        stamps.Write(_folder);
        return changed.Count;
    }

    /// <summary>Stamps every text of the pack that has no stamp, or all: "these were written from the Italian of today".</summary>
    public int Stamp(IReadOnlyList<TranslationUnit> units, bool all)
    {
        var stamps = Stamps.Read(_folder);
        var news = units.Where(unit => unit.Words is not null && (all || !stamps.Has(unit.Id))).ToList();
        news.ForEach(unit => stamps.Set(unit.Id, unit.Italian));
        stamps.Keep(units.Where(unit => unit.Words is not null).Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal));
        stamps.Write(_folder);
        return news.Count;
    }

    private static bool IsRights(BroughtUnit unit) => unit.Id.StartsWith(TranslationUnit.RightsPrefix, StringComparison.Ordinal);

    /// <summary>The file a key stands in: the same as in Italian.</summary>
    private string FileOf(string key) => Path.Combine(_folder, "texts", Path.GetFileName(locales.Own(LocaleTag.Italian)[key].File));

    private void WriteTexts(string path, IEnumerable<BroughtUnit> units)
    {
        var texts = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
        foreach (var unit in units)
        {
            texts[unit.Id] = unit.Approved ? new JsonObject { ["text"] = unit.Words, ["state"] = "reviewed" } : new JsonObject { ["text"] = unit.Words, ["state"] = "draft" };
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, texts.ToJsonString(Plain) + "\n");
    }

    private void WriteTopic(string topic, IReadOnlyDictionary<string, TranslationUnit> known, IEnumerable<BroughtUnit> units)
    {
        var words = known.Values.Where(unit => unit.Id.StartsWith($"{TranslationUnit.RightsPrefix}{topic}/", StringComparison.Ordinal))
            .Select(unit => (unit.Id, unit.Words)).ToList();
        var news = units.ToDictionary(unit => unit.Id);
        var approved = words.All(word => word.Words is null || (news.TryGetValue(word.Id, out var unit) && unit.Approved));
        var yaml = new StringBuilder().Append("topic: ").Append(topic).Append('\n');
        var lines = false;
        foreach (var (id, old) in words)
        {
            if ((news.TryGetValue(id, out var unit) ? unit.Words : old) is not { } text)
            {
                continue;
            }

            var name = id.Split('/')[2];
            if (name != "title" && !lines)
            {
                yaml.Append("state: ").Append(approved ? "reviewed" : "draft").Append("\nlines:\n");
                lines = true;
            }

            yaml.Append(name == "title" ? "" : "  ").Append(name).Append(": ").Append(JsonSerializer.Serialize(text, Plain)).Append('\n');
        }

        var path = Path.Combine(_folder, "rights", topic + ".yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, yaml.ToString());
    }
}
