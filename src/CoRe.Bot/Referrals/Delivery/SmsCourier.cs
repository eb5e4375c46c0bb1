using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>A short message as it goes out.</summary>
/// <param name="Purpose">Null for the referral itself; else as in <see cref="Letter.Purpose"/>, or <c>withdrawal</c>.</param>
internal sealed record ShortMessage(string Number, string Text, string? Purpose);

[JsonSerializable(typeof(ShortMessage))]
internal sealed partial class SmsJson : JsonSerializerContext;

/// <summary>For a service with an agreed phone and no mailbox: the link in one short message, the code in another.</summary>
internal sealed class SmsCourier(LinkLetters links, EnqueueWriter enqueue, IRecipients recipients, IPhoneProvider phone) : ICourier
{
    /// <summary>Kind of the outbox rows.</summary>
    public const string Kind = "referral.sms";

    public bool Serves(Recipient recipient) => recipient is { Email.Length: 0, Phone: not null };

    public bool IsReady => phone.IsConfigured;

    public async Task<bool> SendAsync(CommitScope scope, ReferralRow row, ReferralDetails? details, Parcel parcel, long release, CancellationToken cancellationToken)
    {
        var number = Letters.Number(row);
        if (recipients.Find(row.ServiceId)?.Phone is not { } to || row.Need is null || (parcel == Parcel.Referral && details?.Area is null))
        {
            return false;
        }

        if (parcel == Parcel.Withdrawal)
        {
            await PostAsync(scope, row, enqueue, new ShortMessage(to, $"CO.RE.: la segnalazione {number} è ritirata, non è più da trattare.", "withdrawal"), $"{row.Id:N}.withdrawal.sms/{row.Version}", cancellationToken);
            return true;
        }

        if (await links.NewAsync(scope, row, cancellationToken) is not { } link)
        {
            return false;
        }

        var lead = parcel switch
        {
            Parcel.Referral => $"segnalazione {number}, {ReferralContent.NeedName(row.Need)}, urgenza {Letters.Urgency(row.Urgency)}",
            Parcel.Reminder => $"aspettiamo una risposta per la segnalazione {number}",
            Parcel.Handing => $"altre parole per voi, segnalazione {number}",
            _ => $"com'è andata con la segnalazione {number}?",
        };
        await PostAsync(scope, row, enqueue, new ShortMessage(to, $"CO.RE.: {lead}. Rispondete qui: {link.Address} Il codice arriva a parte.", ParcelRules.Purpose(parcel)), $"{link.Id:N}.sms", cancellationToken);
        await links.SendCodeAsync(scope, row, link, cancellationToken);
        return true;
    }

    public static Task PostAsync(CommitScope scope, ReferralRow row, EnqueueWriter enqueue, ShortMessage message, string key, CancellationToken cancellationToken) =>
        ((IChangeWriter)enqueue).WriteAsync(new Enqueue(Kind, key, new ConversationId(row.ConversationId), new CaseId(row.CaseId), new ReferralId(row.Id),
            JsonSerializer.SerializeToUtf8Bytes(message, SmsJson.Default.ShortMessage)), scope, cancellationToken);
}

/// <summary>Hands short messages to the phone provider.</summary>
internal sealed class SmsSender(ICoreDb database, IPhoneProvider phone) : IOutboxSender
{
    public string Kind => SmsCourier.Kind;

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var message = Open(delivery);
        await ParcelRules.CheckAsync(database, delivery.ReferralId, message.Purpose, cancellationToken);
        await phone.SendSmsAsync(message.Number, message.Text, cancellationToken);
    }

    public IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery) => ParcelRules.End(delivery.ReferralId, Open(delivery).Purpose, sent: true);

    public IReadOnlyList<IChange> AfterGivenUp(OutboxDelivery delivery) => ParcelRules.End(delivery.ReferralId, Open(delivery).Purpose, sent: false);

    private static ShortMessage Open(OutboxDelivery delivery) => JsonSerializer.Deserialize(delivery.Payload.Span, SmsJson.Default.ShortMessage)!;
}
