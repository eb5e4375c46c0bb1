using CoRe.Bot.Facts;

namespace CoRe.Bot.Screening.SecondOpinion;

/// <summary>
/// What the second opinion may do: have a person asked, tip a concern over to "high", and above a very high score ring an operator
/// by itself. It never lowers what the lexicons found, and its reason says that no rule stands behind it.
/// </summary>
internal static class Opinion
{
    public const string ReasonId = "second-opinion";

    private const string AskReason = "Nessuna regola riconosce questo messaggio; il secondo parere statistico consiglia di chiedere come sta.";
    private const string RingReason = "Il secondo parere statistico trova questo messaggio molto simile a racconti di violenza o di pericolo.";

    public static RiskFinding On(RiskFinding finding, OpinionModel model, OpinionFeatures traits)
    {
        if (finding.Severity >= Severity.High)
        {
            return finding;
        }

        var score = model.Score(traits);
        var tipped = finding.Severity == Severity.Concern && score >= model.Cuts.Tip;
        if (tipped || score >= model.Cuts.Ring)
        {
            var category = finding.Category == RiskCategory.None ? model.Category(traits) : finding.Category;
            return Raised(finding, Severity.High, category, RingReason);
        }

        return finding.Severity == Severity.None && score >= model.Cuts.Ask
            ? Raised(finding, Severity.Concern, model.Category(traits), AskReason)
            : finding;
    }

    private static RiskFinding Raised(RiskFinding finding, Severity severity, RiskCategory category, string reason) => new(
        severity, category, RiskFinding.BandOf(severity),
        [.. finding.Reasons.Take(2), new(ReasonId, category, severity, reason)],
        finding.Memory.After(severity, category));
}
