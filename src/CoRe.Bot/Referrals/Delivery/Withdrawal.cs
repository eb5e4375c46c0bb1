using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>
/// Takes a referral back: what waits is cancelled, and a recipient who has or may have the letter is told that it counts
/// no longer.
/// </summary>
internal sealed class Withdrawal(Couriers couriers, CancelOutboxWriter cancel, ReferralLedger ledger)
{
    public async Task WriteAsync(CommitScope scope, ReferralRow row, CancellationToken cancellationToken)
    {
        if (ReferralRules.After(row.State, ReferralMove.Withdraw) is null)
        {
            ReferralLedger.Note(scope, row, "withdrawn_again");
            return;
        }

        var mayHaveLeft = row.State is not (ReferralState.Draft or ReferralState.Asked or ReferralState.Ready);
        ledger.Move(scope, row, ReferralMove.Withdraw);
        scope.Db.Consents.Add(Consent.Receipt(scope, row, "no", row.Language));
        await Answering.ReferralLinks.RevokeAsync(scope, row.Id, cancellationToken);
        await ((IChangeWriter)cancel).WriteAsync(new CancelOutbox(row.Id), scope, cancellationToken);
        if (mayHaveLeft)
        {
            await couriers.SendAsync(scope, row, Parcel.Withdrawal, cancellationToken);
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
