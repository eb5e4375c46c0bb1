using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Understanding;

/// <summary>
/// The vocabulary of one language as families of words: everything that begins with a listed stem is one family, every other listed
/// word is its own. Message and lists pass through the same <see cref="Of"/>, so they can only meet in the same family.
/// </summary>
internal sealed class WordFamilies
{
    // Arabic writes the article and small particles together with the word. The article says nothing about the topic, so the word
    // without it is the word; a single letter may belong to the word and is taken off only when nothing else fits.
    private static readonly string[] ArabicArticles = ["وبال", "وال", "بال", "فال", "كال", "عال", "ولل", "لل", "ال"];
    private static readonly string[] ArabicParticles = ["ب", "ل", "و", "ف", "ه", "ع"];
    private const int ShortestArabicRest = 3;

    private readonly HashSet<string> _words;
    private readonly HashSet<string> _stems;
    private readonly int _longestStem;
    private readonly NearSpelling _near;

    /// <param name="patterns">Single words; a star at the end makes a stem.</param>
    public WordFamilies(IEnumerable<string> patterns)
    {
        var all = patterns.ToHashSet(StringComparer.Ordinal);
        _stems = all.Where(pattern => pattern.EndsWith('*')).Select(pattern => Folded(pattern[..^1])).ToHashSet(StringComparer.Ordinal);
        _words = all.Where(pattern => !pattern.EndsWith('*'))
            .SelectMany(FoldedWords.Of)
            .SelectMany(word => Without(ArabicArticles, word).Append(word))
            .ToHashSet(StringComparer.Ordinal);
        _longestStem = _stems.Count == 0 ? 0 : _stems.Max(stem => stem.Length);
        _near = new NearSpelling(_words, _stems);
    }

    /// <summary>The family of a folded word, or null when the language's lists do not know it.</summary>
    public string? Of(string word) =>
        Without(ArabicArticles, word).Append(word).Concat(Without(ArabicParticles, word)).Select(Known).FirstOrDefault(family => family is not null);

    /// <summary>The family of a word that no language knows as it stands: perhaps a slip of the finger.</summary>
    public string? Near(string word) =>
        _near.Find(word) is { } near ? Known(near) ?? near : null;

    /// <summary>The family of a pattern of the lists themselves.</summary>
    public string OfPattern(string pattern)
    {
        var plain = Folded(pattern.TrimEnd('*'));
        return Of(plain) ?? plain;
    }

    // The shortest stem wins, so that "permess*" and a listed "permesso" are one family.
    private string? Known(string word)
    {
        for (var length = 2; length <= Math.Min(word.Length, _longestStem); length++)
        {
            var stem = word[..length];
            if (_stems.Contains(stem))
            {
                return stem;
            }
        }

        return _words.Contains(word) ? word : null;
    }

    private static IEnumerable<string> Without(string[] prefixes, string word) =>
        word.Length == 0 || Scripts.Of(word[0]) != Script.Arabic
            ? []
            : from prefix in prefixes
              where word.StartsWith(prefix, StringComparison.Ordinal) && word.Length - prefix.Length >= ShortestArabicRest
              select word[prefix.Length..];

    private static string Folded(string word) => string.Concat(FoldedWords.Of(word));
}
