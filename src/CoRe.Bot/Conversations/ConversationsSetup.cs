using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.DirectLine;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Conversations;

internal static class ConversationsSetup
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<ConversationFeed>();
        services.AddSingleton<Transcript>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<LineWriter>();
        services.AddSingleton<IDirectLineKey, WireKeys>();
        services.AddSingleton<IReturnCodes, WireReturnCodes>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<IChangeWriter, EnqueueWriter>();
        services.AddSingleton<IChangeWriter, SayWriter>();
        services.AddSingleton<IChangeWriter, HoldWriter>();
        services.AddSingleton<IChangeWriter, HeardOnWriter>();
        services.AddSingleton<IChangeWriter, EraseWriter>();
        return services;
    }
}
