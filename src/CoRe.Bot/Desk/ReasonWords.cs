using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoRe.Bot.Desk;

[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ReasonJson : JsonSerializerContext;

/// <summary>
/// The reasons of cases in English, by their Italian sentence: cases keep the sentence that the lexicon had on that day, so no key could
/// find it again after a lexicon changed.
/// </summary>
internal sealed class ReasonWords
{
    public const string FileName = "reasons.json";

    private readonly FrozenDictionary<string, string> _english;

    private ReasonWords(IEnumerable<KeyValuePair<string, string>> english) => _english = english.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All Italian sentences that have an English one.</summary>
    public IEnumerable<string> Italian => _english.Keys;

    /// <param name="folder">The folder of the languages.</param>
    /// <exception cref="JsonException">The file is not an object of sentences.</exception>
    public static ReasonWords Load(string folder)
    {
        var path = Path.Combine(folder, "en", FileName);
        return new(File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ReasonJson.Default.DictionaryStringString)! : []);
    }

    /// <summary>The sentence in English; the Italian one when an older lexicon wrote it.</summary>
    public string English(string italian) => _english.GetValueOrDefault(italian, italian);
}
