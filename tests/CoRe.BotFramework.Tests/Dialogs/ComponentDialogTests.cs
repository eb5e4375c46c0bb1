namespace CoRe.BotFramework.Tests.Dialogs;

public sealed class ComponentDialogTests
{
    [Fact]
    public async Task Components_nest_and_hand_their_results_outwards()
    {
        var inner = new Component(
            new WaterfallDialog("ask",
            [
                (step, ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("inner?") }, ct),
                (step, ct) => step.EndDialogAsync(step.Result, ct),
            ]),
            new TextPrompt("text")) { Id = "inner" };
        var run = new DialogRun(new Component(
            new WaterfallDialog("outer",
            [
                (step, ct) => step.BeginDialogAsync("inner", null, ct),
                async (step, ct) =>
                {
                    await step.Context.SendActivityAsync("outer got " + step.Result, cancellationToken: ct);
                    return await step.EndDialogAsync(null, ct);
                },
            ]),
            inner));

        Assert.Equal(["inner?"], await run.SayAsync("hi"));
        Assert.Equal(["outer got answer"], await run.SayAsync("answer"));
    }

    [Fact]
    public async Task A_component_can_interrupt_its_dialogs_and_ask_again()
    {
        var run = new DialogRun(new Interruptible());

        Assert.Equal(["What?"], await run.SayAsync("hi"));
        Assert.Equal(["Here is help.", "What?"], await run.SayAsync("help"));
        Assert.Equal(["Bye."], await run.SayAsync("stop"));
        Assert.Equal(["What?"], await run.SayAsync("hi"));
    }

    [Fact]
    public async Task An_error_that_a_dialog_handles_does_not_end_the_turn_and_one_that_nobody_handles_does()
    {
        var run = new DialogRun(new Forgiving(handles: true));
        Assert.Equal(["sorry"], await run.SayAsync("hi"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => new DialogRun(new Forgiving(handles: false)).SayAsync("hi"));
    }

    [Fact]
    public async Task A_handler_that_changes_nothing_does_not_make_an_endless_turn()
    {
        var dialog = new Forgiving(handles: true, ends: false);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new DialogRun(dialog).SayAsync("hi"));

        Assert.InRange(dialog.Attempts, 2, 10);
    }

    [Fact]
    public async Task No_snapshot_of_dialog_memory_is_ever_sent()
    {
        var adapter = new RecordingAdapter();
        var state = new ConversationState(new MemoryStorage());
        var property = state.CreateProperty<DialogState>("d");

        await adapter.RunAsync(Some.Message(), (turn, ct) => new Interruptible().RunAsync(turn, property, ct));

        Assert.Equal(ActivityTypes.Message, Assert.Single(adapter.Sent).Type);
    }

    private sealed class Interruptible : ComponentDialog
    {
        public Interruptible()
        {
            AddDialog(new WaterfallDialog("ask", [(step, ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("What?") }, ct)]));
            AddDialog(new TextPrompt("text"));
        }

        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
        {
            switch (innerDc.Context.Activity.Text)
            {
                case "help":
                    await innerDc.Context.SendActivityAsync("Here is help.", cancellationToken: cancellationToken);
                    await innerDc.RepromptDialogAsync(cancellationToken);
                    return EndOfTurn;
                case "stop":
                    await innerDc.Context.SendActivityAsync("Bye.", cancellationToken: cancellationToken);
                    return await innerDc.CancelAllDialogsAsync(cancellationToken);
                default:
                    return await base.OnContinueDialogAsync(innerDc, cancellationToken);
            }
        }
    }

    private sealed class Forgiving(bool handles, bool ends = true) : Dialog("forgiving")
    {
        public int Attempts { get; private set; }

        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
        {
            Attempts++;
            throw new InvalidOperationException("broken");
        }

        public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
        {
            if (!ends)
            {
                return await BeginDialogAsync(dc, null, cancellationToken);
            }

            await dc.Context.SendActivityAsync("sorry", cancellationToken: cancellationToken);
            return await dc.EndDialogAsync(null, cancellationToken);
        }

        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
            => Task.FromResult(handles && e.Name == DialogEvents.Error);
    }
}
