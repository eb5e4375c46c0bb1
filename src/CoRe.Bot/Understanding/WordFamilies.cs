using CoRe.Bot.Languages;

namespace CoRe.Bot.Understanding;

/// <summary>
/// The vocabulary of one language as families of words: everything that begins with a listed stem is one family, every other listed
/// word is its own. Message and lists pass through the same <see cref="Of"/>, so they can only meet in the same family.
/// </summary>
internal sealed class WordFamilies
{
    // Articles and particles that Arabic writes together with the word; longest first.
    private static readonly string[] ArabicPrefixes = ["وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال", "عال", "ب", "ل", "و", "ف", "ه", "ع"];
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
        _words = all.Where(pattern => !pattern.EndsWith('*')).SelectMany(FoldedWords.Of).ToHashSet(StringComparer.Ordinal);
        _longestStem = _stems.Count == 0 ? 0 : _stems.Max(stem => stem.Length);
        _near = new NearSpelling(_words, _stems);
    }

    /// <summary>The family of a folded word, or null when the language's lists do not know it.</summary>
    public string? Of(string word)
    {
        if (Known(word) is { } family)
        {
            return family;
        }

        foreach (var rest in WithoutArabicPrefix(word))
        {
            if (Known(rest) is { } inner)
            {
                return inner;
            }
        }

        // A small everyday word of any language is not a misspelt rare one.
        return LanguageProfiles.ByWord.ContainsKey(word) ? null : _near.Find(word) is { } near ? Known(near) ?? near : null;
    }

    /// <summary>The family of a pattern of the lists themselves.</summary>
    public string OfPattern(string pattern)
    {
        var plain = Folded(pattern.TrimEnd('*'));
        return Known(plain) ?? plain;
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

    private static IEnumerable<string> WithoutArabicPrefix(string word) =>
        Scripts.Of(word[0]) != Script.Arabic
            ? []
            : from prefix in ArabicPrefixes
              where word.StartsWith(prefix, StringComparison.Ordinal) && word.Length - prefix.Length >= ShortestArabicRest
              select word[prefix.Length..];

    private static string Folded(string word) => string.Concat(FoldedWords.Of(word));
}
