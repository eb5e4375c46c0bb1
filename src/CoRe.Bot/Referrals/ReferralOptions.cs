using System.ComponentModel.DataAnnotations;
using CoRe.Bot.Dispatch;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Referrals;

/// <summary>Section <c>Referrals</c>.</summary>
internal sealed class ReferralOptions
{
    public const string Section = "Referrals";

    /// <summary>
    /// Who takes referrals: the directory id of a service, and the mailbox it has agreed on. A service that is not listed
    /// is information only: a public address that nobody watches would swallow a child's request. (Outside production and
    /// with a mail server on this machine the directory's addresses serve too, so that the whole way can be tried.)
    /// </summary>
    public Dictionary<string, RecipientOptions> Recipients { get; } = new(StringComparer.Ordinal);

    /// <summary>Hours until a referral for an emergency is overdue at the desk.</summary>
    [Range(1, 720)]
    public int EmergencyDeadlineHours { get; set; } = 2;

    /// <summary>The same for high urgency.</summary>
    [Range(1, 720)]
    public int HighDeadlineHours { get; set; } = 24;

    /// <summary>The same for everything else.</summary>
    [Range(1, 2160)]
    public int DeadlineHours { get; set; } = 72;

    /// <summary>Days for which a link lives; a reminder brings a new one.</summary>
    [Range(1, 30)]
    public int LinkDays { get; set; } = 7;

    /// <summary>Days after the appointment, or after the service said yes, until service and person are asked how it went.</summary>
    [Range(1, 60)]
    public int FollowUpDays { get; set; } = 3;
}

/// <summary>One service that takes referrals.</summary>
internal sealed class RecipientOptions
{
    /// <summary>The name that the person in chat is asked about.</summary>
    public string Name { get; set; } = "";

    /// <summary>The mailbox agreed on; empty when a programme takes them.</summary>
    public string Email { get; set; } = "";

    /// <summary>A programme of the service that takes signed calls.</summary>
    public HookOptions? Hook { get; set; }

    /// <summary>The service's own Primero.</summary>
    public PrimeroOptions? Primero { get; set; }

    /// <summary>Where the code of a link goes by SMS; empty: by a second e-mail.</summary>
    public string Phone { get; set; } = "";
}

/// <summary>Where signed calls go.</summary>
internal sealed class HookOptions
{
    public Uri? Address { get; set; }

    /// <summary>Shared by both sides: it signs the calls and the answers.</summary>
    public string Secret { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class ReferralOptionsAttributes : IValidateOptions<ReferralOptions>;

internal sealed class ReferralOptionsValidator : IValidateOptions<ReferralOptions>
{
    private readonly ReferralOptionsAttributes _attributes = new();

    public ValidateOptionsResult Validate(string? name, ReferralOptions options)
    {
        var wrong = options.Recipients.FirstOrDefault(r => !IsRight(r.Value)).Key;
        return wrong is null
            ? _attributes.Validate(name, options)
            : ValidateOptionsResult.Fail($"Referrals:Recipients:{wrong} needs a name (1 to 120 characters) and exactly one of: a plain e-mail address and/or a phone; a Hook with an https Address and a Secret of 24 characters; "
                + "a Primero with an https Address, User, Password and Fields. A phone is written like +390612345.");
    }

    private static bool IsRight(RecipientOptions it) =>
        it.Name.Length is > 0 and <= 120 && !it.Name.Any(char.IsControl)
        && (it.Email.Length > 0 || it.Phone.Length > 0 ? 1 : 0) + (it.Hook is null ? 0 : 1) + (it.Primero is null ? 0 : 1) == 1
        && (it.Email.Length == 0 || SmtpOptions.IsMailbox(it.Email))
        && it.Hook is null or { Secret.Length: >= 24 } && IsSafe(it.Hook?.Address, it.Hook is null)
        && it.Primero is null or { User.Length: > 0, Password.Length: > 0, Fields.Count: > 0 } && IsSafe(it.Primero?.Address, it.Primero is null)
        && (it.Phone.Length == 0 || PhoneOptions.IsNumber(it.Phone));

    private static bool IsSafe(Uri? address, bool absent) => absent || address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);
}
