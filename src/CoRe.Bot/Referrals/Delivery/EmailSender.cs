using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CoRe.Bot.Referrals.Delivery;

/// <summary>Delivers letters by SMTP. Looks once more, right before it connects, that the referral may still go out.</summary>
internal sealed class EmailSender(ICoreDb database, IOptions<SmtpOptions> options, TimeProvider time) : IOutboxSender
{
    public string Kind => Letters.Kind;

    public async Task SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var letter = Letters.Open(delivery);
        if (letter.About is null && !await MayGoAsync(delivery.ReferralId, cancellationToken))
        {
            throw new OutboxException("not_released", permanent: true);
        }

        if (!options.Value.IsConfigured)
        {
            throw new OutboxException("delivery_not_configured", permanent: false);
        }

        try
        {
            using var message = Compose(letter);
            await PostAsync(message, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw Explain(error);
        }
    }

    public IReadOnlyList<IChange> AfterSent(OutboxDelivery delivery) =>
        [Letters.Open(delivery).About is null ? new ReferralDelivered(Of(delivery)) : new WithdrawalTold(Of(delivery), Told: true)];

    public IReadOnlyList<IChange> AfterGivenUp(OutboxDelivery delivery) =>
        [Letters.Open(delivery).About is null ? new ReferralUndeliverable(Of(delivery)) : new WithdrawalTold(Of(delivery), Told: false)];

    private static ReferralId Of(OutboxDelivery delivery) => new(delivery.ReferralId ?? Guid.Empty);

    /// <summary>A short code of ours; the server's own text could quote anything.</summary>
    private static OutboxException Explain(Exception error) => error switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= SmtpStatusCode.CommandUnrecognized } =>
            new OutboxException("mailbox_refused", permanent: true),
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted, StatusCode: >= SmtpStatusCode.CommandUnrecognized } =>
            new OutboxException("letter_refused", permanent: true),
        SmtpCommandException => new OutboxException("server_busy", permanent: false),
        AuthenticationException => new OutboxException("server_login", permanent: false),
        SslHandshakeException or NotSupportedException => new OutboxException("server_not_secure", permanent: false),
        _ => new OutboxException("server_unreachable", permanent: false),
    };

    private async Task<bool> MayGoAsync(Guid? id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var row = await db.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
        return row is { State: ReferralState.Sending } && await ReferralLedger.ReleaseAsync(db, row, cancellationToken) is not null;
    }

    private MimeMessage Compose(Letter letter)
    {
        var message = new MimeMessage
        {
            MessageId = letter.MessageId,
            Subject = letter.Subject,
            Date = time.GetUtcNow(),
            Body = new TextPart("plain") { Text = letter.Text },
        };
        message.From.Add(MailboxAddress.Parse(options.Value.From));
        message.To.Add(MailboxAddress.Parse(letter.To));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private async Task PostAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var smtp = options.Value;
        using var client = new SmtpClient { Timeout = smtp.TimeoutSeconds * 1000 };
        var security = smtp.Security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        await client.ConnectAsync(smtp.Host, smtp.Port, security, cancellationToken);
        if (smtp.User.Length > 0)
        {
            await client.AuthenticateAsync(smtp.User, smtp.Password, cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);

        // Accepted: from here on nothing may fail, or it goes a second time. MailKit keeps a failed goodbye to itself.
        await client.DisconnectAsync(quit: true, CancellationToken.None);
    }
}
