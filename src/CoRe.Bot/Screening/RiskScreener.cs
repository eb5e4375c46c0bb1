using System.Collections.Concurrent;
using CoRe.Bot.Facts;
using CoRe.Bot.Screening.Matching;

namespace CoRe.Bot.Screening;

/// <summary>
/// Free text to risk finding. Pure and never throws: what cannot be checked is a finding that calls a person.
/// </summary>
internal sealed class RiskScreener(RiskLexicon lexicon)
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
            desk = new(lexicon);
        }

        desk.Read(text);
        var finding = Verdict.On(desk.Evidence, desk.Fear, memory);
        _desks.Add(desk);
        return finding;
    }
}
