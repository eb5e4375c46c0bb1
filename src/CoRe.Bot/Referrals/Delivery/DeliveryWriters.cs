using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Following;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>Lets a referral go out: the state must allow it AND a receipt for exactly this recipient must stand.</summary>
internal sealed class SendWriter(ReferralLedger ledger, Couriers couriers) : ChangeWriter<SendReferral>
{
    protected override async Task WriteAsync(SendReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReferralLedger.LoadAsync(scope, change.Referral, cancellationToken);
        ledger.Move(scope, row, ReferralMove.Send, change.By);
        var release = await ReferralLedger.ReleaseAsync(scope.Db, row, cancellationToken) ?? throw new IllegalReferralMoveException("no_receipt");
        var courier = couriers.For(row) ?? throw new IllegalReferralMoveException("not_complete");
        if (!courier.IsReady)
        {
            throw new IllegalReferralMoveException("delivery_not_configured");
        }

        var details = await ledger.OpenAsync(scope.Db, row, cancellationToken);
        if (!await courier.SendAsync(scope, row, details, Parcel.Referral, release.Id, cancellationToken))
        {
            throw new IllegalReferralMoveException("not_complete");
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>The outbox delivered it. Must never throw: the mark "sent" stands in the same commit, and without it the letter goes again.</summary>
internal sealed class DeliveredWriter(Couriers couriers, ReferralLedger ledger, ReferralNews news) : ChangeWriter<ReferralDelivered>
{
    protected override async Task WriteAsync(ReferralDelivered change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Referrals.FindAsync([change.Referral.Value], cancellationToken) is not { } row)
        {
            return;
        }

        if (row.State == ReferralState.Sending)
        {
            ledger.Move(scope, row, ReferralMove.Delivered);
            row.SentAt = scope.Now;
            ReferralLedger.Count(scope, row, FactType.ReferralSent);
            await news.TellAsync(scope, row, cancellationToken);
        }
        else
        {
            ReferralLedger.Note(scope, row, "sent_late");
            if (row.State == ReferralState.Withdrawn)
            {
                // Taken back while the letter was on its way.
                await couriers.SendAsync(scope, row, Parcel.Withdrawal, cancellationToken);
            }
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>The outbox gave up. Shown at the desk as failed; a person decides what next.</summary>
internal sealed class UndeliverableWriter(ReferralLedger ledger, ReferralNews news, ICaseBell bell) : ChangeWriter<ReferralUndeliverable>
{
    protected override async Task WriteAsync(ReferralUndeliverable change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Referrals.FindAsync([change.Referral.Value], cancellationToken) is { State: ReferralState.Sending } row)
        {
            ledger.Move(scope, row, ReferralMove.Undeliverable);
            ReferralLedger.Count(scope, row, FactType.ReferralFailed);
            await news.TellAsync(scope, row, cancellationToken);
            await bell.RingAsync(scope, new CaseId(row.CaseId), CaseCalls.Failed, row.Urgency, cancellationToken);
            await scope.Db.SaveChangesAsync(cancellationToken);
        }
    }
}

/// <summary>What became of a letter that moves nothing: a code, a reminder, a question how it went.</summary>
internal sealed class LetterEndedWriter : ChangeWriter<LetterEnded>
{
    protected override async Task WriteAsync(LetterEnded change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (!change.Sent && await scope.Db.Referrals.FindAsync([change.Referral.Value], cancellationToken) is { } row)
        {
            ReferralLedger.Note(scope, row, change.Purpose + "_not_sent");
            await scope.Db.SaveChangesAsync(cancellationToken);
        }
    }
}

internal sealed class WithdrawalToldWriter : ChangeWriter<WithdrawalTold>
{
    protected override async Task WriteAsync(WithdrawalTold change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Referrals.FindAsync([change.Referral.Value], cancellationToken) is { } row)
        {
            ReferralLedger.Note(scope, row, change.Told ? "withdrawal_told" : "withdrawal_not_told");
            await scope.Db.SaveChangesAsync(cancellationToken);
        }
    }
}
