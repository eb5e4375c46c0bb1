using Bench;

namespace CoRe.Bot.Benchmarks.Engine;

/// <summary>
/// The reference bot and its users: every conversation says three messages over and over (open the menu, choose, tell),
/// all conversations advance together. What is measured on Microsoft's SDK is this bot in this way.
/// </summary>
internal sealed class ReferenceConversations
{
    private static readonly string[] Words = ["hello", "2", "I would like to know where the office is"];

    private readonly QuietAdapter _adapter = new();
    private readonly BotCallbackHandler _turn;
    private readonly ConversationReference[] _references;

    public ReferenceConversations(int conversations, bool dialog = true)
    {
        var storage = new MemoryStorage();
        _adapter.Use(new RiskWordMiddleware());
        IBot bot = dialog
            ? new DialogBot(new ConversationState(storage), new UserState(storage), new MainDialog())
            : new EchoBot();
        _turn = bot.OnTurnAsync;
        _references = [.. Enumerable.Range(0, conversations).Select(Reference)];
    }

    public long Replies => _adapter.Sent;

    public int Count => _references.Length;

    public Task TurnAsync(int conversation, int turn)
    {
        var reference = _references[conversation];
        return _adapter.RunAsync(new Activity
        {
            Type = ActivityTypes.Message,
            Id = "m1",
            Text = Words[turn % Words.Length],
            Locale = "en-us",
            ChannelId = reference.ChannelId,
            ServiceUrl = reference.ServiceUrl,
            Conversation = reference.Conversation,
            From = reference.User,
            Recipient = reference.Bot,
        }, _turn);
    }

    private static ConversationReference Reference(int number) => new()
    {
        ChannelId = "test",
        ServiceUrl = "https://test.example",
        Conversation = new ConversationAccount(id: $"conversation-{number}"),
        User = new ChannelAccount($"user-{number}"),
        Bot = new ChannelAccount("bot"),
    };
}
