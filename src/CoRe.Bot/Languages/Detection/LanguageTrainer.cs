namespace CoRe.Bot.Languages.Detection;

/// <summary>Counts texts of known language into a <see cref="LanguageModel"/>. The same texts make the same model.</summary>
internal sealed class LanguageTrainer
{
    /// <summary>What an unseen slot counts for: small, because a letter that a language never writes tells much.</summary>
    private const double Unseen = 0.1;

    private readonly SortedDictionary<string, int[]> _counts = new(StringComparer.Ordinal);

    private readonly List<SisterLanguage> _sisters = [];

    public void Add(SisterLanguage sister) => _sisters.Add(sister);

    public void Add(string language, ReadOnlySpan<char> text)
    {
        if (!_counts.TryGetValue(language, out var counts))
        {
            _counts[language] = counts = new int[LanguageGrams.Slots];
        }

        foreach (var slot in LanguageGrams.Of(text))
        {
            counts[slot]++;
        }
    }

    public LanguageModel Train()
    {
        string[] languages = [.. _counts.Keys];
        var used = Enumerable.Range(0, LanguageGrams.Slots).Count(slot => _counts.Values.Any(counts => counts[slot] > 0));
        var costs = new byte[LanguageGrams.Slots * languages.Length];
        for (var i = 0; i < languages.Length; i++)
        {
            var counts = _counts[languages[i]];
            var all = counts.Sum(count => (long)count) + (Unseen * used);
            for (var slot = 0; slot < counts.Length; slot++)
            {
                var cost = -Math.Log((counts[slot] + Unseen) / all) * LanguageModel.Sixteenths;
                costs[(slot * languages.Length) + i] = (byte)Math.Clamp(Math.Round(cost), 0, byte.MaxValue);
            }
        }

        return new(languages, costs, [.. _sisters.Where(sister => _counts.ContainsKey(sister.Tag) && _counts.ContainsKey(sister.Of))]);
    }
}
