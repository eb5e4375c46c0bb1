using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Languages.Packs;

/// <summary>What no text of ours may say.</summary>
internal enum Offence
{
    /// <summary>A promise of secrecy: doctors, teachers and operators may have to report.</summary>
    Secrecy,

    /// <summary>"I believe you" from a machine: only a person can say it.</summary>
    Believe,

    /// <summary>"We tell you before we tell anybody": in danger it may be the other way round.</summary>
    TellFirst,
}

/// <summary>An offence with the words of the list that it was found by.</summary>
internal sealed record OffendingWords(Offence Offence, string Words);

/// <summary><c>never.json</c> of a language. A word that ends with <c>*</c> stands for all that begin so.</summary>
/// <param name="Refusals">What makes a sentence the honest one: "I cannot promise …".</param>
internal sealed record NeverFile(IReadOnlyList<string> Secrecy, IReadOnlyList<string> Refusals, IReadOnlyList<string> Believe, IReadOnlyList<string> TellFirst);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NeverFile))]
internal sealed partial class NeverJson : JsonSerializerContext;

/// <summary>Reads a text for promises that the law does not let us keep, and for kindness that is not the machine's to give. One list a language.</summary>
internal sealed partial class NeverSaid
{
    public const string FileName = "never.json";

    /// <summary>The operators' phrasebook: a person says these sentences, so a person may believe and promise to speak first.</summary>
    private const string OfPersons = "phrase.";

    private readonly FrozenDictionary<string, Lists> _of;

    private NeverSaid(IEnumerable<KeyValuePair<string, Lists>> of) => _of = of.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Tags that have a list.</summary>
    public IEnumerable<string> Languages => _of.Keys;

    /// <exception cref="InvalidDataException">A list that cannot be read: nothing would be found in that language.</exception>
    public static NeverSaid Load(string folder) => new(Directory.EnumerateDirectories(folder)
        .Select(language => (Tag: Path.GetFileName(language).ToLowerInvariant(), File: Path.Combine(language, FileName)))
        .Where(language => File.Exists(language.File))
        .Select(language => KeyValuePair.Create(language.Tag, Read(language.File))));

    /// <summary>What is wrong with a text in this language; <paramref name="key"/> tells whether the bot or a person says it.</summary>
    public IEnumerable<OffendingWords> In(LocaleTag tag, string key, string text)
    {
        if (!_of.TryGetValue(tag.Value, out var lists))
        {
            yield break;
        }

        var byPerson = key.StartsWith(OfPersons, StringComparison.Ordinal);
        foreach (var sentence in Sentence().Split(text).Select(sentence => $" {string.Join(' ', FoldedWords.Of(sentence))} "))
        {
            var refused = lists.Refusals.Any(refusal => sentence.Contains(refusal, StringComparison.Ordinal));
            foreach (var found in lists.Wordings.Where(wording => (wording.Offence == Offence.Believe || !refused)
                && (wording.Offence == Offence.Secrecy || !byPerson) && sentence.Contains(wording.Pattern, StringComparison.Ordinal)))
            {
                yield return new OffendingWords(found.Offence, found.Written);
            }
        }
    }

    private static Lists Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllText(path), NeverJson.Default.NeverFile) ?? throw new InvalidDataException($"{path} is empty.");
            return new Lists(
                [.. Of(Offence.Secrecy, file.Secrecy), .. Of(Offence.Believe, file.Believe), .. Of(Offence.TellFirst, file.TellFirst)],
                [.. file.Refusals.Select(refusal => $" {Folded(refusal)}")]);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path}, line {broken.LineNumber + 1}: not the shape of a list of what is never said.", broken);
        }
    }

    private static IEnumerable<Wording> Of(Offence offence, IReadOnlyList<string> words) =>
        words.Select(written => new Wording(offence, written, written.EndsWith('*') ? $" {Folded(written)}" : $" {Folded(written)} "));

    private static string Folded(string words) => string.Join(' ', FoldedWords.Of(words));

    [GeneratedRegex(@"[.!?;\n\u061F\u06D4\u0964\u1362\u3002\uFF01\uFF1F\uFF1B]", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Sentence();

    private sealed record Wording(Offence Offence, string Written, string Pattern);

    private sealed record Lists(IReadOnlyList<Wording> Wordings, IReadOnlyList<string> Refusals);
}
