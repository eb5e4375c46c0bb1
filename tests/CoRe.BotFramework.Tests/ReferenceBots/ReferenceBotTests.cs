using Bench;

namespace CoRe.BotFramework.Tests.ReferenceBots;

/// <summary>The bot file that compiles unchanged on Microsoft's SDK says the same here.</summary>
public sealed class ReferenceBotTests
{
    private const string Menu = "What do you need?\n\n   1. My rights\n   2. Services near me\n   3. Health\n   4. School\n   5. Talk to a person";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_reference_bot_goes_through_its_dialog_twice(bool plain)
    {
        var storage = new MemoryStorage();
        var risk = new RiskWordMiddleware();
        var user = new UserState(storage);
        var bot = new DialogBot(new ConversationState(storage), user, new MainDialog()) { Plain = plain };
        var adapter = new TestAdapter().Use(risk);

        await new TestFlow(adapter, bot)
            .Test("hello", Menu)
            .Test("nothing of that", Menu.Replace("What do you need?", "Please choose one of the list.", StringComparison.Ordinal))
            .Test("2", "Tell me more in your words.")
            .Test("they hit me", "Noted about Services near me: they hit me")
            .Test("hello again", Menu)
            .Test("talk to a person", "Tell me more in your words.")
            .AssertNoReply()
            .StartTestAsync();

        Assert.Equal(1, risk.Hits);
        var profile = await user.CreateProperty<UserProfile>("UserProfile").GetAsync(new TurnContext(adapter, Said(adapter)));
        Assert.Equal((6, "it"), (profile.Turns, profile.Language));
    }

    [Fact]
    public async Task The_echo_bot_echoes() => await new TestFlow(new TestAdapter(), new EchoBot()).Test("ciao", "Echo: ciao").StartTestAsync();

    private static Activity Said(TestAdapter adapter)
    {
        var activity = adapter.MakeActivity("x");
        activity.ChannelId = Channels.Test;
        return activity;
    }
}
