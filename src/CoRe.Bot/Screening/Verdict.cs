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

    public static RiskFinding On(List<Evidence> evidence, bool fear, ScreeningMemory memory)
    {
        if (evidence.Count == 0)
        {
            return RiskFinding.Nothing(memory.IsEmpty ? memory : memory.After(new Dictionary<RiskCategory, double>(), [], Severity.None, RiskCategory.None));
        }

        var best = BestPerPattern(evidence);
        var scores = Scores(best.Where(e => !e.Negated).Where(e => !memory.Patterns.Contains(e.Pattern.Id) || e.Level >= Severity.High));
        var ranked = best.Where(e => !e.Negated).GroupBy(e => e.Pattern.Category).Select(g => Rank(g, scores, memory))
            .OrderByDescending(r => r.Severity).ThenByDescending(r => r.Specific).ThenByDescending(r => r.Score).ToList();
        var top = ranked.Count > 0 ? ranked[0] : new(RiskCategory.None, Severity.None, 0, 0);
        top = AfterNegation(top, best, fear);
        var counted = best.Where(e => !e.Negated || top.Category == e.Pattern.Category).ToList();
        var remembered = memory.After(scores, best.Where(e => !e.Negated).Select(e => e.Pattern.Id), top.Severity, top.Category);
        return top.Severity == Severity.None
            ? RiskFinding.Nothing(remembered)
            : new(top.Severity, top.Category, RiskFinding.BandOf(top.Severity), Reasons(counted, top), remembered);
    }

    private readonly record struct Ranked(RiskCategory Category, Severity Severity, int Specific, double Score);

    private static List<Evidence> BestPerPattern(List<Evidence> evidence) =>
        [.. evidence.GroupBy(e => e.Pattern.Id).Select(g => g.OrderBy(e => e.Negated).ThenByDescending(e => e.Level).ThenByDescending(e => e.Score).First())];

    private static Dictionary<RiskCategory, double> Scores(IEnumerable<Evidence> evidence) =>
        evidence.GroupBy(e => e.Pattern.Category).ToDictionary(g => g.Key, g => 1 - g.Aggregate(1.0, (p, e) => p * (1 - e.Score)));

    private static Ranked Rank(IGrouping<RiskCategory, Evidence> group, Dictionary<RiskCategory, double> scores, ScreeningMemory memory)
    {
        var message = scores.GetValueOrDefault(group.Key);
        var score = 1 - ((1 - message) * (1 - (ScreeningMemory.Fading * memory.ScoreOf(group.Key))));
        var summed = score >= High ? Severity.High : score >= Concern ? Severity.Concern : Severity.None;
        var level = group.Max(e => e.Level);
        var severity = level > summed ? level : summed;
        // Taking a disclosure back, or any new sign in a matter that is open, never lowers it.
        severity = memory.FloorCategory == group.Key && memory.Floor > severity ? memory.Floor : severity;
        var specific = group.Where(e => e.Level == level).Max(e => (e.Pattern.Weight * 4) + (e.Pattern.Anchors * 2) + Math.Min(e.Words, 6));
        return new(group.Key, severity, specific, score);
    }

    /// <summary>
    /// One "not" in six is misread, so a negated sign falls only one level while fear stands in the message, and to nothing
    /// when all is calm.
    /// </summary>
    private static Ranked AfterNegation(Ranked top, List<Evidence> best, bool fear)
    {
        var negated = best.Where(e => e.Negated).OrderByDescending(e => e.Level).FirstOrDefault();
        return fear && negated.Pattern is not null && negated.Level - 1 > top.Severity
            ? new(negated.Pattern.Category, negated.Level - 1, 0, negated.Score)
            : top;
    }

    private static List<RiskReason> Reasons(List<Evidence> evidence, Ranked top) =>
        [.. evidence.OrderByDescending(e => e.Pattern.Category == top.Category).ThenByDescending(e => e.Level).ThenByDescending(e => e.Score)
            .DistinctBy(e => e.Pattern.Reason).Take(MostReasons).Select(Reason)];

    private static RiskReason Reason(Evidence evidence) => new(evidence.Pattern.Id, evidence.Pattern.Category, evidence.Level,
        evidence.Negated ? $"{evidence.Pattern.Reason} Nel testo è negato, ma la persona parla di paura." : evidence.Pattern.Reason);
}
