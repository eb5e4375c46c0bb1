using CoRe.Bot.Facts;
using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Screening.Reading;

namespace CoRe.Bot.Screening.Matching;

/// <summary>A pattern that counts in a message, after the context was heard.</summary>
internal readonly record struct Evidence(RiskPattern Pattern, Severity Level, double Score, bool Negated, int Words);

/// <summary>
/// What the words around a pattern do to it, in this order: idioms, patterns that carry their own "not", negation, stories and
/// impersonal questions, time. The order matters: "I do not want to live" must be read before "not" is.
/// </summary>
internal sealed class ContextRules(RiskLexicon lexicon)
{
    /// <summary>From this weight on a story or a quotation does not silence a pattern.</summary>
    private const int Unshielded = 9;

    private const int NegationReach = 3;

    /// <summary>Idioms, stories and questions by themselves: each pattern asks all of them, and a message of one disclosure said a hundred times has none.</summary>
    private readonly List<Found> _shields = [];

    public bool Fear { get; private set; }

    /// <param name="reading">The view of the message.</param>
    /// <param name="hits">What it hit.</param>
    /// <param name="found">Patterns and shields, those of other readings included.</param>
    /// <param name="evidence">Gets what counts.</param>
    /// <param name="plainly">
    /// For a reading by sound, the words that the language most like the message knows by its letters: sounds of one language are found
    /// in every other, so a pattern by sound counts only when its language knows at least half as many.
    /// </param>
    public void Weigh(TextReading reading, AnchorHits hits, List<Found> found, List<Evidence> evidence, int plainly = 0)
    {
        Fear |= AnyHit(lexicon.Fear, hits);
        _shields.Clear();
        foreach (var item in found)
        {
            if (item.Pattern.Kind != PatternKind.Risk)
            {
                _shields.Add(item);
            }
        }

        foreach (var item in found)
        {
            if (item.Pattern.Kind != PatternKind.Risk || (plainly > 0 && hits.WordsOf(item.Pattern.LanguageBit) * 2 < plainly) || Blocked(item, reading, hits) || InIdiom(item, reading, hits))
            {
                continue;
            }

            var negated = Negated(item, reading, hits, found);
            var level = Shielded(item, reading, hits, item.Pattern.Floor);
            level = negated ? level : InTime(item.Pattern, level, hits);
            var share = level < item.Pattern.Floor ? 0.5 : 1;
            var score = item.Pattern.Floor > Severity.None && level == Severity.None ? 0 : item.Pattern.Weight / 10.0 * share;
            if (score > 0)
            {
                evidence.Add(new(item.Pattern, level, score, negated, item.Last - item.First + 1));
            }
        }
    }

    public void Clear() => Fear = false;

