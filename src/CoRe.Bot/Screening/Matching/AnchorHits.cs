namespace CoRe.Bot.Screening.Matching;

/// <summary>Where an anchor was found: first and last word, and whether its own words say "not".</summary>
internal readonly record struct AnchorHit(int First, int Last, bool Negator);

/// <summary>What one reading of one message hit, per anchor, in the order of the text. Reused between messages.</summary>
internal sealed class AnchorHits(int anchors)
{
    private readonly List<AnchorHit>?[] _hits = new List<AnchorHit>?[anchors];
    private readonly List<int> _touched = [];

    /// <summary>One bit an anchor: most lines are ruled out here, in fast memory.</summary>
    private readonly ulong[] _has = new ulong[(anchors + 63) / 64];

    /// <summary>Work done since the desk was made; tests compare it between short and long input.</summary>
    public long Steps { get; set; }

    public ReadOnlySpan<int> Touched => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_touched);

    public List<AnchorHit>? Of(int anchor) => Has(anchor) ? _hits[anchor] : null;

    public bool Has(int anchor) => (_has[anchor >> 6] & (1UL << anchor)) != 0;

    public void Add(int anchor, AnchorHit hit)
    {
        var list = _hits[anchor] ??= [];
        if (list.Count == 0)
        {
            _touched.Add(anchor);
            _has[anchor >> 6] |= 1UL << anchor;
        }

        list.Add(hit);
    }

    public void Clear()
    {
        foreach (var anchor in _touched)
        {
            _hits[anchor]!.Clear();
            _has[anchor >> 6] = 0;
        }

        _touched.Clear();
    }
}
