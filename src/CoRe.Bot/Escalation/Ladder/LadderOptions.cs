using System.ComponentModel.DataAnnotations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Ladder;

/// <summary>Who stands on a rung. Stored as a number: append only.</summary>
internal enum LadderAudience
{
    /// <summary>Operators on shift who read the language of the talk.</summary>
    Readers,

    /// <summary>Every operator on shift.</summary>
    Operators,

    /// <summary>Every supervisor, on shift or not.</summary>
    Supervisors,

    /// <summary>The partners on call.</summary>
    OnCall,
}

/// <summary>How somebody is reached. Stored as a number: append only.</summary>
internal enum LadderMeans
{
    /// <summary>The rung was passed: nobody stands on it whom we could reach.</summary>
    Nobody,

    /// <summary>Sound and title of an open desk.</summary>
    Desk,
    Email,
    Sms,
    Call,

    /// <summary>A signed call to a machine of the network.</summary>
    Hook,

    /// <summary>The person in chat was told that nobody has answered yet.</summary>
    Chat,

    /// <summary>A notification of the browser while the desk's window is closed.</summary>
    Push,
}

/// <summary>One rung: after so many seconds of waiting, to whom, by what.</summary>
internal sealed class RungOptions
{
    [Range(0, 604_800)]
    public int AfterSeconds { get; set; }

    public LadderAudience To { get; set; }

    public LadderMeans[] By { get; set; } = [];
}

/// <summary>A partner who is reached when nobody of the team takes a case.</summary>
internal sealed class OnCallOptions
{
    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    /// <summary>International form, <c>+39…</c>.</summary>
    public string Phone { get; set; } = "";
}

/// <summary>Section <c>Escalation:Ladder</c>: who hears of a case that nobody takes, when, and by what.</summary>
internal sealed class LadderOptions : IValidatableObject
{
    public const string Section = "Escalation:Ladder";

    private static readonly RungOptions[] ForEmergencies =
    [
        new() { AfterSeconds = 0, To = LadderAudience.Readers, By = [LadderMeans.Desk, LadderMeans.Push, LadderMeans.Email] },
        new() { AfterSeconds = 45, To = LadderAudience.Operators, By = [LadderMeans.Desk, LadderMeans.Push, LadderMeans.Email] },
        new() { AfterSeconds = 90, To = LadderAudience.Supervisors, By = [LadderMeans.Desk, LadderMeans.Push, LadderMeans.Email, LadderMeans.Sms] },
        new() { AfterSeconds = 120, To = LadderAudience.OnCall, By = [LadderMeans.Email, LadderMeans.Sms, LadderMeans.Call, LadderMeans.Hook] },
    ];

    private static readonly RungOptions[] ForHighs =
    [
        new() { AfterSeconds = 0, To = LadderAudience.Readers, By = [LadderMeans.Desk, LadderMeans.Push] },
        new() { AfterSeconds = 180, To = LadderAudience.Operators, By = [LadderMeans.Desk, LadderMeans.Push, LadderMeans.Email] },
        new() { AfterSeconds = 420, To = LadderAudience.Supervisors, By = [LadderMeans.Desk, LadderMeans.Push, LadderMeans.Email, LadderMeans.Sms] },
        new() { AfterSeconds = 600, To = LadderAudience.OnCall, By = [LadderMeans.Email, LadderMeans.Sms, LadderMeans.Hook] },
    ];

    private static readonly RungOptions[] ForOthers =
    [
        new() { AfterSeconds = 0, To = LadderAudience.Readers, By = [LadderMeans.Desk, LadderMeans.Push] },
        new() { AfterSeconds = 1800, To = LadderAudience.Operators, By = [LadderMeans.Desk, LadderMeans.Push] },
        new() { AfterSeconds = 7200, To = LadderAudience.Supervisors, By = [LadderMeans.Desk, LadderMeans.Push, LadderMeans.Email] },
    ];

    /// <summary>Rungs for severity 3; empty: ours.</summary>
    [ValidateEnumeratedItems]
    public List<RungOptions> Emergency { get; } = [];

    /// <summary>The same for severity 2.</summary>
    [ValidateEnumeratedItems]
    public List<RungOptions> High { get; } = [];

    /// <summary>The same for everything else. Its clock pauses outside <see cref="EscalationOptions.OpeningHours"/>; the two above never do.</summary>
    [ValidateEnumeratedItems]
    public List<RungOptions> Other { get; } = [];

    public List<OnCallOptions> OnCall { get; } = [];

    /// <summary>A machine that is told of rungs with <see cref="LadderMeans.Hook"/>.</summary>
    public Uri? Hook { get; set; }

    public string HookSecret { get; set; } = "";

    /// <summary>Told every few minutes that the ladder lives; it raises the alarm when it hears nothing.</summary>
    public Uri? Watchdog { get; set; }

    [Range(1, 60)]
    public int WatchdogMinutes { get; set; } = 5;

    /// <summary>When the weekly drill proves every way out, as a line of opening hours; empty: never.</summary>
    public string Drill { get; set; } = "Mon 10:00-10:30 Europe/Rome";

    public IReadOnlyList<RungOptions> Rungs(Severity severity) => severity switch
    {
        Severity.Emergency => Emergency.Count > 0 ? Emergency : ForEmergencies,
        Severity.High => High.Count > 0 ? High : ForHighs,
        _ => Other.Count > 0 ? Other : ForOthers,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var rungs in new[] { Emergency, High, Other })
        {
            if (rungs.Zip(rungs.Skip(1)).Any(pair => pair.First.AfterSeconds > pair.Second.AfterSeconds) || rungs.Any(rung => rung.AfterSeconds < 0))
            {
                yield return new ValidationResult("The rungs of a ladder stand in the order of their time.", [nameof(Emergency)]);
            }

            if (rungs.Any(rung => rung.By.Length == 0 || rung.By.Contains(LadderMeans.Nobody) || rung.By.Contains(LadderMeans.Chat)))
            {
                yield return new ValidationResult("A rung says by what: Desk, Push, Email, Sms, Call, Hook.", [nameof(Emergency)]);
            }
        }

        if (OnCall.FirstOrDefault(one => string.IsNullOrEmpty(one.Name) || string.IsNullOrEmpty(one.Email + one.Phone)
            || (one.Email.Length > 0 && !SmtpOptions.IsMailbox(one.Email)) || (one.Phone.Length > 0 && !PhoneOptions.IsNumber(one.Phone))) is not null)
        {
            yield return new ValidationResult("Somebody on call has a name and a plain e-mail address or a number like +39061234567.", [nameof(OnCall)]);
        }

        if ((Hook is not null || Watchdog is not null) && HookSecret.Length < 16)
        {
            yield return new ValidationResult("HookSecret needs 16 characters or more.", [nameof(HookSecret)]);
        }

        if (new[] { Hook, Watchdog }.Any(address => address is { } it && it.Scheme != Uri.UriSchemeHttps && !it.IsLoopback))
        {
            yield return new ValidationResult("Hook and Watchdog are https.", [nameof(Hook)]);
        }

        if (Drill.Length > 0 && OpeningPeriod.Parse(Drill) is null)
        {
            yield return new ValidationResult($"'{Drill}' is not like 'Mon 10:00-10:30 Europe/Rome'.", [nameof(Drill)]);
        }
    }
}

[OptionsValidator]
internal sealed partial class LadderOptionsValidator : IValidateOptions<LadderOptions>;
