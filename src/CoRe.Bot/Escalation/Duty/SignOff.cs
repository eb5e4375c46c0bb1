using CoRe.Bot.Escalation.Ladder;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Escalation.Duty;

/// <summary>Who watches what still waits when somebody goes.</summary>
internal enum NextWatch
{
    /// <summary>Colleagues are on shift.</summary>
    Colleagues,

    /// <summary>The partners on call are told now, for each case that waits.</summary>
    Partners,

    /// <summary>Nobody: people in chat read numbers and when somebody is back.</summary>
    Information,
}

/// <summary>
/// The end of a shift: every talk that is held goes to a named colleague or back to the queue, and somebody is named for what waits.
/// </summary>
internal sealed class SignOff(CaseDesk desk, CaseStore cases, DutyDesk duty, DutyRoster roster, LadderWatch ladder, ICommitter committer)
{
    /// <summary>Cases that the operator holds now.</summary>
    public async Task<IReadOnlyList<CaseHead>> HeldAsync(Actor actor, CancellationToken cancellationToken) =>
        [.. (await cases.HeldAsync(cancellationToken)).Where(held => held.Owner == actor.Id)];

    /// <summary>What can be chosen: colleagues only while one is there, partners only when some are named.</summary>
    public IReadOnlyList<NextWatch> Choices(Actor actor) =>
    [
        .. roster.Present().Any(one => one.Operator != actor.Id) ? (NextWatch[])[NextWatch.Colleagues] : [],
        .. ladder.HasPartners ? (NextWatch[])[NextWatch.Partners] : [],
        NextWatch.Information,
    ];

    /// <summary>Ends the shift. Nothing is passed when a choice is missing or not possible; who was told is in the audit trail.</summary>
    /// <param name="actor">Who goes.</param>
    /// <param name="to">For each held case a colleague, or null: back to the bot and the queue.</param>
    /// <param name="reason">What the colleague must know; needed when a case is passed.</param>
    /// <param name="watch">Who watches what waits.</param>
    /// <param name="cancellationToken">Stops between two cases.</param>
    public async Task<DeskAnswer> GoAsync(Actor actor, IReadOnlyDictionary<CaseId, OperatorId?> to, PersonText reason, NextWatch watch, CancellationToken cancellationToken)
    {
        var held = await HeldAsync(actor, cancellationToken);
        if (!Choices(actor).Contains(watch) || held.Any(one => !to.ContainsKey(one.Case)))
        {
            return DeskAnswer.Invalid;
        }

        foreach (var one in held)
        {
            var answer = to[one.Case] is { } colleague
                ? await desk.PassAsync(actor, one.Case, colleague, reason, cancellationToken)
                : await desk.ReturnAsync(actor, one.Case, cancellationToken);
            if (answer is not (DeskAnswer.Done or DeskAnswer.Gone))
            {
                return answer;
            }
        }

        await committer.CommitAsync([new Audited(actor.Id, "shift.sign_off", watch.ToString().ToLowerInvariant())], cancellationToken);
        if (watch == NextWatch.Partners)
        {
            await ladder.CallPartnersAsync(cancellationToken);
        }

        return await duty.GoOffShiftAsync(actor, cancellationToken);
    }
}
