using System.Runtime.InteropServices;

namespace CoRe.Bot.Screening.Matching;

/// <summary>Where an anchor was found: first and last word, and whether its own words say "not".</summary>
internal readonly record struct AnchorHit(int First, int Last, bool Negator);

/// <summary>
/// What one reading of one message hit, per anchor, in the order of their last words. Reused between messages. A word belongs to many
/// anchors and few of them ever matter, so a hit sets one bit for each of its anchors, and the places of an anchor are collected only when somebody
/// asks for them.
/// </summary>
internal sealed class AnchorHits(int anchors)
{
    private readonly ulong[] _has = new ulong[(anchors + 63) / 64];
    private readonly List<int> _touched = [];
    private readonly List<(ArraySegment<int> Anchors, ulong Languages, AnchorHit Hit)> _all = [];
    private readonly List<AnchorHit>?[] _places = new List<AnchorHit>?[anchors];
    private readonly List<int> _collected = [];

    /// <summary>Work done since the desk was made; tests compare it between short and long input.</summary>
    public long Steps { get; set; }

    public ReadOnlySpan<int> Touched => CollectionsMarshal.AsSpan(_touched);

    public bool Has(int anchor) => (_has[anchor >> 6] & (1UL << anchor)) != 0;

    public List<AnchorHit>? Of(int anchor)
    {
        if (!Has(anchor))
        {
            return null;
        }

        var places = _places[anchor] ??= [];
        if (places.Count == 0)
        {
            Collect(anchor, places);
        }

        return places;
    }

    /// <param name="anchors">All anchors the word belongs to, sorted.</param>
    /// <param name="languages">The languages that have the word.</param>
    /// <param name="hit">Where it stands.</param>
    public void Add(ArraySegment<int> anchors, ulong languages, AnchorHit hit)
    {
        _all.Add((anchors, languages, hit));
        foreach (var anchor in anchors.AsSpan())
        {
            ref var bits = ref _has[anchor >> 6];
            if ((bits & (1UL << anchor)) == 0)
            {
                bits |= 1UL << anchor;
                _touched.Add(anchor);
            }
        }
    }

    /// <summary>How many words of the message the lexicon of a language knows: a measure of how likely it is written in it.</summary>
    public int WordsOf(ulong language)
    {
        var words = 0;
        foreach (ref readonly var word in CollectionsMarshal.AsSpan(_all))
        {
            words += (word.Languages & language) != 0 ? 1 : 0;
        }

        return words;
    }

    /// <summary>The most words that the lexicon of one language knows.</summary>
    public int MostWords()
    {
        Span<int> words = stackalloc int[64];
        var most = 0;
        foreach (ref readonly var word in CollectionsMarshal.AsSpan(_all))
        {
            for (var languages = word.Languages; languages != 0; languages &= languages - 1)
            {
                most = Math.Max(most, ++words[System.Numerics.BitOperations.TrailingZeroCount(languages)]);
            }
        }

        return most;
    }

    /// <summary>The languages that know at least three quarters as many words as the best; all, when none knows any.</summary>
    public ulong LikelyLanguages()
    {
        Span<int> words = stackalloc int[64];
        var most = 0;
        foreach (ref readonly var word in CollectionsMarshal.AsSpan(_all))
        {
            for (var languages = word.Languages; languages != 0; languages &= languages - 1)
            {
                most = Math.Max(most, ++words[System.Numerics.BitOperations.TrailingZeroCount(languages)]);
            }
        }

        var likely = 0UL;
        for (var language = 0; language < words.Length; language++)
        {
            likely |= words[language] * 4 >= most * 3 ? 1UL << language : 0;
        }

        return likely;
    }

    /// <summary>Marks the words of the message that some entry of these languages covers.</summary>
    public void Mark(Span<bool> tokens, ulong languages)
    {
        foreach (ref readonly var word in CollectionsMarshal.AsSpan(_all))
        {
            if ((word.Languages & languages) != 0)
            {
                tokens[word.Hit.First..(word.Hit.Last + 1)].Fill(true);
            }
        }
    }

    public void Clear()
    {
        foreach (var anchor in _touched)
        {
            _has[anchor >> 6] = 0;
        }

        foreach (var anchor in _collected)
        {
            _places[anchor]!.Clear();
        }

        _touched.Clear();
        _collected.Clear();
        _all.Clear();
    }

    private void Collect(int anchor, List<AnchorHit> places)
    {
        _collected.Add(anchor);
        foreach (ref readonly var word in CollectionsMarshal.AsSpan(_all))
        {
            if (word.Anchors.AsSpan().BinarySearch(anchor) >= 0)
            {
                Insert(word.Hit, places);
            }
        }
    }

    /// <summary>By the last word: the matcher looks places up by halving. They come by the first word, so all but a few belong at the end.</summary>
    private static void Insert(AnchorHit hit, List<AnchorHit> places)
    {
        var at = places.Count;
        while (at > 0 && places[at - 1].Last > hit.Last)
        {
            at--;
        }

        places.Insert(at, hit);
    }
}
