using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation;

/// <summary>Section <c>Escalation</c>.</summary>
internal sealed class EscalationOptions
{
    public const string Section = "Escalation";

    /// <summary>An operator on shift counts as there only while the desk was seen open within so many minutes.</summary>
    [Range(1, 120)]
    public int PresenceMinutes { get; set; } = 10;

    /// <summary>Longest shift; a forgotten one ends by itself.</summary>
    [Range(1, 24)]
    public int ShiftHours { get; set; } = 9;

    /// <summary>Time zone of <see cref="OpeningHours"/> and of the desk's clocks.</summary>
    [Required]
    public string TimeZone { get; set; } = "Europe/Rome";

    /// <summary>When somebody is normally there; only for saying when somebody is back. Empty: nothing is said about it.</summary>
    public IList<OpeningHours> OpeningHours { get; } = [];
}

/// <summary>Hours of one weekday, local time, for example Monday 09:00 to 18:00.</summary>
internal sealed class OpeningHours
{
    public DayOfWeek Day { get; set; }

    public TimeOnly From { get; set; }

    public TimeOnly To { get; set; }
}

internal sealed class EscalationOptionsValidator : IValidateOptions<EscalationOptions>
{
    private readonly EscalationOptionsAttributes _attributes = new();

    public ValidateOptionsResult Validate(string? name, EscalationOptions options)
    {
        if (options.OpeningHours.Any(h => h.From >= h.To))
        {
            return ValidateOptionsResult.Fail("Escalation:OpeningHours: From must be before To; write a night as two days.");
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _)
            ? _attributes.Validate(name, options)
            : ValidateOptionsResult.Fail("Escalation:TimeZone is not a known time zone.");
    }
}

[OptionsValidator]
internal sealed partial class EscalationOptionsAttributes : IValidateOptions<EscalationOptions>;
