namespace CoRe.Bot.Understanding;

/// <summary>
/// Finds listed words that are one slip away (a letter too many, missing, wrong, or two swapped). Both sides are indexed with each
/// letter left out once, so a look-up costs a few dictionary reads and no walk over the vocabulary.
/// </summary>
internal sealed class NearSpelling
{
    // In shorter words one slip makes another word of the language ("casa", "cosa").
    private const int ShortestWord = 5;
    private const int ShortestStem = 6;

    private readonly Dictionary<string, List<string>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _stems = new(StringComparer.Ordinal);
    private readonly int _longestStem;

    public NearSpelling(IEnumerable<string> words, IReadOnlyCollection<string> stems)
    {
        Index(_words, words.Where(word => word.Length >= ShortestWord));
        Index(_stems, stems.Where(stem => stem.Length >= ShortestStem));
        _longestStem = stems.Count == 0 ? 0 : stems.Max(stem => stem.Length);
    }

    public string? Find(string word)
    {
        if (word.Length < ShortestWord || char.IsDigit(word[0]))
        {
            return null;
        }

        if (Find(_words, word) is { } found)
        {
            return found;
        }

        for (var length = Math.Min(word.Length, _longestStem + 1); length >= ShortestStem; length--)
        {
            if (Find(_stems, word[..length]) is { } stem)
            {
                return stem;
            }
        }

        return null;
    }

    private static string? Find(Dictionary<string, List<string>> index, string word)
    {
        foreach (var shorter in Shortened(word))
        {
            foreach (var candidate in index.GetValueOrDefault(shorter, []))
            {
                if (IsOneSlip(word, candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    private static void Index(Dictionary<string, List<string>> index, IEnumerable<string> words)
    {
        foreach (var word in words.Order(StringComparer.Ordinal))
        {
            foreach (var shorter in Shortened(word).Distinct())
            {
                (index.TryGetValue(shorter, out var list) ? list : index[shorter] = []).Add(word);
            }
        }
    }

    private static IEnumerable<string> Shortened(string word)
    {
        yield return word;
        for (var at = 0; at < word.Length; at++)
        {
            yield return word.Remove(at, 1);
        }
    }

    // A shared shortened form also joins words two slips apart, so look closely.
    private static bool IsOneSlip(string a, string b)
    {
        if (a.Length > b.Length)
        {
            (a, b) = (b, a);
        }

        var same = a.AsSpan().CommonPrefixLength(b);
        var rest = a.AsSpan(same);
        var other = b.AsSpan(same);
        return (b.Length - a.Length) switch
        {
            0 => rest.IsEmpty || rest[1..].SequenceEqual(other[1..])
                || (rest.Length > 1 && rest[0] == other[1] && rest[1] == other[0] && rest[2..].SequenceEqual(other[2..])),
            1 => rest.SequenceEqual(other[1..]),
            _ => false,
        };
    }
}
