using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Screening.Matching;
using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening.SecondOpinion;

/// <summary>A message, or a labelled row, as the numbers of its traits.</summary>
internal interface ITraits
{
    ReadOnlySpan<int> Of(TraitKind kind);
}

/// <summary>Each kind of trait is weighed by itself: twenty times more pieces of words than words would drown the words.</summary>
internal enum TraitKind
{
    /// <summary>Two to four letters in a row, blanks included.</summary>
    Pieces,

    Words,

    /// <summary>Two words in a row.</summary>
    Pairs,

    /// <summary>Concepts of the lexicons and pairs of them, and the kinds of talk.</summary>
    Concepts,
}

/// <summary>
/// A message as the numbers of its traits: pieces of words (2 to 4 letters), words, pairs of neighbours, concepts of the lexicons
/// and pairs of concepts, and what kind of talk it is (story, question, idiom). Concepts have the same number in every language, so
/// what is learnt from one language counts in another. Reused between messages; holds no words.
/// </summary>
internal sealed class OpinionFeatures : ITraits
{
    /// <summary>Traits are hashed into so many numbers.</summary>
    public const int Slots = 1 << 18;

    /// <summary>Changes whenever the meaning of a number changes; a model of another version is not used.</summary>
    public const int Version = 3;

    public const int Kinds = 4;

    private const int MostTraits = 1200, MostShort = 300, LongestText = 400;
    private const uint Prime = 16777619, Piece = 0x811C9DC5, WordSeed = 0x1B873593, PairSeed = 0x2545F491, ConceptSeed = 0x5BD1E995, KindSeed = 0x68E31DA4;

    private readonly int[][] _slots = [new int[MostTraits], new int[MostTraits], new int[MostTraits], new int[MostTraits]];
    private readonly int[] _counts = new int[Kinds];
    private readonly bool[] _seen;
    private readonly List<int> _found = [];
    private readonly string[] _names;
    private int _talks;

    public OpinionFeatures(IReadOnlyList<string> concepts)
    {
        _names = [.. concepts];
        _seen = new bool[_names.Length];
    }

    /// <summary>Call <see cref="Finish"/> first.</summary>
    public ReadOnlySpan<int> Of(TraitKind kind) => _slots[(int)kind].AsSpan(0, _counts[(int)kind]);

    public void Clear()
    {
        _talks = 0;
        foreach (var concept in _found)
        {
            _seen[concept] = false;
        }

        _found.Clear();
    }

    public void AddConcept(int concept)
    {
        if (!_seen[concept])
        {
            _seen[concept] = true;
            _found.Add(concept);
        }
    }

    public void AddTalk(PatternKind kind) => _talks |= 1 << (int)kind;

    /// <summary>
    /// Writes the traits, once all readings of the message were seen. Apart from the reading, because most messages need no second
    /// opinion: what the lexicons call high stays high.
    /// </summary>
    public void Finish(TextReading plain)
    {
        Array.Clear(_counts);
        AddPieces(plain.Text[..Math.Min(plain.Text.Length, LongestText)]);
        AddWords(plain);
        AddConcepts();
        CountOnce(TraitKind.Pieces);
        CountOnce(TraitKind.Words);
        CountOnce(TraitKind.Pairs);
    }

    private void AddPieces(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var hash = Piece;
            for (var n = 0; n < 4 && i + n < text.Length; n++)
            {
                hash = (hash ^ text[i + n]) * Prime;
                if (n > 0)
                {
                    Add(TraitKind.Pieces, hash);
                }
            }
        }
    }

    private void AddWords(TextReading reading)
    {
        var before = WordSeed;
        foreach (ref readonly var token in reading.Tokens)
        {
            if (token.Start >= LongestText)
            {
                break;
            }

            var word = WordSeed;
            foreach (var c in reading.WordOf(token))
            {
                word = (word ^ c) * Prime;
            }

            Add(TraitKind.Words, word);
            Add(TraitKind.Pairs, (before * PairSeed) ^ word);
            before = word;
        }
    }

    private void AddConcepts()
    {
        for (var kind = (int)PatternKind.Idiom; kind <= (int)PatternKind.Question; kind++)
        {
            if ((_talks & (1 << kind)) != 0)
            {
                Add(TraitKind.Concepts, KindSeed * (uint)(kind + 1));
            }
        }

        _found.Sort();
        for (var i = 0; i < _found.Count; i++)
        {
            var first = Hash(_names[_found[i]]);
            Add(TraitKind.Concepts, first);
            for (var j = i + 1; j < _found.Count; j++)
            {
                Add(TraitKind.Concepts, (first * PairSeed) ^ Hash(_names[_found[j]]));
            }
        }
    }

    /// <summary>A sentence said a hundred times is one sentence; short messages repeat too little to pay for the sorting.</summary>
    private void CountOnce(TraitKind kind)
    {
        ref var count = ref _counts[(int)kind];
        if (_counts[(int)TraitKind.Pieces] <= MostShort)
        {
            return;
        }

        var slots = _slots[(int)kind];
        Array.Sort(slots, 0, count);
        var kept = 1;
        for (var i = 1; i < count; i++)
        {
            if (slots[i] != slots[i - 1])
            {
                slots[kept++] = slots[i];
            }
        }

        count = kept;
    }

    private static uint Hash(string name)
    {
        var hash = ConceptSeed;
        foreach (var c in name)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    /// <summary>The upper bits are mixed better than the lower ones.</summary>
    private void Add(TraitKind kind, uint hash)
    {
        ref var count = ref _counts[(int)kind];
        if (count < MostTraits)
        {
            _slots[(int)kind][count++] = (int)((hash ^ (hash >> 15)) * 0x9E3779B1 >> 14);
        }
    }
}
