using CoRe.Bot.Languages;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CoRe.Bot.Rights;

/// <summary>A topic as the Italian file has it: marks, sources and dates stand here and nowhere else.</summary>
internal sealed class SourceTopicFile
{
    public string Topic { get; set; } = "";

    public string Title { get; set; } = "";

    public RightsAudience Audience { get; set; } = RightsAudience.Both;

    public string CheckedOn { get; set; } = "";

    public string? ValidUntil { get; set; }

    public string LegalBasis { get; set; } = "";

    public string ToConfirm { get; set; } = "";

    public List<SourceLineFile> Lines { get; set; } = [];
}

/// <summary>A line of the Italian file.</summary>
internal sealed class SourceLineFile
{
    public string Id { get; set; } = "";

    public RightsPart Part { get; set; }

    /// <summary>L: law text read. P: public page read. K: general knowledge, never shown.</summary>
    public string Mark { get; set; } = "";

    public List<string> Sources { get; set; } = [];

    public string? ValidUntil { get; set; }

    /// <summary>Who reads the line; the others are not shown it.</summary>
    public RightsAudience Audience { get; set; } = RightsAudience.Both;

    /// <summary>The line that these words replace for their readers: the same right, said to a parent about a child.</summary>
    public string? InsteadOf { get; set; }

    public string Text { get; set; } = "";

    public bool IsConfirmed => Mark is "L" or "P";
}

/// <summary>A topic in another language: words only.</summary>
internal sealed class TranslatedTopicFile
{
    public string Topic { get; set; } = "";

    public string Title { get; set; } = "";

    public TextState? State { get; set; }

    public Dictionary<string, string> Lines { get; set; } = [];
}

/// <summary>An entry of <c>sources.yaml</c>.</summary>
internal sealed class SourceFile
{
    public string Title { get; set; } = "";

    public string? Url { get; set; }
}

/// <summary>Reads the rights files of a language. An unknown field or a broken file stops the start: nothing is guessed.</summary>
internal static class RightsFiles
{
    private const string SourcesName = "sources.yaml";

    public static IReadOnlyList<SourceTopicFile> Topics(string folder) => ReadAll<SourceTopicFile>(folder);

    public static IReadOnlyList<TranslatedTopicFile> Translations(string folder) => ReadAll<TranslatedTopicFile>(folder);

    public static IReadOnlyDictionary<string, SourceFile> Sources(string folder) =>
        Read<Dictionary<string, SourceFile>>(Path.Combine(folder, SourcesName));

    private static IReadOnlyList<T> ReadAll<T>(string folder) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.yaml")
                .Where(file => Path.GetFileName(file) != SourcesName)
                .Order(StringComparer.Ordinal)
                .Select(Read<T>)]
            : [];

    private static T Read<T>(string path)
    {
        var yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).WithDuplicateKeyChecking().Build();
        try
        {
            using var reader = File.OpenText(path);
            return yaml.Deserialize<T>(reader) ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (YamlException broken)
        {
            throw new InvalidDataException($"{path}, line {broken.Start.Line}: {broken.InnerException?.Message ?? broken.Message}", broken);
        }
    }
}
