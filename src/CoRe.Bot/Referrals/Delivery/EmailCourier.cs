using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>The usual way: a letter with a link, and the code in a second message.</summary>
internal sealed class EmailCourier(Letters letters, LinkLetters links, EnqueueWriter enqueue, MailServer mail) : ICourier
{
    public bool Serves(Recipient recipient) => recipient.Email.Length > 0;

    public bool IsReady => mail.IsConfigured;

    public async Task<bool> SendAsync(CommitScope scope, ReferralRow row, ReferralDetails? details, Parcel parcel, long release, CancellationToken cancellationToken)
    {
        switch (parcel)
        {
            case Parcel.Referral:
                var link = await links.NewAsync(scope, row, cancellationToken);
                if (details is null || !await PostAsync(scope, row, letters.Referral(row, details, release, link?.Address.AbsoluteUri), cancellationToken))
                {
                    return false;
                }

                await links.SendCodeAsync(scope, row, link, cancellationToken);
                return true;
            case Parcel.Withdrawal:
                return await PostAsync(scope, row, letters.TakenBack(row), cancellationToken);
            case Parcel.Reminder:
                return await links.SendAsync(scope, row, "reminder", $"Vi abbiamo scritto per la segnalazione n. {Letters.Number(row)}. Aspettiamo ancora una risposta: anche un no ci serve, così cerchiamo altrove.", cancellationToken);
            case Parcel.Handing:
                return await links.SendAsync(scope, row, "handing", $"Per la segnalazione n. {Letters.Number(row)} la persona ha detto sì a dirvi qualcosa di più. Lo leggete sulla pagina.", cancellationToken);
            default:
                return await links.SendAsync(scope, row, "followup", $"Avete accettato la segnalazione n. {Letters.Number(row)}. Com'è andata? Basta un tocco, senza nomi.", cancellationToken);
        }
    }

    private async Task<bool> PostAsync(CommitScope scope, ReferralRow row, Letter? letter, CancellationToken cancellationToken)
    {
        if (letter is null)
        {
            return false;
        }

        await ((IChangeWriter)enqueue).WriteAsync(letters.InOutbox(row, letter), scope, cancellationToken);
        return true;
    }
}
