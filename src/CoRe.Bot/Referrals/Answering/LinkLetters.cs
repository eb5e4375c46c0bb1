using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Referrals.Answering;

/// <summary>
/// Gives a service its link and, in a second message, the code: programs that open the links of a letter, and even press the
/// buttons behind them, have not read the other one.
/// </summary>
internal sealed class LinkLetters(Letters letters, IRecipients recipients, EnqueueWriter enqueue, MailServer mail, IPhoneProvider phone, IOptions<SiteOptions> site, IOptions<ReferralOptions> options)
{
    /// <summary>A new link; older ones of the referral die. Null when nobody has said where this site is reached.</summary>
    public async Task<NewLink?> NewAsync(CommitScope scope, ReferralRow row, CancellationToken cancellationToken)
    {
        if (site.Value.Address is not { } address)
        {
            return null;
        }

        await ReferralLinks.RevokeAsync(scope, row.Id, cancellationToken);
        var (id, token, code) = (Guid.CreateVersion7(scope.Now), LinkSecrets.NewToken(), LinkSecrets.NewCode());
        scope.Db.ReferralLinks.Add(new ReferralLinkRow
        {
            Id = id,
            ReferralId = row.Id,
            TokenHash = LinkSecrets.Hash(token),
            CodeHash = LinkSecrets.HashCode(id, code),
            CreatedAt = scope.Now,
            ExpiresAt = scope.Now.AddDays(options.Value.LinkDays),
        });
        return new NewLink(id, new Uri(address, $"/r/{token}"), code);
    }

    /// <summary>The second message. To a phone when one is agreed on and a provider is set, else by e-mail.</summary>
    public async Task SendCodeAsync(CommitScope scope, ReferralRow row, NewLink? link, CancellationToken cancellationToken)
    {
        if (link is null || recipients.Find(row.ServiceId) is not { } recipient)
        {
            return;
        }

        var text = $"Il codice per rispondere alla segnalazione {Letters.Number(row)} è: {link.Code}";
        if (recipient.Phone is { } number && phone.IsConfigured)
        {
            await SmsCourier.PostAsync(scope, row, enqueue, new ShortMessage(number, text, "code"), $"{link.Id:N}.code.sms", cancellationToken);
        }
        else if (letters.Further(row, "code", link.Id, text + "\n\nIl link sta in un altro messaggio.\n") is { } letter)
        {
            await ((IChangeWriter)enqueue).WriteAsync(letters.InOutbox(row, letter), scope, cancellationToken);
        }
    }

    /// <summary>A reminder or the question how it went, with a new link and its code. False when nothing can be sent.</summary>
    /// <param name="purpose"><c>reminder</c> or <c>followup</c>.</param>
    /// <param name="lead">The sentence before the link.</param>
    public async Task<bool> SendAsync(CommitScope scope, ReferralRow row, string purpose, string lead, CancellationToken cancellationToken)
    {
        if (!mail.IsConfigured || recipients.Find(row.ServiceId) is null || await NewAsync(scope, row, cancellationToken) is not { } link)
        {
            return false;
        }

        var text = $"""
            {lead}

            Rispondete qui, senza registrarvi:
            {link.Address}

            La pagina chiede un codice nuovo: arriva in un altro messaggio. Il link precedente non vale più.
            """;
        await ((IChangeWriter)enqueue).WriteAsync(letters.InOutbox(row, letters.Further(row, purpose, link.Id, text)!), scope, cancellationToken);
        await SendCodeAsync(scope, row, link, cancellationToken);
        return true;
    }
}
