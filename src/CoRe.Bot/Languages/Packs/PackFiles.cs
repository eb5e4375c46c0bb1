using System.Text.Json;
using System.Text.Json.Nodes;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Languages.Packs;

/// <summary>One text of one pack, with the file it stands in (for problem reports).</summary>
internal sealed record PackText(string Text, TextState State, string File);

/// <summary>
/// Reads one pack folder. A file that cannot be read at all throws, because half a language must not open;
/// everything else that is wrong is written down in <see cref="Problems"/>.
/// </summary>
internal sealed class PackFiles
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly string[] PackFields = ["tag", "ownName", "direction", "fallback", "state", "reviewer", "level", "sister"];
    private readonly Dictionary<string, PackText> _texts = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private readonly Stamps _stamps;

    public PackFiles(string folder)
    {
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        Pack = ReadPack(Path.Combine(folder, "locale.json"));
        _stamps = Stamps.Read(folder);
        var texts = Path.Combine(folder, "texts");
        if (Directory.Exists(texts))
        {
            foreach (var file in Directory.EnumerateFiles(texts, "*.json").Order(StringComparer.Ordinal))
            {
                ReadTexts(file);
            }
        }
    }

    public string Name { get; }

    public LocalePack Pack { get; }

    public IReadOnlyDictionary<string, PackText> Texts => _texts;

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Marks the texts whose Italian has changed since they were written.</summary>
    public void MarkStale(PackFiles source)
    {
        foreach (var (key, text) in _texts.ToList())
        {
            if (source.Texts.TryGetValue(key, out var italian) && _stamps.IsStale(key, italian.Text))
            {
                _texts[key] = text with { State = TextState.Stale };
            }
        }
    }

    private LocalePack ReadPack(string path)
    {
        var file = $"{Name}/locale.json";
        var json = ReadObject(path, file);
        _problems.AddRange(json.Select(field => field.Key).Except(PackFields).Select(field => $"{file}: unknown field '{field}'."));
        var tag = new LocaleTag(Required(json, "tag", file));
        if (tag.Value != Name.ToLowerInvariant())
        {
            _problems.Add($"{file}: the tag '{tag}' is not the folder's name.");
        }

        var direction = Required(json, "direction", file);
        if (direction is not ("ltr" or "rtl"))
        {
            _problems.Add($"{file}: direction must be 'ltr' or 'rtl'.");
        }

        var fallback = json["fallback"] is JsonArray list ? list.Select(entry => new LocaleTag(entry?.ToString() ?? "")).ToArray() : [];
        var reviewer = (string?)json["reviewer"];
        var state = State(Required(json, "state", file), file);
        if (state == TextState.Reviewed && string.IsNullOrWhiteSpace(reviewer))
        {
            _problems.Add($"{file}: a reviewed pack names its reviewer.");
        }

        var level = (string?)json["level"];
        if (level is not (null or "complete" or "safety"))
        {
            _problems.Add($"{file}: level must be 'complete' or 'safety'.");
        }

        return new LocalePack(tag, Required(json, "ownName", file), direction == "rtl", state, fallback, reviewer, level == "safety");
    }

    private void ReadTexts(string path)
    {
        var file = $"{Name}/texts/{Path.GetFileName(path)}";
        foreach (var (key, node) in ReadObject(path, file))
        {
            var text = node switch
            {
                JsonValue value when value.TryGetValue<string>(out var plain) => new PackText(plain, Pack.State, file),
                JsonObject entry => ReadEntry(entry, key, file),
                _ => null,
            };

            if (string.IsNullOrWhiteSpace(text?.Text))
            {
                _problems.Add($"{file}: '{key}' is neither a text nor an object with a text.");
            }
            else if (!_texts.TryAdd(key, Pack.RightToLeft ? text with { Text = ReadingOrder.Marked(text.Text) } : text))
            {
                _problems.Add($"{file}: '{key}' stands in {_texts[key].File} too.");
            }
        }
    }

    private PackText? ReadEntry(JsonObject entry, string key, string file)
    {
        foreach (var (field, _) in entry)
        {
            if (field is not ("text" or "state"))
            {
                _problems.Add($"{file}: '{key}' has the unknown field '{field}'.");
            }
        }

        var state = (string?)entry["state"] is { } written ? State(written, $"{file}: '{key}'") : Pack.State;
        return (string?)entry["text"] is { } text ? new PackText(text, state, file) : null;
    }

    private TextState State(string written, string where)
    {
        if (Enum.TryParse<TextState>(written, ignoreCase: true, out var state) && Enum.IsDefined(state))
        {
            return state;
        }

        _problems.Add($"{where}: unknown state '{written}'.");
        return TextState.Draft;
    }

    private static string Required(JsonObject json, string field, string file) =>
        json[field] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : throw new InvalidDataException($"{file}: the field '{field}' is missing.");

    private static JsonObject ReadObject(string path, string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: Strict) as JsonObject
                ?? throw new InvalidDataException($"{file}: not a JSON object.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{file}: line {broken.LineNumber + 1} is not valid JSON.", broken);
        }
    }
}
