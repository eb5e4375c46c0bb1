using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening.Matching;

/// <summary>
/// All words and stems of one script as one dense Aho-Corasick automaton over compressed character classes: one table look-up
/// per character of a message, whatever the size of the lexicon, and every match is reported.
/// </summary>
internal sealed class Automaton
{
    private readonly ushort[] _classOf = new ushort[char.MaxValue + 1];
    private readonly int _classes;
    private readonly int[] _next;
    private readonly int[][] _outputs;

    public Automaton(IReadOnlyList<string> keys)
    {
        _classes = 1;
        foreach (var c in keys.SelectMany(k => k))
        {
            if (_classOf[c] == 0)
            {
                _classOf[c] = (ushort)_classes++;
            }
        }

        (_next, _outputs) = Build(keys);
    }

    public int States => _outputs.Length;

    /// <summary>Reports each key's number and the index after its last character, in the order of the text.</summary>
    public void Scan<T>(ReadOnlySpan<char> text, ref T sink) where T : struct, IHitSink, allows ref struct
    {
        var state = 0;
        for (var i = 0; i < text.Length; i++)
        {
            state = _next[(state * _classes) + _classOf[text[i]]];
            foreach (var key in _outputs[state])
            {
                sink.Hit(key, i + 1);
            }
        }
    }

    private (int[] Next, int[][] Outputs) Build(IReadOnlyList<string> keys)
    {
        var next = new List<int>(new int[_classes]);
        var outputs = new List<List<int>> { new() };
        for (var k = 0; k < keys.Count; k++)
        {
            var state = 0;
            foreach (var c in keys[k])
            {
                var slot = (state * _classes) + _classOf[c];
                if (next[slot] == 0)
                {
                    next[slot] = outputs.Count;
                    next.AddRange(new int[_classes]);
                    outputs.Add([]);
                }

                state = next[slot];
            }

            outputs[state].Add(k);
        }

        var table = next.ToArray();
        Link(table, outputs);
        return (table, [.. outputs.Select(o => o.Count == 0 ? [] : o.ToArray())]);
    }

    /// <summary>Breadth first: missing steps borrow those of the longest proper suffix, which is finished earlier.</summary>
    private void Link(int[] table, List<List<int>> outputs)
    {
        var fail = new int[outputs.Count];
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var state))
        {
            outputs[state].AddRange(state == 0 ? [] : outputs[fail[state]]);
            for (var c = 1; c < _classes; c++)
            {
                var slot = (state * _classes) + c;
                var borrowed = state == 0 ? 0 : table[(fail[state] * _classes) + c];
                if (table[slot] == 0)
                {
                    table[slot] = borrowed;
                }
                else
                {
                    fail[table[slot]] = borrowed;
                    queue.Enqueue(table[slot]);
                }
            }
        }
    }
}

/// <summary>Receives what the automaton finds.</summary>
internal interface IHitSink
{
    void Hit(int key, int end);
}
