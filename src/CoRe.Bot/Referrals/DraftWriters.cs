using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals;

/// <summary>One living draft a case: a second finding raises the first draft's urgency.</summary>
internal sealed class DraftWriter(ReferralLedger ledger) : ChangeWriter<DraftReferral>
{
    protected override async Task WriteAsync(DraftReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        var caseId = await CaseOfAsync(change, scope, cancellationToken);
        var referrals = await scope.Db.Referrals.Where(r => r.CaseId == caseId).ToListAsync(cancellationToken);
        if (referrals.Count > 0)
        {
            Raise(change, scope, referrals);
            return;
        }

        var row = new ReferralRow
        {
            Id = change.Id.Value,
            CaseId = caseId,
            ConversationId = change.Conversation.Value,
            State = ReferralState.Draft,
            Urgency = change.Urgency,
            Language = change.Language?.Value,
            CreatedAt = scope.Now,
            Deadline = ledger.Deadline(change.Urgency, scope.Now),
            SealedDetails = await ledger.SealAsync(scope, change.Conversation, change.Id.Value,
                new ReferralDetails(change.Area, change.AgeBand), cancellationToken),
        };
        scope.Db.Referrals.Add(row);
        ReferralLedger.Note(scope, row, "drafted");
        ReferralLedger.Count(scope, row, FactType.ReferralDrafted);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The case that is really open: when one was, the turn's own id was not used.</summary>
    private static async Task<Guid> CaseOfAsync(DraftReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        await scope.Db.SaveChangesAsync(cancellationToken);
        var open = await scope.Db.Cases.AsNoTracking().Where(c => c.ConversationId == change.Conversation.Value && c.State != CaseState.Closed)
            .Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancellationToken);
        return open ?? change.Case.Value;
    }

    private void Raise(DraftReferral change, CommitScope scope, List<ReferralRow> referrals)
    {
        foreach (var row in referrals.Where(r => !ReferralRules.HasEnded(r.State) && r.Urgency < change.Urgency))
        {
            row.Urgency = change.Urgency;
            row.Deadline = Earlier(row.Deadline, ledger.Deadline(change.Urgency, scope.Now));
            ReferralLedger.Note(scope, row, "raised");
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

internal sealed class CompleteWriter(ReferralLedger ledger, IRecipients recipients) : ChangeWriter<CompleteReferral>
{
    protected override async Task WriteAsync(CompleteReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        ledger.Move(scope, row, ReferralMove.Complete, change.By);
        Check(ReferralContent.IsNeed(change.Need), "need_not_a_code");
        Check(ReferralContent.IsArea(change.Area), "area_not_a_place");
        Check(change.AgeBand is null || AgeBand.All.Contains(change.AgeBand), "age_not_a_band");
        Check(recipients.Find(change.ServiceId) is not null, "service_takes_no_referrals");
        var details = await ledger.OpenAsync(scope.Db, row, cancellationToken);
        row.Need = change.Need;
        row.ServiceId = change.ServiceId;
        row.Urgency = change.Urgency;
        row.ForAnother = change.ForAnother;
        // What the writer speaks says nothing of the other person.
        row.Language = change.Language?.Value ?? (change.ForAnother ? null : row.Language);
        row.SealedDetails = await ledger.SealAsync(scope, new ConversationId(row.ConversationId), row.Id, details with { Area = change.Area, AgeBand = change.AgeBand ?? details.AgeBand }, cancellationToken);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }

    private static void Check(bool fits, string code)
    {
        if (!fits)
        {
            throw new IllegalReferralMoveException(code);
        }
    }
}

internal sealed class RedraftWriter(ReferralLedger ledger) : ChangeWriter<RedraftReferral>
{
    protected override async Task WriteAsync(RedraftReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        var earlier = await ReferralLedger.LoadAsync(scope, change.Earlier, cancellationToken);
        if (await scope.Db.Referrals.Where(r => r.CaseId == earlier.CaseId).ToListAsync(cancellationToken) is var all && !all.All(r => ReferralRules.MayRedraft(r.State)))
        {
            throw new IllegalReferralMoveException("one_is_still_open");
        }

        foreach (var one in all.Where(r => !ReferralRules.HasEnded(r.State)))
        {
            ledger.Move(scope, one, ReferralMove.Reroute, change.By);
            await ReferralLinks.RevokeAsync(scope, one.Id, cancellationToken);
        }

        var conversation = new ConversationId(earlier.ConversationId);
        var row = new ReferralRow
        {
            Id = change.Id.Value,
            CaseId = earlier.CaseId,
            ConversationId = earlier.ConversationId,
            State = ReferralState.Draft,
            ForAnother = earlier.ForAnother,
            Need = earlier.Need,
            Urgency = earlier.Urgency,
            Language = earlier.Language,
            CreatedAt = scope.Now,
            Deadline = ledger.Deadline(earlier.Urgency, scope.Now),
            SealedDetails = await ledger.SealAsync(scope, conversation, change.Id.Value, await ledger.OpenAsync(scope.Db, earlier, cancellationToken), cancellationToken),
        };
        scope.Db.Referrals.Add(row);
        ReferralLedger.Note(scope, row, "drafted", change.By);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class CloseWriter(ReferralLedger ledger, CancelOutboxWriter cancel) : ChangeWriter<CloseReferral>
{
    protected override async Task WriteAsync(CloseReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (!ReferralContent.IsOutcome(change.Outcome))
        {
            throw new IllegalReferralMoveException("outcome_not_a_code");
        }

        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        ledger.Move(scope, row, ReferralMove.Close, change.By);
        row.Outcome = change.Outcome;
        ReferralLedger.Note(scope, row, $"outcome:{change.Outcome}", change.By);
        await ReferralLinks.RevokeAsync(scope, row.Id, cancellationToken);
        await ((IChangeWriter)cancel).WriteAsync(new CancelOutbox(row.Id), scope, cancellationToken);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
