using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Following;

/// <summary>The deadline has passed. Does nothing when somebody has acted since <paramref name="Version"/>.</summary>
internal sealed record KeepReferral(ReferralId Referral, long Version) : IChange;

/// <summary>What follows a passed deadline in each state. Always leaves an end or a new deadline.</summary>
internal sealed class KeepReferralWriter(ReferralLedger ledger, Couriers couriers, ReferralNews news, CancelOutboxWriter cancel, ICaseBell bell) : ChangeWriter<KeepReferral>
{
    /// <summary>A person who was asked and says nothing is left in peace after so many deadlines.</summary>
    private const int MostSilences = 5;

    /// <summary>The outbox gives up by itself long before this; a row that never woke it must not wait for ever.</summary>
    private const int MostWaits = 3;

    protected override async Task WriteAsync(KeepReferral change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Referrals.FindAsync([change.Referral.Value], cancellationToken) is not { } row || row.Version != change.Version || ReferralRules.HasEnded(row.State) || row.Deadline > scope.Now)
        {
            return;
        }

        switch (row.State)
        {
            case ReferralState.Sent or ReferralState.Opened when row.Nags == 0 && await couriers.SendAsync(scope, row, Parcel.Reminder, cancellationToken):
                Nag(scope, row, "reminded");
                break;
            case ReferralState.Sent or ReferralState.Opened:
                ledger.Move(scope, row, ReferralMove.Lapse);
                await RingAsync(scope, row, CaseCalls.Unanswered, cancellationToken);
                break;
            case ReferralState.Sending when row.Nags >= MostWaits:
                ledger.Move(scope, row, ReferralMove.Undeliverable);
                ReferralLedger.Count(scope, row, FactType.ReferralFailed);
                await ((IChangeWriter)cancel).WriteAsync(new CancelOutbox(row.Id), scope, cancellationToken);
                await news.TellAsync(scope, row, cancellationToken);
                await RingAsync(scope, row, CaseCalls.Failed, cancellationToken);
                break;
            case ReferralState.Accepted when row.Nags == 0:
                await AskHowItWentAsync(scope, row, cancellationToken);
                Nag(scope, row, "followed_up");
                row.Deadline = ledger.NextDeadline(row, scope.Now);
                break;
            case ReferralState.Accepted:
                row.Outcome = "not_known";
                ledger.Move(scope, row, ReferralMove.Finish);
                ReferralLedger.Count(scope, row, FactType.ReferralCompleted, row.Outcome);
                await ReferralLinks.RevokeAsync(scope, row.Id, cancellationToken);
                break;
            case ReferralState.Asked when row.Nags >= MostSilences:
                Close(scope, row, "person_silent");
                break;
            case ReferralState.Draft when await CaseClosedAsync(scope, row, cancellationToken):
                Close(scope, row, "case_closed");
                break;
            default:
                Nag(scope, row, row.Nags == 0 ? "overdue" : null);
                if (ReferralRules.Owner(row.State) == ReferralOwner.Desk)
                {
                    await RingAsync(scope, row, CaseCalls.Overdue, cancellationToken);
                }

                break;
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
    }

    private Task RingAsync(CommitScope scope, ReferralRow row, string call, CancellationToken cancellationToken) =>
        bell.RingAsync(scope, new CaseId(row.CaseId), call, row.Urgency, cancellationToken);

    private async Task AskHowItWentAsync(CommitScope scope, ReferralRow row, CancellationToken cancellationToken)
    {
        await couriers.SendAsync(scope, row, Parcel.FollowUp, cancellationToken);
        await news.AskHelpedAsync(scope, row, cancellationToken);
    }

    private void Nag(CommitScope scope, ReferralRow row, string? line)
    {
        row.Nags++;
        row.Deadline = ledger.Deadline(row.Urgency, scope.Now);
        if (line is null)
        {
            row.Version++;
        }
        else
        {
            ReferralLedger.Note(scope, row, line);
        }
    }

    private void Close(CommitScope scope, ReferralRow row, string outcome)
    {
        ledger.Move(scope, row, ReferralMove.Close);
        row.Outcome = outcome;
        ReferralLedger.Note(scope, row, $"outcome:{outcome}");
    }

    private static Task<bool> CaseClosedAsync(CommitScope scope, ReferralRow row, CancellationToken cancellationToken) =>
        scope.Db.Cases.AnyAsync(c => c.Id == row.CaseId && c.State == CaseState.Closed, cancellationToken);
}
