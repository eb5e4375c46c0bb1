using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Following;

// From a turn: never fail it. What is not possible any more changes nothing.

/// <summary>The person asks where the request stands; the answer follows in the same commit.</summary>
internal sealed record TellReferral(ConversationId Conversation) : IChange;

/// <summary>The person says whether it helped.</summary>
/// <param name="Answer">One of <see cref="HelpedAnswers.All"/>.</param>
internal sealed record AnswerHelped(ReferralId Referral, ConversationId Conversation, string Answer) : IChange;

internal sealed class TellReferralWriter(ReferralNews news) : ChangeWriter<TellReferral>
{
    protected override async Task WriteAsync(TellReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        await scope.Db.SaveChangesAsync(cancellationToken);
        // A draft is the desk's own paper, and what went on without a yes is told by a person, not by a machine.
        var asked = scope.Db.Consents.Where(c => c.ConversationId == change.Conversation.Value && c.Answer == "yes" && c.Purpose == Consent.ReferralPurpose).Select(c => c.ReferralId);
        var row = await scope.Db.Referrals.AsNoTracking().Where(r => r.ConversationId == change.Conversation.Value && (r.State == ReferralState.Asked || asked.Contains(r.Id)))
            .OrderByDescending(r => r.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        await news.ShowAsync(scope, change.Conversation, row, cancellationToken);
    }
}

internal sealed class AnswerHelpedWriter(ReferralLedger ledger, ReferralNews news) : ChangeWriter<AnswerHelped>
{
    protected override async Task WriteAsync(AnswerHelped change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (!HelpedAnswers.All.Contains(change.Answer) || await ReferralLedger.OwnAsync(scope, change.Referral, change.Conversation, cancellationToken) is not { State: ReferralState.Accepted or ReferralState.Completed } row)
        {
            return;
        }

        // The person's word counts more than what the service said, and than the silence that ended it.
        row.Outcome = HelpedAnswers.Outcome(change.Answer);
        if (row.State == ReferralState.Accepted)
        {
            ledger.Move(scope, row, ReferralMove.Finish);
            ReferralLedger.Count(scope, row, FactType.ReferralCompleted, row.Outcome);
            await ReferralLinks.RevokeAsync(scope, row.Id, cancellationToken);
        }

        ReferralLedger.Count(scope, row, FactType.HelpAnswered, row.Outcome);
        ReferralLedger.Note(scope, row, "person_said:" + row.Outcome);
        await news.ThankAsync(scope, change.Conversation, cancellationToken);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
