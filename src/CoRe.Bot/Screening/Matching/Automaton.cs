namespace CoRe.Bot.Screening.Matching;

/// <summary>
/// All words and stems of one script as one Aho-Corasick automaton in a double array: the steps of all states share one table, in
/// which every state has its own free places. A dense table is simpler and, with the words of all languages, twenty times larger
/// than the fast memory: most of the time then goes into waiting for it.
/// </summary>
internal sealed class Automaton
{
    private readonly ushort[] _classOf = new ushort[char.MaxValue + 1];
    private readonly State[] _states;
    private readonly int[][] _outputs;

    public Automaton(IReadOnlyList<string> keys)
    {
        ushort classes = 1;
        foreach (var c in keys.SelectMany(k => k))
        {
            if (_classOf[c] == 0)
            {
                _classOf[c] = classes++;
            }
        }

        var trie = new Trie(keys, _classOf);
        States = trie.Nodes.Count;
        (_states, _outputs) = Place(trie, classes);
    }

    /// <summary>The steps begin at <paramref name="Base"/>; <paramref name="Check"/> is the state a place belongs to; <paramref name="Fail"/> the longest suffix.</summary>
    private record struct State(int Base, int Check, int Fail, int Output);

    public int States { get; }

    /// <summary>Reports each key's number and the index after its last character, in the order of the text.</summary>
    public void Scan<T>(ReadOnlySpan<char> text, ref T sink) where T : struct, IHitSink, allows ref struct
    {
        var (states, classOf) = (_states, _classOf);
        var at = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var step = classOf[text[i]];
            if (step == 0)
            {
                at = 0;
                continue;
            }

            var to = states[at].Base + step;
            while (states[to].Check != at && at != 0)
            {
                at = states[at].Fail;
                to = states[at].Base + step;
            }

            at = states[to].Check == at ? to : 0;
            if (states[at].Output != 0)
            {
                foreach (var key in _outputs[states[at].Output])
                {
                    sink.Hit(key, i + 1);
                }
            }
        }
    }

    /// <summary>Breadth first, so that a state's longest suffix has its place already. Place 0 is the root; no step leads to it.</summary>
    private static (State[] States, int[][] Outputs) Place(Trie trie, int classes)
    {
        var states = new State[Math.Max(1024, (trie.Nodes.Count * 2) + classes)];
        var outputs = new List<int[]> { Array.Empty<int>() };
        Array.Fill(states, new State(0, -1, 0, 0));
        var place = new int[trie.Nodes.Count];
        var free = 1;
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var node))
        {
            var steps = trie.Nodes[node].Steps;
            if (steps.Count == 0)
            {
                continue;
            }

            while (free < states.Length && states[free].Check >= 0)
            {
                free++;
            }

            var start = FirstFit(ref states, steps.Keys, free, classes);
            states[place[node]].Base = start;
            foreach (var (step, child) in steps)
            {
                var to = place[child] = start + step;
                var fail = node == 0 ? 0 : FailOf(states, place[node], step);
                int[] found = [.. trie.Nodes[child].Keys, .. outputs[states[fail].Output]];
                states[to] = new State(0, place[node], fail, found.Length == 0 ? 0 : outputs.Count);
                if (found.Length > 0)
                {
                    outputs.Add(found);
                }

                queue.Enqueue(child);
            }
        }

        return (states, [.. outputs]);
    }

    private static int FirstFit(ref State[] states, SortedDictionary<ushort, int>.KeyCollection steps, int free, int classes)
    {
        var first = steps.First();
        for (var start = Math.Max(0, free - first); ; start++)
        {
            if (start + classes >= states.Length)
            {
                var size = states.Length;
                Array.Resize(ref states, size * 2);
                Array.Fill(states, new State(0, -1, 0, 0), size, size);
            }

            var fits = start + first > 0;
            foreach (var step in steps)
            {
                fits = fits && states[start + step].Check < 0;
            }

            if (fits)
            {
                return start;
            }
        }
    }

    private static int FailOf(State[] states, int parent, ushort step)
    {
        var at = parent;
        do
        {
            at = states[at].Fail;
            var to = states[at].Base + step;
            if (states[to].Check == at && to != 0)
            {
                return to;
            }
        }
        while (at != 0);

        return 0;
    }

    /// <summary>The keys as a tree of steps, before they get their places.</summary>
    private sealed class Trie
    {
        public Trie(IReadOnlyList<string> keys, ushort[] classOf)
        {
            for (var k = 0; k < keys.Count; k++)
            {
                var node = 0;
                foreach (var c in keys[k])
                {
                    if (!Nodes[node].Steps.TryGetValue(classOf[c], out var next))
                    {
                        next = Nodes[node].Steps[classOf[c]] = Nodes.Count;
                        Nodes.Add(new([], []));
                    }

                    node = next;
                }

                Nodes[node].Keys.Add(k);
            }
        }

        public List<(SortedDictionary<ushort, int> Steps, List<int> Keys)> Nodes { get; } = [([], [])];
    }
}

/// <summary>Receives what the automaton finds.</summary>
internal interface IHitSink
{
    void Hit(int key, int end);
}
