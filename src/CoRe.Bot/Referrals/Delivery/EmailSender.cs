using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>Delivers letters by SMTP. Looks once more, right before it connects, that the referral may still go out.</summary>
internal sealed class EmailSender(ICoreDb database, MailServer server) : IOutboxSender
{
    public string Kind => Letters.Kind;

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var letter = Letters.Open(delivery);
        if (letter.About is null && !await MayGoAsync(delivery.ReferralId, cancellationToken) || letter.Purpose is not null && !await IsAliveAsync(delivery.ReferralId, cancellationToken))
        {
            throw new OutboxException("not_released", permanent: true);
        }

        await server.SendAsync(new Mail(letter.To, letter.MessageId, letter.Subject, letter.Text), cancellationToken);
    }

    public IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery) =>
        [Letters.Open(delivery) is { Purpose: { } purpose } ? new LetterEnded(Of(delivery), purpose, Sent: true) : Letters.Open(delivery).About is null ? new ReferralDelivered(Of(delivery)) : new WithdrawalTold(Of(delivery), Told: true)];

    public IReadOnlyList<IChange> AfterGivenUp(OutboxDelivery delivery) =>
        [Letters.Open(delivery) is { Purpose: { } purpose } ? new LetterEnded(Of(delivery), purpose, Sent: false) : Letters.Open(delivery).About is null ? new ReferralUndeliverable(Of(delivery)) : new WithdrawalTold(Of(delivery), Told: false)];

    private static ReferralId Of(OutboxDelivery delivery) => new(delivery.ReferralId ?? Guid.Empty);

    private async Task<bool> IsAliveAsync(Guid? id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is { } row && !ReferralRules.HasEnded(row.State);
    }

    private async Task<bool> MayGoAsync(Guid? id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var row = await db.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
        return row is { State: ReferralState.Sending } && await ReferralLedger.ReleaseAsync(db, row, cancellationToken) is not null;
    }
}
