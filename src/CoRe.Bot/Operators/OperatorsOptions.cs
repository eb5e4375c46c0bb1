using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators;

/// <summary>Section <c>Operators</c>: accounts and sessions of the desk.</summary>
internal sealed class OperatorsOptions
{
    public const string Section = "Operators";

    /// <summary>The first account, made only while there is none.</summary>
    [ValidateObjectMembers]
    public BootstrapOptions Bootstrap { get; set; } = new();

    /// <summary>A session ends after so many minutes without a key or pointer.</summary>
    [Range(1, 60)]
    public int IdleMinutes { get; set; } = 15;

    /// <summary>A session ends after so many hours, whatever happens.</summary>
    [Range(1, 12)]
    public int SessionHours { get; set; } = 8;

    /// <summary>Whether everybody needs a second factor. Unset: yes in production, no in development.</summary>
    public bool? RequireSecondFactor { get; set; }

    /// <summary>Passwords checked per client address (or known browser) in five minutes.</summary>
    [Range(1, 1000)]
    public int TriesPerClient { get; set; } = 10;

    /// <summary>Passwords checked in five minutes from all browsers that never signed in before.</summary>
    [Range(1, 10_000)]
    public int TriesOfStrangers { get; set; } = 200;

    /// <summary>How long a one-time password of a new or reset account may wait.</summary>
    [Range(1, 168)]
    public int OneTimePasswordHours { get; set; } = 24;

    /// <summary>How long the link of an invitation lives.</summary>
    [Range(1, 168)]
    public int InvitationHours { get; set; } = 72;

    /// <summary>Cases one operator may open in an hour before the audit trail marks it.</summary>
    [Range(1, 10_000)]
    public int OpenedCasesPerHour { get; set; } = 50;

    /// <summary>Set from <c>Mode</c>, not from this section.</summary>
    internal bool Production { get; set; }

    internal bool SecondFactorNeeded => RequireSecondFactor ?? Production;
}

/// <summary>Name and password of the first supervisor. Without a password a random one is printed once.</summary>
internal sealed class BootstrapOptions
{
    [Required, StringLength(64, MinimumLength = 1)]
    public string UserName { get; set; } = "supervisor";

    /// <summary>At least 12 characters. Leave it out where other people can read the settings.</summary>
    public string? Password { get; set; }
}

[OptionsValidator]
internal sealed partial class OperatorsOptionsValidator : IValidateOptions<OperatorsOptions>;