    private static bool AnyHit(int[] anchors, AnchorHits hits)
    {
        foreach (var anchor in anchors)
        {
            if (hits.Has(anchor))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Blocked(Found item, TextReading reading, AnchorHits hits)
    {
        foreach (var blocker in item.Pattern.Blockers)
        {
            foreach (var hit in hits.Of(blocker) ?? [])
            {
                if (reading.Tokens[hit.First].Sentence == reading.Tokens[item.First].Sentence)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Lexicons of one script read each other's words: Portuguese "time" (a team) would silence "every time". A shield of another
    /// language counts when the message looks at least as much like that language.
    /// </summary>
    private static bool Speaks(Found shield, RiskPattern pattern, AnchorHits hits) => shield.Pattern.LanguageBit == pattern.LanguageBit
        || (shield.Words >= 0 ? shield.Words : hits.WordsOf(shield.Pattern.LanguageBit)) >= hits.WordsOf(pattern.LanguageBit);

    /// <summary>A fixed phrase ends with its sentence: "lol" about the exam says nothing about "I want to kill myself" after it.</summary>
    private bool InIdiom(Found item, TextReading reading, AnchorHits hits)
    {
        foreach (var other in _shields)
        {
            if (other.Pattern.Kind == PatternKind.Idiom && other.First <= item.Last && other.Last >= item.First
                && reading.Tokens[other.First].Sentence == reading.Tokens[other.Last].Sentence && Speaks(other, item.Pattern, hits))
            {
                return true;
            }
        }

        return false;
    }

    private Severity InTime(RiskPattern pattern, Severity level, AnchorHits hits) => (level, pattern.Timeless) switch
    {
        (_, true) or (Severity.None or Severity.Concern, _) => level,
        (Severity.High, _) when Said(lexicon.Now, pattern, hits) => Severity.Emergency,
        (Severity.Emergency or Severity.High, _) when Said(lexicon.Past, pattern, hits) && !Said(lexicon.Now, pattern, hits) => level - 1,
        _ => level,
    };

    /// <summary>A word of time of another language is often an everyday word of this one; it counts as shields do.</summary>
    private static bool Said(TimeCue[] cues, RiskPattern pattern, AnchorHits hits)
    {
        foreach (var cue in cues)
        {
            if (hits.Has(cue.Anchor) && (cue.LanguageBit == pattern.LanguageBit || hits.WordsOf(cue.LanguageBit) >= hits.WordsOf(pattern.LanguageBit)))
            {
                return true;
            }
        }

        return false;
    }

    private Severity Shielded(Found item, TextReading reading, AnchorHits hits, Severity level)
    {
        foreach (var other in _shields)
        {
            if (other.Pattern.Kind == PatternKind.Idiom || !Speaks(other, item.Pattern, hits))
            {
                continue;
            }

            var sameSentence = reading.Tokens[other.First].Sentence == reading.Tokens[item.First].Sentence;
            level = other.Pattern.Kind switch
            {
                PatternKind.Story when sameSentence && item.Pattern.Weight < Unshielded => Severity.None,
                PatternKind.Question when item.Pattern.Subject == Subject.Any => Severity.None,
                PatternKind.Question when sameSentence && item.Pattern.Weight < Unshielded && level > Severity.Concern => Severity.Concern,
                _ => level,
            };
        }

        return level;
    }

    private bool Negated(Found item, TextReading reading, AnchorHits hits, List<Found> found)
    {
        if (item.HasNegator)
        {
            return false;
        }

        var cues = lexicon.CuesOf(item.Pattern.Language);
        if (item.Act is { } act)
        {
            return Denied(act, item, reading, hits, found, cues) || (item.OtherAct is { } other && Denied(other, item, reading, hits, found, cues));
        }

        return Negates(cues.Negators, item.First - NegationReach, item.Last, item, reading, hits, found, cues.Breaks)
            || Negates(cues.NegatorsAfter, item.First, item.Last + 2, item, reading, hits, found, cues.Breaks);
    }

    /// <summary>In a free order only a "not" right beside the act denies it, one word between at most.</summary>
    private static bool Denied(AnchorHit act, Found item, TextReading reading, AnchorHits hits, List<Found> found, CueAnchors cues)
    {
        var at = item with { First = act.First, Last = act.Last };
        return Negates(cues.Negators, act.First - 2, act.First, at, reading, hits, found, cues.Breaks)
            || Negates(cues.NegatorsAfter, act.Last, act.Last + 2, at, reading, hits, found, cues.Breaks);
    }

    private static bool Negates(int negators, int from, int to, Found item, TextReading reading, AnchorHits hits, List<Found> found,
        int breaks)
    {
        foreach (var negator in hits.Of(negators) ?? [])
        {
            if (negator.First >= from && negator.Last <= to && !Eaten(negator, item, found)
                && SameBreath(negator, item, reading, hits, breaks))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A negator that another pattern needs ("they do not pay me and hit me") is not free for this one, unless the two share words and
    /// this one goes on ("nobody wants me", "nobody wants to kill me").
    /// </summary>
    private static bool Eaten(AnchorHit negator, Found item, List<Found> found)
    {
        foreach (var other in found)
        {
            if (other.HasNegator && other.Line.Window is null && other.First <= negator.First && other.Last >= negator.Last
                && !(other.First < item.First && other.Last >= item.First && other.Last < item.Last)
                && (other.Pattern.Kind == PatternKind.Risk || other.First > item.Last || other.Last < item.First))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameBreath(AnchorHit negator, Found item, TextReading reading, AnchorHits hits, int breaks)
    {
        var (first, last) = negator.First < item.First ? (negator.Last, item.First) : (item.First, negator.First);
        if (negator.First > item.Last)
        {
            (first, last) = (item.Last, negator.First);
        }

        if (reading.Tokens[first].Clause != reading.Tokens[last].Clause)
        {
            return false;
        }

        foreach (var hit in hits.Of(breaks) ?? [])
        {
            if (hit.First > first && hit.Last < last)
            {
                return false;
            }
        }

        return true;
    }
}
