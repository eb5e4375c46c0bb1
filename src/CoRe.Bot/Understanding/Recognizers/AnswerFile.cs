using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Understanding.Recognizers;

/// <summary><c>answers.json</c> of a language: how people say yes and no, ages and days.</summary>
/// <param name="Numbers">Number words with their value; from six on, as ages need them.</param>
/// <param name="Age">Ways to say an age; <c>{n}</c> is the number. One that begins with it counts only in a short answer.</param>
/// <param name="Others">Words that make an age somebody else's.</param>
/// <param name="InDays">Ways to say "in so many days".</param>
/// <param name="Weekdays">Monday first, each with its spellings.</param>
/// <param name="Months">January first, each with its spellings.</param>
internal sealed record AnswerFile(
    IReadOnlyList<string> Yes, IReadOnlyList<string> No, IReadOnlyList<string> Unsure, IReadOnlyDictionary<string, int> Numbers, IReadOnlyList<string> Age,
    IReadOnlyList<string> Others, IReadOnlyList<string> Today, IReadOnlyList<string> Tomorrow, IReadOnlyList<string> AfterTomorrow, IReadOnlyList<string> InDays,
    IReadOnlyList<IReadOnlyList<string>> Weekdays, IReadOnlyList<IReadOnlyList<string>> Months)
{
    public const string FileName = "answers.json";

    /// <summary>The files of every language that has one.</summary>
    /// <exception cref="InvalidDataException">A file that cannot be read.</exception>
    public static IReadOnlyDictionary<LocaleTag, AnswerFile> ReadAll(LocaleLibrary locales) => locales.Packs
        .Select(pack => (pack.Tag, Path: Path.Combine(locales.Folder, pack.Tag.Value, FileName))).Where(it => File.Exists(it.Path))
        .ToDictionary(it => it.Tag, it => Read(it.Path));

    private static AnswerFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), AnswerJson.Default.AnswerFile);
            return file is { Weekdays.Count: 7, Months.Count: 12 } ? file : throw new InvalidDataException($"{path}: seven weekdays and twelve months are needed.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path}, line {broken.LineNumber + 1}: not the shape of answers.", broken);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AnswerFile))]
internal sealed partial class AnswerJson : JsonSerializerContext;
