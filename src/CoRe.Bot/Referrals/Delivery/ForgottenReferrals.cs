using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>
/// The person erased the chat and nothing keeps its key: what was not released is withdrawn, and a letter that waits cannot be
/// read any more, so the desk sees it as failed instead of waiting for ever.
/// </summary>
internal sealed class ForgottenReferrals(CancelOutboxWriter cancel, ReferralLedger ledger) : IForget
{
    public async Task ForgetAsync(ConversationId conversation, CommitScope scope, CancellationToken cancellationToken)
    {
        await scope.Db.SaveChangesAsync(cancellationToken);
        foreach (var row in await scope.Db.Referrals.Where(r => r.ConversationId == conversation.Value).ToListAsync(cancellationToken))
        {
            switch (row.State)
            {
                case ReferralState.Draft or ReferralState.Asked or ReferralState.Ready:
                    ledger.Move(scope, row, ReferralMove.Withdraw);
                    break;
                case ReferralState.Sending:
                    ReferralLedger.Note(scope, row, "words_gone");
                    ledger.Move(scope, row, ReferralMove.Undeliverable);
                    ReferralLedger.Count(scope, row, FactType.ReferralFailed);
                    break;
                case ReferralState.Withdrawn when await WaitsAsync(row.Id, scope, cancellationToken):
                    ReferralLedger.Note(scope, row, "withdrawal_not_told");
                    break;
            }

            await Answering.ReferralLinks.RevokeAsync(scope, row.Id, cancellationToken);
            await ((IChangeWriter)cancel).WriteAsync(new CancelOutbox(row.Id), scope, cancellationToken);
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }

    private static Task<bool> WaitsAsync(Guid referral, CommitScope scope, CancellationToken cancellationToken) =>
        scope.Db.Outbox.AnyAsync(o => o.ReferralId == referral && o.State == OutboxState.Waiting, cancellationToken);
}
