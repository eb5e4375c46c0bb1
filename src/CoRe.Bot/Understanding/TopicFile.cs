using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Understanding;

/// <summary>
/// <c>locales/&lt;tag&gt;/topics.json</c>: how people of a language ask. Written by people for people to mend; nothing here is learnt
/// from rows of data.
/// </summary>
internal sealed class TopicFile
{
    /// <summary>Words that say nothing about a topic and are skipped on both sides (articles, prepositions).</summary>
    public required IReadOnlyList<string> Ignore { get; init; }

    /// <summary>Short messages that are commands to the bot, by <see cref="GlobalCommand"/>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Commands { get; init; }

    public required IReadOnlyDictionary<string, TopicEntry> Topics { get; init; }

    public static IReadOnlyDictionary<LocaleTag, TopicFile> ReadAll(LocaleLibrary locales)
    {
        var files = new Dictionary<LocaleTag, TopicFile>();
        foreach (var tag in locales.Packs.Select(pack => pack.Tag))
        {
            var path = Path.Combine(locales.Folder, tag.Value, "topics.json");
            if (File.Exists(path))
            {
                files[tag] = Read(path);
            }
        }

        return files;
    }

    private static TopicFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), TopicJson.Default.TopicFile)
                ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path}, line {broken.LineNumber + 1}: {broken.Message}", broken);
        }
    }
}

/// <summary>How one topic is asked for in one language.</summary>
internal sealed class TopicEntry
{
    /// <summary>Whole questions; their words count by how rare they are among the topics.</summary>
    public required IReadOnlyList<string> Phrases { get; init; }

    /// <summary>
    /// Words and word groups with a weight from 1 (a hint) to 7 (decides); <c>tutor*</c> stands for every word that begins so.
    /// </summary>
    public required IReadOnlyDictionary<string, double> Words { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TopicFile))]
internal sealed partial class TopicJson : JsonSerializerContext;
