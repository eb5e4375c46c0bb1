using CoRe.Bot.Facts;
using CoRe.Bot.Screening.Matching;

namespace CoRe.Bot.Screening;

/// <summary>
/// Evidence and memory to one verdict. Weights of a category combine as independent witnesses (noisy-or); a pattern's floor
/// holds whatever the sum says. A message without evidence is never raised by memory alone: the floor stays in the memory for
/// those who decide about the case, and an alarm is not repeated for every "thank you".
/// </summary>
internal static class Verdict
{
    /// <summary>Scores from which a category is a concern, and high.</summary>
    public const double Concern = 0.3, High = 0.7;

    private const int MostReasons = 3;

    private static readonly int Categories = Enum.GetValues<RiskCategory>().Length;

    public static RiskFinding On(List<Evidence> evidence, bool fear, ScreeningMemory memory)
    {
        if (evidence.Count == 0)
        {
            return RiskFinding.Nothing(memory.IsEmpty ? memory : memory.After([], [], Severity.None, RiskCategory.None));
        }

        KeepBestPerPattern(evidence);
        Span<double> scores = stackalloc double[Categories];
        Scores(evidence, memory, scores);
        var top = Top(evidence, scores, memory);
        top = AfterNegation(top, evidence, fear);
        var remembered = memory.After(scores, Counted(evidence), top.Severity, top.Category);
        return top.Severity == Severity.None
            ? RiskFinding.Nothing(remembered)
            : new(top.Severity, top.Category, RiskFinding.BandOf(top.Severity), Reasons(evidence, top.Category), remembered);
    }

    private readonly record struct Ranked(RiskCategory Category, Severity Severity, int Specific, double Score)
    {
        public bool Beats(Ranked other) =>
            (Severity, Specific, Score).CompareTo((other.Severity, other.Specific, other.Score)) > 0;
    }

    /// <summary>The same pattern found in several places or readings is one witness: the strongest that nothing denies.</summary>
    private static void KeepBestPerPattern(List<Evidence> evidence)
    {
        for (var i = 0; i < evidence.Count; i++)
        {
            for (var j = evidence.Count - 1; j > i; j--)
            {
                if (ReferenceEquals(evidence[i].Pattern, evidence[j].Pattern))
                {
                    evidence[i] = Stronger(evidence[j], evidence[i]) ? evidence[j] : evidence[i];
                    evidence.RemoveAt(j);
                }
            }
        }
    }

    private static bool Stronger(Evidence one, Evidence other) =>
        (!one.Negated, one.Level, one.Score).CompareTo((!other.Negated, other.Level, other.Score)) > 0;

    private static void Scores(List<Evidence> evidence, ScreeningMemory memory, Span<double> scores)
    {
        foreach (var e in evidence)
        {
            if (!e.Negated && (e.Level >= Severity.High || !memory.Knows(e.Pattern.Id)))
            {
                ref var score = ref scores[(int)e.Pattern.Category];
                score = 1 - ((1 - score) * (1 - e.Score));
            }
        }
    }

    private static Ranked Top(List<Evidence> evidence, Span<double> scores, ScreeningMemory memory)
    {
        var top = new Ranked(RiskCategory.None, Severity.None, -1, 0);
        foreach (var e in evidence)
        {
            if (!e.Negated)
            {
                var rank = Rank(e.Pattern.Category, evidence, scores, memory);
                top = rank.Beats(top) ? rank : top;
            }
        }

        return top;
    }

    private static Ranked Rank(RiskCategory category, List<Evidence> evidence, Span<double> scores, ScreeningMemory memory)
    {
        var score = 1 - ((1 - scores[(int)category]) * (1 - (ScreeningMemory.Fading * memory.ScoreOf(category))));
        var severity = score >= High ? Severity.High : score >= Concern ? Severity.Concern : Severity.None;
        var (level, specific) = (Severity.None, 0);
        foreach (var e in evidence)
        {
            if (!e.Negated && e.Pattern.Category == category && e.Level >= level)
            {
                var own = (e.Pattern.Weight * 4) + (e.Pattern.Anchors * 2) + Math.Min(e.Words, 6);
                (level, specific) = (e.Level, e.Level > level ? own : Math.Max(own, specific));
            }
        }

        severity = level > severity ? level : severity;
        // Taking a disclosure back, or any new sign in a matter that is open, never lowers it.
        severity = memory.FloorCategory == category && memory.Floor > severity ? memory.Floor : severity;
        return new(category, severity, specific, score);
    }

    /// <summary>
    /// One "not" in six is misread, so a negated sign falls only one level while fear stands in the message, and to nothing
    /// when all is calm.
    /// </summary>
    private static Ranked AfterNegation(Ranked top, List<Evidence> evidence, bool fear)
    {
        foreach (var e in evidence)
        {
            if (fear && e.Negated && e.Level - 1 > top.Severity)
            {
                top = new(e.Pattern.Category, e.Level - 1, 0, e.Score);
            }
        }

        return top;
    }

    private static List<string> Counted(List<Evidence> evidence)
    {
        var ids = new List<string>(evidence.Count);
        foreach (var e in evidence)
        {
            if (!e.Negated)
            {
                ids.Add(e.Pattern.Id);
            }
        }

        return ids;
    }

    /// <summary>Up to three sentences: the chosen kind of harm first, then the heaviest.</summary>
    private static List<RiskReason> Reasons(List<Evidence> evidence, RiskCategory top)
    {
        evidence.Sort((a, b) => (b.Pattern.Category == top, b.Level, b.Score).CompareTo((a.Pattern.Category == top, a.Level, a.Score)));
        var reasons = new List<RiskReason>(MostReasons);
        foreach (var e in evidence)
        {
            if (reasons.Count < MostReasons && (!e.Negated || e.Pattern.Category == top) && !reasons.Exists(r => ReferenceEquals(r.Italian, e.Pattern.Reason) || r.Italian == e.Pattern.Reason))
            {
                reasons.Add(new(e.Pattern.Id, e.Pattern.Category, e.Level, e.Negated ? $"{e.Pattern.Reason} Nel testo è negato, ma la persona parla di paura." : e.Pattern.Reason));
            }
        }

        return reasons;
    }
}
