namespace CoRe.BotFramework.Tests.Turns;

public sealed class PipelineTests
{
    private readonly RecordingAdapter _adapter = new();
    private readonly List<string> _steps = [];

    [Fact]
    public async Task Middleware_runs_in_order_in_and_in_reverse_out()
    {
        _adapter.Use(new Step("a", _steps)).Use(new Step("b", _steps));

        await _adapter.RunAsync(Some.Message(), Bot);

        Assert.Equal(["a in", "b in", "bot", "b out", "a out"], _steps);
    }

    [Fact]
    public async Task Middleware_that_does_not_go_on_ends_the_turn_there()
    {
        _adapter.Use(new Step("a", _steps)).Use(new Step("b", _steps, goOn: false)).Use(new Step("c", _steps));

        await _adapter.RunAsync(Some.Message(), Bot);

        Assert.Equal(["a in", "b in", "b out", "a out"], _steps);
    }

    [Fact]
    public async Task Middleware_may_hand_another_cancellation_on()
    {
        using var own = new CancellationTokenSource();
        var seen = CancellationToken.None;
        _adapter.Use(new Deadline(own.Token)).Use(new Step("a", _steps));

        await _adapter.RunAsync(Some.Message(), (_, ct) =>
        {
            seen = ct;
            return Task.CompletedTask;
        });

        Assert.Equal(own.Token, seen);
    }

    [Fact]
    public async Task An_error_reaches_the_caller_when_nobody_handles_it()
        => await Assert.ThrowsAsync<InvalidOperationException>(() => _adapter.RunAsync(Some.Message(), Failing));

    [Fact]
    public async Task An_error_handler_gets_the_turn_and_the_error_which_is_then_handled()
    {
        Exception? seen = null;
        _adapter.OnTurnError = async (turn, error) =>
        {
            seen = error;
            await turn.SendActivityAsync("Something went wrong.");
        };

        await _adapter.RunAsync(Some.Message(), Failing);

        Assert.IsType<InvalidOperationException>(seen);
        Assert.Equal("Something went wrong.", Assert.Single(_adapter.Sent).Text);
    }

    [Fact]
    public async Task A_conversation_can_be_continued_without_an_incoming_message()
    {
        Activity? seen = null;

        await _adapter.ContinueConversationAsync("bot-1", Some.Message().GetConversationReference(), async (turn, ct) =>
        {
            seen = turn.Activity;
            await turn.SendActivityAsync("still there?", cancellationToken: ct);
        }, default);

        Assert.Equal(ActivityEventNames.ContinueConversation, seen?.Name);
        var sent = Assert.Single(_adapter.Sent);
        Assert.Equal(("user-1", "conversation-1"), (sent.Recipient.Id, sent.Conversation.Id));
    }

    private static Task Failing(ITurnContext turnContext, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");

    private Task Bot(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        _steps.Add("bot");
        return Task.CompletedTask;
    }

    private sealed class Deadline(CancellationToken token) : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) => next(token);
    }

    private sealed class Step(string name, List<string> steps, bool goOn = true) : IMiddleware
    {
        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            steps.Add(name + " in");
            if (goOn)
            {
                await next(cancellationToken);
            }

            steps.Add(name + " out");
        }
    }
}
