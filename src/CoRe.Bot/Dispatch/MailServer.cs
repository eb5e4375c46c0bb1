using CoRe.Bot.Storage;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CoRe.Bot.Dispatch;

/// <summary>A letter as it will go out. <paramref name="MessageId"/> stays the same at every try: the recipient's idempotency key.</summary>
internal sealed record Mail(string To, string MessageId, string Subject, string Text);

/// <summary>Hands letters to the mail server of <see cref="SmtpOptions"/>.</summary>
internal sealed class MailServer(IOptions<SmtpOptions> options, TimeProvider time)
{
    public bool IsConfigured => options.Value.IsConfigured;

    /// <summary>What stands after the @ of the sender: the place where message ids of ours are at home.</summary>
    public string Domain => options.Value.From[(options.Value.From.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <exception cref="OutboxException">The server did not take it; permanent when trying again cannot help.</exception>
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
        {
            throw new OutboxException("delivery_not_configured", permanent: false);
        }

        try
        {
            using var message = Compose(mail);
            await PostAsync(message, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw Explain(error);
        }
    }

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

    private MimeMessage Compose(Mail mail)
    {
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Subject = mail.Subject,
            Date = time.GetUtcNow(),
            Body = new TextPart("plain") { Text = mail.Text },
        };
        message.From.Add(MailboxAddress.Parse(options.Value.From));
        message.To.Add(MailboxAddress.Parse(mail.To));
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
