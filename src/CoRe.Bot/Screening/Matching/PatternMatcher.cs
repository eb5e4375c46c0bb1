using System.Runtime.InteropServices;
using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening.Matching;

/// <summary>
/// A line of a pattern found in a reading: the words it spans. With <paramref name="HasNegator"/> it was found by words that say
/// "not" themselves ("they do not pay me"), so a negator inside it means nothing more.
/// </summary>
/// <param name="Act">In a free order: the act that a "not" before it denies.</param>
/// <param name="OtherAct">A second such act, where the line has two.</param>
/// <param name="Words">For a shield that another reading of the message found: the words of its language there.</param>
internal readonly record struct Found(
    AnchorLine Line, int First, int Last, bool HasNegator, AnchorHit? Act = null, AnchorHit? OtherAct = null, int Words = -1)
{
    public RiskPattern Pattern => Line.Pattern;
}

/// <summary>
/// From anchors hit to patterns found: all anchors there, in order within their gaps (or in any order within a window). Each
/// anchor looks only at the few places the gap allows, so the work grows with the length of the message and not faster.
/// </summary>
internal sealed class PatternMatcher(RiskLexicon lexicon)
{
    private readonly List<Reached> _reached = [];
    private readonly List<Reached> _extended = [];

    /// <summary>The last anchor reached, where the line began, and whether an anchor on the way says "not".</summary>
    private readonly record struct Reached(AnchorHit Hit, int First, bool Negator);

    public void Match(TextReading reading, AnchorHits hits, List<Found> found)
    {
        foreach (var anchor in hits.Touched)
        {
            foreach (ref readonly var keyed in lexicon.LinesKeyedBy(anchor))
            {
                if (!hits.Has(keyed.Second) || !AllHit(keyed.Line, hits))
                {
                    continue;
                }

                var line = keyed.Line;
                if (line.Window is { } window)
                {
                    MatchAnyOrder(line, window, reading, hits, found);
                }
                else
                {
                    MatchInOrder(line, reading, hits, found);
                }
            }
        }
    }

    private static bool AllHit(AnchorLine line, AnchorHits hits)
    {
        foreach (var anchor in line.Anchors)
        {
            if (!hits.Has(anchor))
            {
                return false;
            }
        }

        return true;
    }

    private void MatchInOrder(AnchorLine line, TextReading reading, AnchorHits hits, List<Found> found)
    {
        _reached.Clear();
        foreach (var hit in hits.Of(line.Anchors[0])!)
        {
            _reached.Add(new(hit, hit.First, hit.Negator));
        }

        for (var i = 1; i < line.Anchors.Length && _reached.Count > 0; i++)
        {
            Extend(hits.Of(line.Anchors[i])!, line.Gaps[i], reading, hits);
        }

        foreach (var (hit, first, negator) in _reached)
        {
            found.Add(new(line, first, hit.Last, negator));
        }
    }

    private void Extend(List<AnchorHit> next, int gap, TextReading reading, AnchorHits hits)
    {
        var tokens = reading.Tokens;
        var reached = CollectionsMarshal.AsSpan(_reached);
        _extended.Clear();
        foreach (var hit in next)
        {
            var position = tokens[hit.First].Position;
            Reached? best = null;
            for (var r = FirstEndingAt(reached, tokens, position - 1 - gap); r < reached.Length; r++)
            {
                hits.Steps++;
                if (tokens[reached[r].Hit.Last].Position >= position)
                {
                    break;
                }

                best = best is { } other && other.First >= reached[r].First ? best : reached[r];
            }

            if (best is { } from)
            {
                _extended.Add(new(hit, from.First, from.Negator || hit.Negator));
            }
        }

        _reached.Clear();
        _reached.AddRange(_extended);
    }

    private static int FirstEndingAt(ReadOnlySpan<Reached> reached, ReadOnlySpan<Token> tokens, int position)
    {
        var (low, high) = (0, reached.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[reached[middle].Hit.Last].Position < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static void MatchAnyOrder(AnchorLine line, int window, TextReading reading, AnchorHits hits, List<Found> found)
    {
        var tokens = reading.Tokens;
        foreach (var hit in hits.Of(line.Key)!)
        {
            var (first, last) = (hit.First, hit.Last);
            var all = true;
            var negator = line.Acts is null || hit.Negator;
            AnchorHit? act = null, other = null;
            for (var i = 0; i < line.Anchors.Length && all; i++)
            {
                var near = line.Anchors[i] == line.Key ? hit : Nearest(hits.Of(line.Anchors[i])!, hit, window, tokens, hits);
                all = near is not null;
                (first, last) = (Math.Min(first, near?.First ?? first), Math.Max(last, near?.Last ?? last));
                negator |= near is { Negator: true };
                if (line.Acts?[i] == true)
                {
                    (act, other) = act is null ? (near, other) : (act, near);
                }
            }

            if (all)
            {
                // In a free order a "not" between belongs to another clause ("if I do not pay they threaten").
                found.Add(new(line, first, last, negator, act, other));
            }
        }
    }

    private static AnchorHit? Nearest(
        List<AnchorHit> others, AnchorHit key, int window, ReadOnlySpan<Token> tokens, AnchorHits hits)
    {
        var spots = CollectionsMarshal.AsSpan(others);
        var (low, high) = (0, spots.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[spots[middle].Last].Position < tokens[key.First].Position ? (middle + 1, high) : (low, middle);
        }

        AnchorHit? best = null;
        for (var i = Math.Max(0, low - 1); i < spots.Length && i <= low + 2; i++)
        {
            hits.Steps++;
            var overlap = spots[i].First <= key.Last && spots[i].Last >= key.First;
            var distance = spots[i].First > key.Last
                ? tokens[spots[i].First].Position - tokens[key.Last].Position
                : tokens[key.First].Position - tokens[spots[i].Last].Position;
            if (!overlap && distance <= window)
            {
                best = spots[i];
            }
        }

        return best;
    }
}
