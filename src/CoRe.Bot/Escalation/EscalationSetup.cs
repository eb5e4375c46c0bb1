using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Escalation.Ladder;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation;

/// <summary>Cases, queue, shifts and the hand-over between bot and person.</summary>
internal static class EscalationSetup
{
    public static IServiceCollection AddEscalation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EscalationOptions>().Bind(configuration.GetSection(EscalationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EscalationOptions>, EscalationOptionsValidator>();
        services.AddSingleton<DeskSignal>();
        services.AddSingleton<CaseHistory>();
        services.AddSingleton<IChangeWriter, OpenCaseWriter>();
        services.AddSingleton<IChangeWriter, TakeCaseWriter>();
        services.AddSingleton<IChangeWriter, ReturnToBotWriter>();
        services.AddSingleton<IChangeWriter, PassCaseWriter>();
        services.AddSingleton<IChangeWriter, CloseCaseWriter>();
        services.AddSingleton<IChangeWriter, AddNoteWriter>();
        services.AddSingleton<IChangeWriter, RaiseSeverityWriter>();
        services.AddSingleton<IChangeWriter, RequireOwnerWriter>();
        services.AddSingleton<IChangeWriter, AgreePhraseWriter>();
        services.AddSingleton<IChangeWriter, EndSilenceWriter>();
        services.AddSingleton<CheckInPhrases>();
        services.AddSingleton<PhraseDesk>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<HandoverWords>();
        services.AddSingleton<CaseDesk>();
        services.AddHostedService<AbandonedCases>();
        AddDuty(services);
        return services.AddLadder(configuration);
    }

    private static void AddDuty(IServiceCollection services)
    {
        services.AddSingleton<DutyRoster>();
        services.AddSingleton<IDeskStatus>(provider => provider.GetRequiredService<DutyRoster>());
        services.AddHostedService(provider => provider.GetRequiredService<DutyRoster>());
        services.AddSingleton<DutyDesk>();
        services.AddSingleton<IChangeWriter, SetDeskModeWriter>();
        services.AddSingleton<IChangeWriter, GoOnShiftWriter>();
        services.AddSingleton<IChangeWriter, GoOffShiftWriter>();
        services.AddSingleton<IChangeWriter, SeenOnShiftWriter>();
    }
}
