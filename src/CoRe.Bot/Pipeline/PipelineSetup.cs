using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Pipeline.Rereading;
using CoRe.Bot.Pipeline.Steps;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Pipeline;

internal static class PipelineSetup
{
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PipelineOptions>().Bind(configuration.GetSection(PipelineOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PipelineOptions>, PipelineOptionsValidator>();
        services.AddSingleton<IChangeWriter, StartConversationWriter>();
        services.AddSingleton<IChangeWriter, ReceiveActivityWriter>();
        services.AddSingleton<IChangeWriter, CompleteTurnWriter>();
        services.AddSingleton<IChangeWriter, DropInboundWriter>();
        services.AddSingleton<Lanes>();
        services.AddSingleton<IInbox, Inbox>();
        services.AddSingleton<IConversationAccess, ConversationAccess>();
        services.AddSingleton<TurnStorage>();
        services.AddSingleton<IStorage>(provider => provider.GetRequiredService<TurnStorage>());
        services.AddSingleton<ConversationState>();
        services.AddSingleton<LanguageStep>();
        services.AddSingleton<ScreeningStep>();
        services.AddSingleton<PhraseStep>();
        services.AddSingleton<IPhraseCheck, PhraseCheck>();
        services.AddSingleton<RelayStep>();
        services.AddSingleton<UnderstandingStep>();
        services.AddSingleton(OneAdapter);
        services.AddSingleton<FailedTurn>();
        services.AddSingleton<InboundReader>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<IOutboxSender, TranslatedReading>();
        services.AddHostedService<TurnPump>();
        services.AddHostedService<OutboxPump>();
        return services;
    }

    /// <summary>The one fixed order of a turn (src/README.md, "One message").</summary>
    private static TurnAdapter OneAdapter(IServiceProvider provider)
    {
        var adapter = new TurnAdapter();
        adapter.Use(provider.GetRequiredService<LanguageStep>());
        adapter.Use(provider.GetRequiredService<ScreeningStep>());
        adapter.Use(provider.GetRequiredService<PhraseStep>());
        adapter.Use(provider.GetRequiredService<RelayStep>());
        adapter.Use(provider.GetRequiredService<UnderstandingStep>());
        return adapter;
    }
}
