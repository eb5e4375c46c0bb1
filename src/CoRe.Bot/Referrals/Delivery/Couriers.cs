using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>What goes to a service.</summary>
internal enum Parcel
{
    Referral,

    /// <summary>The referral counts no longer.</summary>
    Withdrawal,
    Reminder,

    /// <summary>How did it go?</summary>
    FollowUp,

    /// <summary>The person agreed to tell more; it stands on the page behind the link.</summary>
    Handing,
}

/// <summary>One way to a service: e-mail, a signed call, another programme's own interface.</summary>
internal interface ICourier
{
    bool Serves(Recipient recipient);

    /// <summary>Whether the settings let anything leave this way now.</summary>
    bool IsReady { get; }

    /// <summary>Puts it into the outbox of the same commit. False when there is nothing to send: this way knows no such parcel, or the row is not complete.</summary>
    /// <param name="details">The sealed part, opened; only for the referral itself.</param>
    /// <param name="release">The receipt that released it: the same release is the same parcel however often it is tried.</param>
    Task<bool> SendAsync(CommitScope scope, ReferralRow row, ReferralDetails? details, Parcel parcel, long release, CancellationToken cancellationToken);
}

/// <summary>Finds the way that a service has agreed on.</summary>
internal sealed class Couriers(IEnumerable<ICourier> couriers, IRecipients recipients)
{
    public ICourier? For(ReferralRow row) => recipients.Find(row.ServiceId) is { } recipient ? couriers.FirstOrDefault(courier => courier.Serves(recipient)) : null;

    /// <summary>False when nothing could be sent.</summary>
    public async Task<bool> SendAsync(CommitScope scope, ReferralRow row, Parcel parcel, CancellationToken cancellationToken) =>
        For(row) is { IsReady: true } courier && await courier.SendAsync(scope, row, null, parcel, 0, cancellationToken);
}

/// <summary>The same for every way: what is looked at right before a parcel leaves, and what its end means.</summary>
internal static class ParcelRules
{
    /// <summary>Looks once more that it may go.</summary>
    /// <param name="purpose">Null for the referral itself, <c>withdrawal</c>, or what else it is.</param>
    /// <exception cref="OutboxException">It may not (any more).</exception>
    public static async Task CheckAsync(ICoreDb database, Guid? referral, string? purpose, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var row = await db.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.Id == referral, cancellationToken);
        var may = purpose switch
        {
            "withdrawal" => true,
            null => row is { State: ReferralState.Sending } && await ReferralLedger.ReleaseAsync(db, row, cancellationToken) is not null,
            _ => row is not null && !ReferralRules.HasEnded(row.State),
        };
        if (!may)
        {
            throw new OutboxException("not_released", permanent: true);
        }
    }

    public static IReadOnlyList<IChange> End(Guid? referral, string? purpose, bool sent)
    {
        var id = new ReferralId(referral ?? Guid.Empty);
        return [purpose switch
        {
            null => sent ? new ReferralDelivered(id) : new ReferralUndeliverable(id),
            "withdrawal" => new WithdrawalTold(id, sent),
            _ => new LetterEnded(id, purpose, sent),
        }];
    }

    public static string? Purpose(Parcel parcel) => parcel switch { Parcel.Referral => null, Parcel.Withdrawal => "withdrawal", Parcel.Reminder => "reminder", Parcel.Handing => "handing", _ => "followup" };
}
