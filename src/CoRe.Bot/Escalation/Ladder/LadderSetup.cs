using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Escalation.Pushing;
using CoRe.Bot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Ladder;

internal static class LadderSetup
{
    public static IServiceCollection AddLadder(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LadderOptions>().Bind(configuration.GetSection(LadderOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LadderOptions>, LadderOptionsValidator>();
        services.AddSingleton<LadderStore>().AddSingleton<LadderRoll>().AddSingleton<AlertWords>();
        services.TryAddSingleton<Conversations.EnqueueWriter>();
        services.AddSingleton<IChangeWriter, ClimbLadderWriter>().AddSingleton<IChangeWriter, AlertEndedWriter>();
        services.AddSingleton<IOutboxSender, EmailAlerts>().AddSingleton<IOutboxSender, SmsAlerts>();
        services.AddSingleton<IOutboxSender, CallAlerts>().AddSingleton<IOutboxSender, HookAlerts>();
        services.AddSingleton<PushBrowsers>().AddSingleton<IOutboxSender, PushAlerts>().AddSingleton<IChangeWriter, AddPushBrowserWriter>().AddSingleton<IChangeWriter, DropPushBrowserWriter>();
        services.AddSingleton<IReadinessCheck, LadderReadiness>();
        services.AddSingleton<LadderWatch>().AddSingleton<ISupervisorCall>(provider => provider.GetRequiredService<LadderWatch>()).AddHostedService(provider => provider.GetRequiredService<LadderWatch>());
        services.AddSingleton<LadderProof>().AddHostedService(provider => provider.GetRequiredService<LadderProof>());
        return services;
    }
}
