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

    private const int LongestWord = 12;

    private RiskFinding Read(string text, ScreeningMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (!_desks.TryTake(out var desk))
        {
            desk = new(lexicon, opinion is null ? null : new(lexicon.Concepts));
        }

        desk.Read(text);
        var finding = Verdict.On(desk.Evidence, desk.Fear, memory);
        finding = opinion is not null && finding.Severity < Severity.High && IsSentence(text) && desk.Traits() is { } traits
            ? Opinion.On(finding, opinion, traits)
            : finding;
        _desks.Add(desk);
        return finding;
    }

    /// <summary>
    /// Statistics of sentences say nothing about a button's order ("#consent:no:0193...") or a single word ("help"). The lexicons have read both.
    /// Chinese writes no spaces, so a long run of letters counts as a sentence.
    /// </summary>
    private static bool IsSentence(ReadOnlySpan<char> text) => !text.StartsWith('#') && (text.Trim() is var words) && (words.Length > LongestWord || words.ContainsAny(' ', '\n'));
}
