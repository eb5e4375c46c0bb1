using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening.Lexicons;

/// <summary>Turns a way to say an anchor into folded words, by the same reading that messages get.</summary>
internal sealed class WordFolder(Script? keyed)
{
    private readonly TextReading _reading = new();
    private readonly TextReading _keys = new();

    /// <summary>One list of words per spelling: "don't" is also written "dont".</summary>
    public IEnumerable<Word[]> Fold(string way)
    {
        yield return Words(way);
        if (way.AsSpan().ContainsAny('\'', '’'))
        {
            yield return Words(way.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal));
        }
    }

    public Script ScriptOf(Word[] words) => keyed ?? Letters.ScriptOf(words[0].Start[0]);

    private Word[] Words(string way)
    {
        var words = new List<Word>();
        foreach (var part in way.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var star = part.IndexOf('*', StringComparison.Ordinal);
            var folded = FoldPart(star < 0 ? part : part[..star]);
            if (folded.Count == 0)
            {
                throw new FormatException($"'{way}' has no letters left after folding");
            }

            var end = star < 0 || star == part.Length - 1 ? null : FoldPart(part[(star + 1)..])[0];
            words.AddRange(folded.Take(folded.Count - 1).Select(f => new Word(f, false, null)));
            words.Add(new(folded[^1], star >= 0, end));
        }

        return [.. words];
    }

    private List<string> FoldPart(string part)
    {
        _reading.Read(part, keep: 2);
        var source = _reading;
        if (keyed is { } script)
        {
            _keys.ReadKeys(_reading, script);
            source = _keys;
        }

        var folded = new List<string>();
        foreach (ref readonly var token in source.Tokens)
        {
            folded.Add(source.WordOf(token).ToString());
        }

        return folded;
    }
}
