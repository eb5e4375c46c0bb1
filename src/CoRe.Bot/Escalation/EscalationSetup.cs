using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation;

internal static class EscalationSetup
{
    public static IServiceCollection AddEscalation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EscalationOptions>().Bind(configuration.GetSection(EscalationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EscalationOptions>, EscalationOptionsValidator>();
        services.AddSingleton<DeskSignal>();
        services.AddSingleton<DutyRoster>();
        services.AddSingleton<IDeskStatus>(provider => provider.GetRequiredService<DutyRoster>());
        services.AddSingleton<Duty>();
        services.AddSingleton<CaseStore>();
        services.AddSingleton<HandOver>();
        services.AddHostedService<RosterAtStart>();
        services.AddSingleton<IChangeWriter, OpenCaseWriter>();
        services.AddSingleton<IChangeWriter, TakeCaseWriter>();
        services.AddSingleton<IChangeWriter, ReleaseCaseWriter>();
        services.AddSingleton<IChangeWriter, CloseCaseWriter>();
        services.AddSingleton<IChangeWriter, OperatorSaysWriter>();
        services.AddSingleton<IChangeWriter, AddNoteWriter>();
        services.AddSingleton<IChangeWriter, SetDeskModeWriter>();
        services.AddSingleton<IChangeWriter, StartShiftWriter>();
        services.AddSingleton<IChangeWriter, EndShiftWriter>();
        services.AddSingleton<IChangeWriter, SeenAtDeskWriter>();
        return services;
    }

    /// <summary>Before the doors open the roster must know who is there: a turn may not guess.</summary>
    private sealed class RosterAtStart(DutyRoster roster) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => roster.ReloadAsync(cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
