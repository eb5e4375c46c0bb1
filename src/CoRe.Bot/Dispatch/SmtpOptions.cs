using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CoRe.Bot.Dispatch;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>Plain until STARTTLS, which is required (port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,

    /// <summary>No protection: only to a server on this very machine.</summary>
    None,
}

/// <summary>Section <c>Mail</c>. Without a host no letter goes out, and the desk says so.</summary>
internal sealed class SmtpOptions
{
    public const string Section = "Mail";

    /// <summary>Mail server; empty switches delivery off.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Account at the mail server; empty when it asks for none.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Sender: a mailbox of the network that people read.</summary>
    public string From { get; set; } = "";

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Longest wait for one answer of the mail server.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    public bool IsConfigured => Host.Length > 0;

    /// <summary>The mail server stands on this very machine.</summary>
    public bool IsLocal => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>One plain address: no name, no list, no line break that could become a header.</summary>
    public static bool IsMailbox(string address) =>
        address.Length is > 2 and <= 254 && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address == address && address.Contains('@', StringComparison.Ordinal);
}

[OptionsValidator]
internal sealed partial class SmtpOptionsAttributes : IValidateOptions<SmtpOptions>;

internal sealed class SmtpOptionsValidator : IValidateOptions<SmtpOptions>
{
    private readonly SmtpOptionsAttributes _attributes = new();

    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Success;
        }

        if (!SmtpOptions.IsMailbox(options.From))
        {
            return ValidateOptionsResult.Fail("Mail:From must be one plain e-mail address.");
        }

        return options.Security == SmtpSecurity.None && !options.IsLocal
            ? ValidateOptionsResult.Fail("Mail:Security None is only for a mail server on this machine.")
            : _attributes.Validate(name, options);
    }
}
