using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Answering;

/// <summary>A person of the desk sends the service a new link; the old one dies. Illegal when there is no way to send one or nothing to answer.</summary>
internal sealed record RemindService(ReferralId Referral, OperatorId By) : IChange;

/// <summary>Ends every link of the referral.</summary>
internal sealed record BlockLinks(ReferralId Referral, OperatorId By) : IChange;

internal sealed class RemindServiceWriter(Couriers couriers) : ChangeWriter<RemindService>
{
    protected override async Task WriteAsync(RemindService change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        if (!ReferralLinks.IsAnswerable(row.State))
        {
            throw new IllegalReferralMoveException("nothing_to_answer");
        }

        if (!await couriers.SendAsync(scope, row, Parcel.Reminder, cancellationToken))
        {
            throw new IllegalReferralMoveException("delivery_not_configured");
        }

        ReferralLedger.Note(scope, row, "reminded", change.By);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class BlockLinksWriter : ChangeWriter<BlockLinks>
{
    protected override async Task WriteAsync(BlockLinks change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        await ReferralLinks.RevokeAsync(scope, row.Id, cancellationToken);
        ReferralLedger.Note(scope, row, "links_blocked", change.By);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
