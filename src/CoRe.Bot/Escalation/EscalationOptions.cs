using System.ComponentModel.DataAnnotations;
using CoRe.Bot.Escalation.Duty;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation;

/// <summary>Section <c>Escalation</c>: the desk's clocks.</summary>
internal sealed class EscalationOptions : IValidatableObject
{
    public const string Section = "Escalation";

    /// <summary>An operator on shift who was not seen for so long is not there: the desk is not staffed, their talks go back to the bot.</summary>
    [Range(1, 60)]
    public int PresenceMinutes { get; set; } = 10;

    /// <summary>The longest shift; it ends by itself.</summary>
    [Range(1, 24)]
    public int ShiftHours { get; set; } = 8;

    /// <summary>How many talks somebody holds at once before others are asked first. Nobody is kept from taking more.</summary>
    [Range(1, 50)]
    public int LoadCap { get; set; } = 4;

    /// <summary>Hours from the first knowledge until somebody should have decided whether to report.</summary>
    [Range(1, 240)]
    public int ReportDecisionHours { get; set; } = 24;

    /// <summary>When the desk is usually open, for example <c>Mon-Fri 09:00-18:00 Europe/Rome</c>. Empty: no text names a time.</summary>
    public string[] OpeningHours { get; set; } = [];

    /// <summary>Minutes in which a case of severity 3 should be taken; afterwards the queue says that it is late.</summary>
    [Range(1, 1440)]
    public int EmergencyMinutes { get; set; } = 2;

    /// <summary>The same for severity 2.</summary>
    [Range(1, 1440)]
    public int HighMinutes { get; set; } = 10;

    /// <summary>The same for everything else.</summary>
    [Range(1, 10_080)]
    public int OtherMinutes { get; set; } = 120;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var line in OpeningHours.Where(line => OpeningPeriod.Parse(line) is null))
        {
            yield return new ValidationResult($"'{line}' is not like 'Mon-Fri 09:00-18:00 Europe/Rome'.", [nameof(OpeningHours)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class EscalationOptionsValidator : IValidateOptions<EscalationOptions>;
