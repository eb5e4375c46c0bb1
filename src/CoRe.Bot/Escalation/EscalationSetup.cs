using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation.Carrying;
using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Escalation.Handing;
using CoRe.Bot.Escalation.Ladder;
using CoRe.Bot.Escalation.Reporting;
using CoRe.Bot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        services.AddSingleton<ICaseBell, CaseBell>();
        services.TryAddSingleton<EnqueueWriter>();
        services.AddSingleton<HandoffEvents>().AddSingleton<IOutboxSender, HandoffSender>();
        services.AddSingleton<OpenCaseWriter>().AddSingleton<IChangeWriter>(provider => provider.GetRequiredService<OpenCaseWriter>());
        services.TryAddSingleton<SayWriter>();
        services.AddSingleton<IChangeWriter, TakeCaseWriter>();
        services.AddSingleton<IChangeWriter, ReturnToBotWriter>();
        services.AddSingleton<IChangeWriter, PassCaseWriter>();
        services.AddSingleton<IChangeWriter, CloseCaseWriter>();
        services.AddSingleton<IChangeWriter, AddNoteWriter>();
        services.AddSingleton<IChangeWriter, RaiseSeverityWriter>();
        services.AddSingleton<IChangeWriter, RequireOwnerWriter>();
        services.AddSingleton<IChangeWriter, ReopenCaseWriter>();
        services.AddSingleton<IChangeWriter, ReadUpToWriter>();
        services.AddSingleton<IChangeWriter, AgreePhraseWriter>();
        services.AddSingleton<IChangeWriter, EndSilenceWriter>();
        services.AddSingleton<IChangeWriter, AskCheckInWriter>().AddSingleton<IChangeWriter, AnswerCheckInWriter>().AddSingleton<IChangeWriter, DropCheckInWriter>().AddSingleton<IChangeWriter, KeepCheckInWriter>();
        services.AddSingleton<CheckInDesk>().AddSingleton<CheckInWatch>().AddHostedService(provider => provider.GetRequiredService<CheckInWatch>());
        services.AddSingleton<CheckInPhrases>();
        services.AddSingleton<PhraseDesk>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<HandoverWords>();
        services.AddSingleton<CaseDesk>();
        services.AddHostedService<AbandonedCases>();
        AddDuty(services);
        AddConflicts(services, configuration);
        AddPapers(services);
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
        services.AddSingleton<SignOff>();
        services.AddSingleton<ShiftPlan>();
        services.AddSingleton<IChangeWriter, PlanShiftWriter>();
        services.AddSingleton<IChangeWriter, UnplanShiftWriter>();
    }

    private static void AddConflicts(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConflictOptions>().Bind(configuration.GetSection(ConflictOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConflictOptions>, ConflictOptionsValidator>();
        services.AddSingleton<PlaceNames>();
        services.AddSingleton<PlaceDesk>();
        services.AddSingleton<IChangeWriter, NamePlacesWriter>();
        services.AddSingleton<IChangeWriter, SetPlacesWriter>();
    }

    /// <summary>The duty to report, and carrying a case out of the desk.</summary>
    private static void AddPapers(IServiceCollection services)
    {
        services.AddSingleton<ReportLedger>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton<IChangeWriter, TickReportWriter>();
        services.AddSingleton<IChangeWriter, DraftReportWriter>();
        services.AddSingleton<IChangeWriter, DecideReportWriter>();
        services.AddSingleton<ExportDesk>();
        services.AddSingleton<IChangeWriter, AskExportWriter>();
        services.AddSingleton<IChangeWriter, DecideExportWriter>();
        services.AddSingleton<IChangeWriter, TakeExportWriter>();
    }
}
