namespace CoRe.BotFramework.Tests.Turns;

public sealed class ActivityHandlerTests
{
    private readonly RecordingAdapter _adapter = new();
    private readonly Recording _bot = new();

    [Theory]
    [InlineData(ActivityTypes.Message, "message")]
    [InlineData(ActivityTypes.MessageUpdate, "messageUpdate")]
    [InlineData(ActivityTypes.MessageDelete, "messageDelete")]
    [InlineData(ActivityTypes.Event, "event")]
    [InlineData(ActivityTypes.EndOfConversation, "end")]
    [InlineData(ActivityTypes.Typing, "typing")]
    [InlineData(ActivityTypes.Handoff, "unrecognized")]
    [InlineData("somethingNew", "unrecognized")]
    public async Task Each_kind_of_activity_has_its_method(string type, string expected)
    {
        var activity = Some.Message();
        activity.Type = type;

        await _adapter.RunAsync(activity, _bot.OnTurnAsync);

        Assert.Equal([expected], _bot.Calls);
    }

    [Fact]
    public async Task An_activity_without_a_type_is_refused()
    {
        var activity = Some.Message();
        activity.Type = null;

        await Assert.ThrowsAsync<ArgumentException>(() => _bot.OnTurnAsync(Some.Turn(activity)));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _bot.OnTurnAsync(null!));
    }

    [Theory]
    [InlineData("bot-1", 0)]
    [InlineData("user-1", 1)]
    public async Task Members_are_announced_only_when_somebody_else_than_the_bot_came(string member, int calls)
    {
        var update = Some.Message();
        (update.Type, update.MembersAdded) = (ActivityTypes.ConversationUpdate, [new ChannelAccount(member)]);

        await _adapter.RunAsync(update, _bot.OnTurnAsync);

        Assert.Equal(calls, _bot.Calls.Count(call => call == "added"));
    }

    [Fact]
    public async Task Members_that_left_and_reactions_are_announced()
    {
        var left = Some.Message();
        (left.Type, left.MembersRemoved) = (ActivityTypes.ConversationUpdate, [new ChannelAccount("bot-1"), new ChannelAccount("user-2")]);
        var reaction = Some.Message();
        (reaction.Type, reaction.ReactionsAdded, reaction.ReactionsRemoved) = (ActivityTypes.MessageReaction, [new("like")], [new("heart")]);

        await _adapter.RunAsync(left, _bot.OnTurnAsync);
        await _adapter.RunAsync(reaction, _bot.OnTurnAsync);

        Assert.Equal(["removed", "+like", "-heart"], _bot.Calls);
    }

    [Theory]
    [InlineData("known", 200)]
    [InlineData("unknown", 501)]
    public async Task An_invoke_is_always_answered(string name, int status)
    {
        var invoke = Some.Message();
        (invoke.Type, invoke.Name) = (ActivityTypes.Invoke, name);

        await _adapter.RunAsync(invoke, _bot.OnTurnAsync);

        var answer = Assert.Single(_adapter.Sent);
        Assert.Equal(ActivityTypesEx.InvokeResponse, answer.Type);
        Assert.Equal(status, answer.GetValue<InvokeResponse>().Status);
    }

    private sealed class Recording : ActivityHandler
    {
        public List<string> Calls { get; } = [];

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => Note("message");
        protected override Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("messageUpdate");
        protected override Task OnMessageDeleteActivityAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Note("messageDelete");
        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note("event");
        protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => Note("end");
        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) => Note("typing");
        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note("unrecognized");
        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("added");
        protected override Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("removed");
        protected override Task OnReactionsAddedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) => Note("+" + messageReactions[0].Type);
        protected override Task OnReactionsRemovedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) => Note("-" + messageReactions[0].Type);

        protected override Task<InvokeResponse> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
            => turnContext.Activity.Name == "known"
                ? Task.FromResult(CreateInvokeResponse(new { ok = true }))
                : base.OnInvokeActivityAsync(turnContext, cancellationToken);

        private Task Note(string call)
        {
            Calls.Add(call);
            return Task.CompletedTask;
        }
    }
}
