using System.ComponentModel.DataAnnotations;
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

    /// <summary>Days for which a link lives.</summary>
    [Range(1, 30)]
    public int LinkDays { get; set; } = 14;

    /// <summary>Days after the appointment, or after the service said yes, until service and person are asked how it went.</summary>
    [Range(1, 60)]
    public int FollowUpDays { get; set; } = 3;
}

/// <summary>One service that takes referrals.</summary>
internal sealed class RecipientOptions
{
    /// <summary>The name that the person in chat is asked about.</summary>
    public string Name { get; set; } = "";

    /// <summary>The mailbox agreed on.</summary>
    public string Email { get; set; } = "";

    /// <summary>Where the code of a link goes by SMS; empty: by a second e-mail.</summary>
    public string Phone { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class ReferralOptionsAttributes : IValidateOptions<ReferralOptions>;

internal sealed class ReferralOptionsValidator : IValidateOptions<ReferralOptions>
{
    private readonly ReferralOptionsAttributes _attributes = new();

    public ValidateOptionsResult Validate(string? name, ReferralOptions options)
    {
        var wrong = options.Recipients.FirstOrDefault(r => r.Value.Name.Length is 0 or > 120 || r.Value.Name.Any(char.IsControl)
            || !Dispatch.SmtpOptions.IsMailbox(r.Value.Email) || (r.Value.Phone.Length > 0 && !Dispatch.PhoneOptions.IsNumber(r.Value.Phone))).Key;
        return wrong is null
            ? _attributes.Validate(name, options)
            : ValidateOptionsResult.Fail($"Referrals:Recipients:{wrong} needs a name (1 to 120 characters) and one plain e-mail address; a phone is written like +390612345.");
    }
}
