using System.Collections.Frozen;
using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening.Matching;

/// <summary>One way to say an anchor, ready to match: the trie finds its head, the rest is compared word by word.</summary>
internal sealed record Entry(string Head, string? Suffix, Word[] Rest, FrozenSet<string>? Prefixes, bool Negator,
    List<int> Anchors)
{
    /// <summary>A bit for each language that has it.</summary>
    public ulong Languages { get; set; }
}

/// <summary>All entries of one script and their trie.</summary>
internal sealed class WordTable
{
    private readonly Key[] _keys;
    private readonly int[] _anchors;
    private readonly WordTrie _trie;

    public WordTable(Script script, IEnumerable<Entry> entries)
    {
        Script = script;
        var all = entries.ToArray();
        _anchors = [.. all.SelectMany(e => e.Anchors.Order())];
        var starts = 0;
        _keys = [.. all.Select(e => new Key(e.Head.Length, e.Head[^1] == ' ', e.Negator, e.Suffix, e.Rest, e.Prefixes, (starts += e.Anchors.Count) - e.Anchors.Count, e.Anchors.Count, e.Languages))];
        Words = [.. all.Select(e => e.Head)];
        _trie = new(Words);
    }

    /// <summary>What a hit needs of its entry, side by side in memory.</summary>
    private readonly record struct Key(int Length, bool Closed, bool Negator, string? Suffix, Word[] Rest, FrozenSet<string>? Prefixes, int FirstAnchor, int Anchors, ulong Languages);

    public Script Script { get; }

    public int States => _trie.States;

    /// <summary>What the trie looks for: words and beginnings of words, folded, a blank where a word must begin or end.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>All single words of the entries, for who corrects spelling.</summary>
    public IEnumerable<SpelledWord> Spelled()
    {
        for (var i = 0; i < Words.Count; i++)
        {
            var words = Words[i].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var w = 0; w < words.Length; w++)
            {
                yield return new(words[w], w == words.Length - 1 && !_keys[i].Closed, _keys[i].Languages);
            }

            foreach (var word in _keys[i].Rest)
            {
                yield return new(word.Start, word.Open, _keys[i].Languages);
            }
        }
    }

    public void Match(TextReading reading, AnchorHits hits)
    {
        var sink = new Sink(_keys, _anchors, reading, hits);
        hits.Steps += _trie.Scan(reading.Text, ref sink);
    }

    private readonly ref struct Sink(Key[] keys, int[] anchors, TextReading reading, AnchorHits hits) : IHitSink
    {
        public void Hit(int key, int end)
        {
            hits.Steps++;
            ref readonly var entry = ref keys[key];
            var start = end - entry.Length;
            var first = reading.TokenAt(start);
            if (entry.Prefixes is not null && !StartsWord(entry.Prefixes, first, start))
            {
                return;
            }

            // A head that ends with the blank after a word has its last word before that blank.
            var last = reading.TokenAt(entry.Closed ? end - 2 : end - 1);
            if (entry.Suffix is not null && !EndsWith(last, end, entry.Suffix))
            {
                return;
            }

            foreach (var word in entry.Rest)
            {
                if (++last >= reading.Count || !word.Fits(reading.WordOf(reading.Tokens[last])))
                {
                    return;
                }
            }

            hits.Add(new(anchors, entry.FirstAnchor, entry.Anchors), entry.Languages, new(first, last, entry.Negator));
        }

        private bool StartsWord(FrozenSet<string> prefixes, int token, int start)
        {
            var before = reading.Text[reading.Tokens[token].Start..start];
            return before.IsEmpty || prefixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(before);
        }

        private bool EndsWith(int token, int end, string suffix)
        {
            ref readonly var word = ref reading.Tokens[token];
            return reading.Text[end..(word.Start + word.Length)].EndsWith(suffix);
        }
    }
}
