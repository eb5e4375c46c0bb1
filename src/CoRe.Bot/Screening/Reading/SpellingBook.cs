using System.Numerics;

namespace CoRe.Bot.Screening.Reading;

/// <summary>A word that an entry of a lexicon has: whole, or the beginning of words.</summary>
internal readonly record struct SpelledWord(string Word, bool Open, ulong Languages);

/// <summary>A mistyped piece of a word of a message, and what the lexicon has there.</summary>
internal readonly record struct Spelling(int Token, int From, int Length, string Word);

/// <summary>
/// Words of the lexicons by what is left when one letter is lost, so that a word with one mistake is found by a few look-ups. Only
/// long words and the same first letter: short words are all near each other, and people rarely mistype the first.
/// </summary>
internal sealed class SpellingBook
{
    public const int Shortest = 5;

    private const int Longest = 18, FilterBits = 22, BucketBits = 18;

    private const ulong Base = 0x9E3779B97F4A7C15;

    private static readonly ulong[] Powers = PowersOf(Longest + 1);

    private readonly SpelledWord[] _words;
    private readonly ulong[] _all = new ulong[1 << (FilterBits - 6)], _beginnings = new ulong[1 << (FilterBits - 6)];
    private readonly int[] _buckets = new int[(1 << BucketBits) + 1];
    private readonly (uint Hash, int Word)[] _postings;
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal), _stems = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _isWhole, _isStem;

    /// <param name="words">What a mistyped word may have meant.</param>
    /// <param name="texts">Sentences whose words are right as they are: "tuteur" is no mistyped "tueur".</param>
    public SpellingBook(IEnumerable<SpelledWord> words, IEnumerable<string> texts)
    {
        var all = words.GroupBy(w => (w.Word, w.Open)).Select(g => new SpelledWord(g.Key.Word, g.Key.Open, g.Aggregate(0UL, (l, w) => l | w.Languages))).ToArray();
        foreach (var word in all)
        {
            (word.Open ? _stems : _whole).Add(word.Word);
        }

        var reading = new TextReading();
        foreach (var text in texts)
        {
            reading.Read(text);
            foreach (ref readonly var token in reading.Tokens)
            {
                _whole.Add(reading.WordOf(token).ToString());
            }
        }

        (_isWhole, _isStem) = (_whole.GetAlternateLookup<ReadOnlySpan<char>>(), _stems.GetAlternateLookup<ReadOnlySpan<char>>());
        _words = [.. all.Where(w => w.Word.Length is >= Shortest and <= Longest)];
        _postings = Post();
    }

    /// <summary>What the word was meant to be, or null: it is known, or far from all words of these languages.</summary>
    public Spelling? Correct(ReadOnlySpan<char> word, ulong languages, int token)
    {
        if (word.Length < Shortest)
        {
            return null;
        }

        return Find(word, languages, token) is { } found && !Knows(word) ? found : null;
    }

    private Spelling? Find(ReadOnlySpan<char> word, ulong languages, int token)
    {
        var length = Math.Min(word.Length, Longest);
        Span<ulong> hashes = stackalloc ulong[Longest + 1];
        for (var i = 0; i < length; i++)
        {
            hashes[i + 1] = (hashes[i] * Base) + word[i] + 1;
        }

        for (var end = length; end >= Shortest - 1; end--)
        {
            var filter = end == word.Length ? _all : _beginnings;
            // Lost is the letter left out; 0 stands for none, because the first is never wrong.
            for (var lost = 0; lost < end; lost++)
            {
                var hash = Short(lost == 0 ? hashes[end] : Without(hashes, lost, end));
                if (Passes(filter, hash) && Match(word, end, hash, languages) is { } found)
                {
                    return new(token, 0, end, found);
                }
            }
        }

        return null;
    }

    private string? Match(ReadOnlySpan<char> word, int end, uint hash, ulong languages)
    {
        var bucket = hash >> (32 - BucketBits);
        for (var i = _buckets[bucket]; i < _buckets[bucket + 1]; i++)
        {
            if (_postings[i].Hash == hash)
            {
                ref readonly var known = ref _words[_postings[i].Word];
                if ((known.Languages & languages) != 0 && (known.Open || end == word.Length) && known.Word[0] == word[0] && OneMistake(word[..end], known.Word))
                {
                    return known.Word;
                }
            }
        }

        return null;
    }

    private bool Knows(ReadOnlySpan<char> word)
    {
        var known = _isWhole.Contains(word);
        for (var end = 3; end <= word.Length && !known; end++)
        {
            known = _isStem.Contains(word[..end]);
        }

        return known;
    }

    /// <summary>One letter more, less, other, or two neighbours swapped.</summary>
    private static bool OneMistake(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant)
    {
        var same = typed.CommonPrefixLength(meant);
        var left = typed[same..];
        var right = meant[same..];
        return (left.Length - right.Length) switch
        {
            1 => left[1..].SequenceEqual(right),
            -1 => right[1..].SequenceEqual(left),
            0 when left.Length > 0 => left[1..].SequenceEqual(right[1..])
                || (left.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..])),
            _ => false,
        };
    }

    private (uint Hash, int Word)[] Post()
    {
        var postings = new List<(uint Hash, int Word)>(_words.Length * 8);
        Span<ulong> hashes = stackalloc ulong[Longest + 1];
        for (var w = 0; w < _words.Length; w++)
        {
            var word = _words[w].Word;
            for (var i = 0; i < word.Length; i++)
            {
                hashes[i + 1] = (hashes[i] * Base) + word[i] + 1;
            }

            for (var lost = 0; lost < word.Length; lost++)
            {
                var hash = Short(lost == 0 ? hashes[word.Length] : Without(hashes, lost, word.Length));
                postings.Add((hash, w));
                var bit = 1UL << (int)((hash >> (32 - FilterBits)) & 63);
                _all[hash >> (32 - FilterBits + 6)] |= bit;
                _beginnings[hash >> (32 - FilterBits + 6)] |= _words[w].Open ? bit : 0;
            }
        }

        postings.Sort();
        foreach (var (hash, _) in postings)
        {
            _buckets[(hash >> (32 - BucketBits)) + 1]++;
        }

        for (var i = 1; i < _buckets.Length; i++)
        {
            _buckets[i] += _buckets[i - 1];
        }

        return [.. postings];
    }

    private static bool Passes(ulong[] filter, uint hash) => (filter[hash >> (32 - FilterBits + 6)] & (1UL << (int)((hash >> (32 - FilterBits)) & 63))) != 0;

    private static ulong Without(ReadOnlySpan<ulong> hashes, int lost, int end) =>
        (hashes[lost] * Powers[end - lost - 1]) + hashes[end] - (hashes[lost + 1] * Powers[end - lost - 1]);

    private static uint Short(ulong hash) => (uint)(BitOperations.RotateLeft(hash * 0xD6E8FEB86659FD93, 29) * 0xD6E8FEB86659FD93 >> 32);

    private static ulong[] PowersOf(int count)
    {
        var powers = new ulong[count];
        for (var (i, power) = (0, 1UL); i < count; i++, power *= Base)
        {
            powers[i] = power;
        }

        return powers;
    }
}
