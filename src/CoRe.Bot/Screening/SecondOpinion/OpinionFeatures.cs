using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Screening.Matching;
using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening.SecondOpinion;

/// <summary>
/// A message as the numbers of its traits: pieces of words (2 to 4 letters), words, pairs of neighbours, concepts of the lexicons
/// and pairs of concepts, and what kind of talk it is (story, question, idiom). Concepts have the same number in every language, so
/// what is learnt from one language counts in another. Reused between messages; holds no words.
/// </summary>
internal sealed class OpinionFeatures
{
    /// <summary>Traits are hashed into so many numbers.</summary>
    public const int Slots = 1 << 18;

    /// <summary>Changes whenever the meaning of a number changes; a model of another version is not used.</summary>
    public const int Version = 2;

    private const int MostText = 1200, MostShort = 300, MostConcepts = 600, LongestText = 400;
    private const uint Prime = 16777619, Piece = 0x811C9DC5, WordSeed = 0x1B873593, PairSeed = 0x2545F491, ConceptSeed = 0x5BD1E995, KindSeed = 0x68E31DA4;

    private readonly int[] _text = new int[MostText];
    private readonly int[] _concepts = new int[MostConcepts];
    private readonly bool[] _seen;
    private readonly List<int> _found = [];
    private readonly string[] _names;
    private int _textCount, _conceptCount, _kinds;

    public OpinionFeatures(IReadOnlyList<string> concepts)
    {
        _names = [.. concepts];
        _seen = new bool[_names.Length];
    }

    public ReadOnlySpan<int> Text => _text.AsSpan(0, _textCount);

    /// <summary>Concepts, their pairs and the kinds of talk; call <see cref="Finish"/> first.</summary>
    public ReadOnlySpan<int> Concepts => _concepts.AsSpan(0, _conceptCount);

    public void Clear()
    {
        (_textCount, _conceptCount, _kinds) = (0, 0, 0);
        foreach (var concept in _found)
        {
            _seen[concept] = false;
        }

        _found.Clear();
    }

    public void AddText(TextReading reading)
    {
        var text = reading.Text[..Math.Min(reading.Text.Length, LongestText)];
        for (var i = 0; i < text.Length; i++)
        {
            var hash = Piece;
            for (var n = 0; n < 4 && i + n < text.Length; n++)
            {
                hash = (hash ^ text[i + n]) * Prime;
                if (n > 0)
                {
                    AddText(hash);
                }
            }
        }

        var before = WordSeed;
        foreach (ref readonly var token in reading.Tokens)
        {
            var word = WordSeed;
            foreach (var c in reading.WordOf(token))
            {
                word = (word ^ c) * Prime;
            }

            AddText(word);
            AddText((before * PairSeed) ^ word);
            before = word;
        }
    }

    public void AddConcept(int concept)
    {
        if (!_seen[concept])
        {
            _seen[concept] = true;
            _found.Add(concept);
        }
    }

    public void AddKind(PatternKind kind) => _kinds |= 1 << (int)kind;

    /// <summary>Writes the concepts and their pairs, once all readings of the message were seen.</summary>
    public void Finish()
    {
        CountOnce();
        _conceptCount = 0;
        for (var kind = (int)PatternKind.Idiom; kind <= (int)PatternKind.Question; kind++)
        {
            if ((_kinds & (1 << kind)) != 0)
            {
                AddConcept(KindSeed * (uint)(kind + 1));
            }
        }

        _found.Sort();
        for (var i = 0; i < _found.Count; i++)
        {
            var first = Hash(_names[_found[i]]);
            AddConcept(first);
            for (var j = i + 1; j < _found.Count; j++)
            {
                AddConcept((first * PairSeed) ^ Hash(_names[_found[j]]));
            }
        }
    }

    /// <summary>A sentence said a hundred times is one sentence; short messages repeat too little to pay for the sorting.</summary>
    private void CountOnce()
    {
        if (_textCount <= MostShort)
        {
            return;
        }

        Array.Sort(_text, 0, _textCount);
        var kept = 1;
        for (var i = 1; i < _textCount; i++)
        {
            if (_text[i] != _text[i - 1])
            {
                _text[kept++] = _text[i];
            }
        }

        _textCount = kept;
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
    private static int Slot(uint hash) => (int)((hash ^ (hash >> 15)) * 0x9E3779B1 >> 14);

    private void AddText(uint hash)
    {
        if (_textCount < MostText)
        {
            _text[_textCount++] = Slot(hash);
        }
    }

    private void AddConcept(uint hash)
    {
        if (_conceptCount < MostConcepts)
        {
            _concepts[_conceptCount++] = Slot(hash);
        }
    }
}
