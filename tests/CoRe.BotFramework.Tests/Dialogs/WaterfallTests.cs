namespace CoRe.BotFramework.Tests.Dialogs;

public sealed class WaterfallTests
{
    [Fact]
    public async Task Steps_get_the_result_of_the_step_before_and_keep_values_with_their_types()
    {
        var run = new DialogRun(new Component(
            new WaterfallDialog("steps",
            [
                (step, ct) =>
                {
                    step.Values["age"] = 16;
                    step.Values["since"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                    return step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("Name?") }, ct);
                },
                async (step, ct) =>
                {
                    var (age, since) = ((int)step.Values["age"], (DateTimeOffset)step.Values["since"]);
                    await step.Context.SendActivityAsync($"{step.Result} {age} {since:yyyy}", cancellationToken: ct);
                    return await step.EndDialogAsync(cancellationToken: ct);
                },
            ]),
            new TextPrompt("text")));

        Assert.Equal(["Name?"], await run.SayAsync("hi"));
        Assert.Equal(["Amin 16 2026"], await run.SayAsync("Amin"));
        Assert.Equal(["Name?"], await run.SayAsync("hi"));
    }

    [Fact]
    public async Task A_step_may_go_on_without_waiting_but_only_once()
    {
        var indexes = new List<string>();
        var run = new DialogRun(new WaterfallDialog("steps",
        [
            async (step, ct) =>
            {
                indexes.Add($"{step.Index} {step.Reason} {step.Result}");
                var result = await step.NextAsync("skipped", ct);
                await Assert.ThrowsAsync<InvalidOperationException>(() => step.NextAsync(null, ct));
                return result;
            },
            (step, ct) =>
            {
                indexes.Add($"{step.Index} {step.Reason} {step.Result}");
                return step.EndDialogAsync(null, ct);
            },
        ]));

        await run.SayAsync("hi");

        Assert.Equal(["0 BeginCalled ", "1 NextCalled skipped"], indexes);
    }

    [Fact]
    public async Task Only_a_message_takes_a_waiting_waterfall_on()
    {
        var run = new DialogRun(new WaterfallDialog("steps",
        [
            (_, _) => Task.FromResult(Dialog.EndOfTurn),
            async (step, ct) =>
            {
                await step.Context.SendActivityAsync("got " + step.Result, cancellationToken: ct);
                return await step.EndDialogAsync(null, ct);
            },
        ]));
        await run.SayAsync("hi");

        Assert.Empty(await run.SendAsync(new Activity { Type = ActivityTypes.Typing }));
        Assert.Equal(["got it"], await run.SayAsync("it"));
    }

    [Fact]
    public async Task Options_are_the_steps_to_see_and_a_dialog_can_replace_itself()
    {
        var run = new DialogRun(new Component(
            new WaterfallDialog("count",
            [
                (step, ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text($"round {step.Options ?? 1}") }, ct),
                (step, ct) => step.ReplaceDialogAsync("count", (int)(step.Options ?? 1) + 1, ct),
            ]),
            new TextPrompt("text")));

        Assert.Equal(["round 1"], await run.SayAsync("hi"));
        Assert.Equal(["round 2"], await run.SayAsync("x"));
        Assert.Equal(["round 3"], await run.SayAsync("y"));
    }

    [Fact]
    public async Task The_end_of_the_steps_ends_the_dialog_with_the_last_result()
    {
        var client = new DialogTestClient(Channels.Test, new WaterfallDialog("steps", [(step, ct) => step.NextAsync(7, ct)]));

        await client.SendActivityAsync<IMessageActivity>("hi");

        Assert.Equal((DialogTurnStatus.Complete, 7), (client.DialogTurnResult.Status, client.DialogTurnResult.Result));
    }
}
