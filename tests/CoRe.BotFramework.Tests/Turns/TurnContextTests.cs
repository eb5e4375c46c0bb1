namespace CoRe.BotFramework.Tests.Turns;

public sealed class TurnContextTests
{
    private readonly RecordingAdapter _adapter = new();

    [Fact]
    public async Task A_reply_is_addressed_and_gets_the_id_of_the_channel()
    {
        var turn = new TurnContext(_adapter, Some.Message());

        var response = await turn.SendActivityAsync("pong", "<speak/>", InputHints.IgnoringInput);

        var sent = Assert.Single(_adapter.Sent);
        Assert.Equal(("pong", "<speak/>", InputHints.IgnoringInput), (sent.Text, sent.Speak, sent.InputHint));
        Assert.Equal(("bot-1", "user-1", "in-1", "conversation-1"), (sent.From.Id, sent.Recipient.Id, sent.ReplyToId, sent.Conversation.Id));
        Assert.Equal(("out-1", "out-1"), (response.Id, sent.Id));
        Assert.True(turn.Responded);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Blank_text_is_not_sent(string? text)
    {
        var turn = new TurnContext(_adapter, Some.Message());

        await Assert.ThrowsAsync<ArgumentNullException>(() => turn.SendActivityAsync(text));
        await Assert.ThrowsAsync<ArgumentNullException>(() => turn.SendActivityAsync((IActivity)null!));
        await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivitiesAsync([]));
        Assert.Empty(_adapter.Sent);
    }

    [Fact]
    public async Task A_trace_is_sent_but_does_not_count_as_an_answer()
    {
        var turn = new TurnContext(_adapter, Some.Message());

        await turn.TraceActivityAsync("step", new { at = 1 }, "https://example.org/step", "Step");

        Assert.Equal(ActivityTypes.Trace, Assert.Single(_adapter.Sent).Type);
        Assert.False(turn.Responded);
    }

    [Fact]
    public async Task Replies_wait_in_the_turn_when_the_sender_expects_them_in_the_answer()
    {
        var incoming = Some.Message();
        incoming.DeliveryMode = DeliveryModes.ExpectReplies;
        var turn = new TurnContext(_adapter, incoming);

        await turn.SendActivitiesAsync([MessageFactory.Text("one"), MessageFactory.Text("two")]);

        Assert.Empty(_adapter.Sent);
        Assert.Equal(["one", "two"], turn.BufferedReplyActivities.Select(activity => activity.Text));
        Assert.All(turn.BufferedReplyActivities, activity => Assert.Equal("user-1", activity.Recipient.Id));
        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task Handlers_around_sending_run_in_the_order_they_were_added_and_may_change_or_drop()
    {
        var turn = new TurnContext(_adapter, Some.Message());
        turn.OnSendActivities(async (_, activities, next) =>
        {
            activities.RemoveAll(activity => activity.Text == "secret");
            activities.ForEach(activity => activity.Text += " 1");
            return await next();
        }).OnSendActivities((_, activities, next) =>
        {
            activities.ForEach(activity => activity.Text += " 2");
            return next();
        });

        await turn.SendActivitiesAsync([MessageFactory.Text("secret"), MessageFactory.Text("hi")]);

        Assert.Equal(["hi 1 2"], _adapter.Sent.Select(activity => activity.Text));
    }

    [Fact]
    public async Task A_handler_that_does_not_go_on_stops_the_sending()
    {
        var turn = new TurnContext(_adapter, Some.Message());
        turn.OnSendActivities((_, activities, _) => Task.FromResult(new ResourceResponse[activities.Count]));

        await turn.SendActivityAsync("hi");

        Assert.Empty(_adapter.Sent);
        Assert.False(turn.Responded);
    }

    [Fact]
    public async Task Updating_and_deleting_pass_their_handlers()
    {
        var turn = new TurnContext(_adapter, Some.Message());
        var seen = new List<string>();
        turn.OnUpdateActivity((_, activity, next) => { seen.Add("update " + activity.Id); return next(); });
        turn.OnDeleteActivity((_, reference, next) => { seen.Add("delete " + reference.ActivityId); return next(); });

        await turn.UpdateActivityAsync(new Activity { Id = "7", Text = "new" });
        await turn.DeleteActivityAsync("8");

        Assert.Equal(["update 7", "delete 8"], seen);
        Assert.Equal("conversation-1", Assert.Single(_adapter.Updated).Conversation.Id);
        Assert.Equal(["8"], _adapter.Deleted);
    }

    [Fact]
    public async Task A_turn_that_is_over_sends_nothing()
    {
        var turn = new TurnContext(_adapter, Some.Message());
        var kept = new Disposable();
        turn.TurnState.Add(kept);

        turn.Dispose();

        Assert.True(kept.Disposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => turn.SendActivityAsync("late"));
    }

    [Fact]
    public void Turn_state_is_found_by_name_and_by_type()
    {
        var state = Some.Turn().TurnState;
        state.Add("answer", 42);
        state.Add(new Disposable());

        Assert.Equal(42, state.Get<int>("answer"));
        Assert.Null(state.Get<string>("answer"));
        Assert.NotNull(state.Get<Disposable>());
        Assert.Throws<ArgumentException>(() => state.Add("answer", 43));
        state.Set("answer", 43);
        Assert.Equal(43, state.Get<int>("answer"));
    }

    [Fact]
    public void The_language_of_a_turn_is_the_activitys_until_somebody_sets_another()
    {
        var turn = Some.Turn(Some.Message(locale: "ar"));

        Assert.Equal("ar", turn.Locale);
        turn.Locale = "fr";
        Assert.Equal("fr", turn.Locale);
        Assert.Equal("ar", turn.Activity.Locale);
    }

    private sealed class Disposable : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }
}
