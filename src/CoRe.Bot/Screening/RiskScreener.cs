using System.Collections.Concurrent;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening.Matching;
using CoRe.Bot.Screening.SecondOpinion;

namespace CoRe.Bot.Screening;

/// <summary>
/// Free text to risk finding. Pure and never throws: what cannot be checked is a finding that calls a person.
/// </summary>
/// <param name="lexicon">The patterns; they decide.</param>
/// <param name="opinion">A statistical second opinion that may raise and never lowers; null when it is switched off or missing.</param>
internal sealed class RiskScreener(RiskLexicon lexicon, OpinionModel? opinion = null)
{
    private readonly ConcurrentBag<ScreeningDesk> _desks = [];

    public RiskFinding Screen(PersonText text, ScreeningMemory memory)
    {
        try
        {
            return text.IsEmpty ? RiskFinding.Nothing(memory) : Read(TextRepair.Repair(text.Reveal()), memory);
        }
        catch (Exception)
        {
            // Whatever broke, the words are unread. The exception is not kept: it could quote them.
            return RiskFinding.CouldNotBeChecked(memory ?? ScreeningMemory.Empty);
        }
    }

    private RiskFinding Read(string text, ScreeningMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (!_desks.TryTake(out var desk))
        {
            desk = new(lexicon, opinion is null ? null : new(lexicon.Concepts));
        }

        desk.Read(text);
        var finding = Verdict.On(desk.Evidence, desk.Fear, memory);
        // A button's order ("#consent:no:0193...") is no sentence; statistics of sentences say nothing about it. The lexicons have read it.
        finding = opinion is not null && finding.Severity < Severity.High && !text.StartsWith('#') && desk.Traits() is { } traits
            ? Opinion.On(finding, opinion, traits)
            : finding;
        _desks.Add(desk);
        return finding;
    }
}
