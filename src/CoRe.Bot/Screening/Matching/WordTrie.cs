using System.Text;

namespace CoRe.Bot.Screening.Matching;

/// <summary>
/// All words and stems of one script as one trie in a double array: the steps of all states share one table, in which every state
/// has its own free places; what only one word can still be is compared at once. Nearly every word begins at a blank, so a walk from
/// each place ends after a step or a few letters, and no step ever waits for a distant memory twice. An Aho-Corasick automaton reads
/// each letter once, and with the words of all languages it is so large that waiting for its states costs five times as much.
/// </summary>
internal sealed class WordTrie
{
    private readonly ushort[] _classOf = new ushort[char.MaxValue + 1];
    private readonly List<int[]> _several = [];
    private readonly Tail[] _tails;
    private readonly string _rests;
    private State[] _states;

    /// <summary>By place: the words that end there, or the number of the tail.</summary>
    private int[] _ends;

    public WordTrie(IReadOnlyList<string> words)
    {
        ushort classes = 1;
        foreach (var c in words.SelectMany(w => w))
        {
            if (_classOf[c] == 0)
            {
                _classOf[c] = classes++;
            }
        }

        _states = new State[Math.Max(1024, words.Count + classes)];
        _ends = new int[_states.Length];
        var sorted = Enumerable.Range(0, words.Count).OrderBy(i => words[i], StringComparer.Ordinal).ToArray();
        (_tails, _rests) = Place(words, sorted, classes);
    }

    private enum End : ushort
    {
        None,
        Word,
        Tail,
    }

    /// <summary>
    /// The steps begin at <paramref name="Base"/>, which no other state has: so the <paramref name="Letter"/> of a place tells whose it
    /// is. Eight bytes, because fast memory is what a scan is short of.
    /// </summary>
    private record struct State(int Base, ushort Letter, End End);

    /// <summary>What a word still needs, as a piece of all rests together.</summary>
    private readonly record struct Tail(int Start, int Length, int Output);

    /// <summary>A state still without steps: its place, its words in the sorted order, and how many letters they share.</summary>
    private readonly record struct Pending(int Place, int First, int End, int Depth);

    private readonly record struct Step(int Class, int First, int End);

    public int States => _states.Length;

    /// <summary>Reports each word's number and the index after its last character, in the order of their beginnings.</summary>
    /// <returns>Steps taken.</returns>
    public int Scan<T>(ReadOnlySpan<char> text, ref T sink) where T : struct, IHitSink, allows ref struct
    {
        var (states, classOf) = (_states, _classOf);
        var steps = 0;
        for (var start = 0; start < text.Length; start++)
        {
            var at = 0;
            for (var i = start; i < text.Length; i++)
            {
                steps++;
                var letter = classOf[text[i]];
                at = states[at].Base + letter;
                ref readonly var state = ref states[at];
                if (state.Letter != letter || letter == 0)
                {
                    break;
                }

                if (state.End == End.Word)
                {
                    Report(_ends[at], i + 1, ref sink);
                }
                else if (state.End == End.Tail)
                {
                    ref readonly var tail = ref _tails[_ends[at]];
                    if (text[(i + 1)..].StartsWith(_rests.AsSpan(tail.Start, tail.Length)))
                    {
                        Report(tail.Output, i + 1 + tail.Length, ref sink);
                    }

                    break;
                }
            }
        }

        return steps;
    }

    /// <summary>One word is its number and needs no look elsewhere; several are a list.</summary>
    private void Report<T>(int output, int end, ref T sink) where T : struct, IHitSink, allows ref struct
    {
        if (output > 0)
        {
            sink.Hit(output - 1, end);
            return;
        }

        foreach (var word in _several[~output])
        {
            sink.Hit(word, end);
        }
    }

    /// <summary>Breadth first: the states near the root, which every word visits, lie side by side. Place 0 is the root; no step leads to it.</summary>
    private (Tail[] Tails, string Rests) Place(IReadOnlyList<string> words, int[] sorted, int classes)
    {
        var (search, tails, rests) = (new FreePlaces(classes), new List<Tail>(), new StringBuilder());
        var queue = new Queue<Pending>([new(0, 0, sorted.Length, 0)]);
        while (queue.TryDequeue(out var node))
        {
            var steps = StepsOf(node, words, sorted);
            if (steps.Count == 0)
            {
                continue;
            }

            var start = FirstFit(steps, search, classes);
            _states[node.Place].Base = start;
            foreach (var step in steps)
            {
                var place = start + step.Class;
                var one = words[sorted[step.First]];
                if (one.Length > node.Depth + 1 && one == words[sorted[step.End - 1]])
                {
                    _states[place] = new(0, (ushort)step.Class, End.Tail);
                    _ends[place] = tails.Count;
                    tails.Add(new(rests.Length, one.Length - node.Depth - 1, Output(sorted[step.First..step.End])));
                    rests.Append(one, node.Depth + 1, one.Length - node.Depth - 1);
                }
                else
                {
                    queue.Enqueue(Settle(place, step, node.Depth + 1, words, sorted));
                }
            }
        }

        return ([.. tails], rests.ToString());
    }

    private List<Step> StepsOf(Pending node, IReadOnlyList<string> words, int[] sorted)
    {
        var steps = new List<Step>();
        for (var first = node.First; first < node.End;)
        {
            var letter = words[sorted[first]][node.Depth];
            var end = first + 1;
            while (end < node.End && words[sorted[end]][node.Depth] == letter)
            {
                end++;
            }

            steps.Add(new(_classOf[letter], first, end));
            first = end;
        }

        steps.Sort((a, b) => a.Class.CompareTo(b.Class));
        return steps;
    }

    private Pending Settle(int place, Step step, int depth, IReadOnlyList<string> words, int[] sorted)
    {
        // The order puts the words that end here first.
        var longer = step.First;
        while (longer < step.End && words[sorted[longer]].Length == depth)
        {
            longer++;
        }

        _states[place] = new(0, (ushort)step.Class, longer == step.First ? End.None : End.Word);
        _ends[place] = longer == step.First ? 0 : Output(sorted[step.First..longer]);
        return new(place, longer, step.End, depth);
    }

    private int Output(int[] words)
    {
        if (words.Length == 1)
        {
            return words[0] + 1;
        }

        _several.Add(words);
        return ~(_several.Count - 1);
    }

    private int FirstFit(List<Step> steps, FreePlaces search, int classes)
    {
        ref var start = ref search.From[steps[0].Class];
        for (; ; start++)
        {
            while (start + classes >= _states.Length)
            {
                Array.Resize(ref _states, _states.Length * 2);
                Array.Resize(ref _ends, _states.Length);
            }

            var fits = !search.Taken.Contains(start);
            for (var i = 0; i < steps.Count && fits; i++)
            {
                fits = _states[start + steps[i].Class].Letter == 0;
            }

            if (fits)
            {
                search.Taken.Add(start);
                return start;
            }
        }
    }

    /// <summary>Bases in use, and for each first letter where the last search ended: going back would find little and costs seconds.</summary>
    private sealed class FreePlaces(int classes)
    {
        public HashSet<int> Taken { get; } = [0];

        public int[] From { get; } = [.. Enumerable.Repeat(1, classes)];
    }
}

/// <summary>Receives what the trie finds.</summary>
internal interface IHitSink
{
    void Hit(int word, int end);
}
