using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>Delivers letters by SMTP.</summary>
internal sealed class EmailSender(ICoreDb database, MailServer server) : IOutboxSender
{
    public string Kind => Letters.Kind;

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var letter = Letters.Open(delivery);
        await ParcelRules.CheckAsync(database, delivery.ReferralId, Purpose(letter), cancellationToken);
        await server.SendAsync(new Mail(letter.To, letter.MessageId, letter.Subject, letter.Text), cancellationToken);
    }

    public IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery) => ParcelRules.End(delivery.ReferralId, Purpose(Letters.Open(delivery)), sent: true);

    public IReadOnlyList<IChange> AfterGivenUp(OutboxDelivery delivery) => ParcelRules.End(delivery.ReferralId, Purpose(Letters.Open(delivery)), sent: false);

    private static string? Purpose(Letter letter) => letter.Purpose ?? (letter.About is null ? null : "withdrawal");
}
