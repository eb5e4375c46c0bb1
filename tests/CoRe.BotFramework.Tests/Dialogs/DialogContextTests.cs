namespace CoRe.BotFramework.Tests.Dialogs;

public sealed class DialogContextTests
{
    private readonly DialogState _state = new();

    [Fact]
    public async Task Dialogs_stack_up_and_resume_each_other()
    {
        var log = new List<string>();
        var dc = Context(new Waiting("a", log), new Waiting("b", log));

        Assert.Equal(DialogTurnStatus.Empty, (await dc.ContinueDialogAsync()).Status);
        await dc.BeginDialogAsync("a", "options");
        await dc.BeginDialogAsync("b");
        await dc.ContinueDialogAsync();
        var resumed = await dc.EndDialogAsync("result");
        var ended = await dc.EndDialogAsync("over");

        Assert.Equal(["a begin options", "b begin ", "b continue", "b end EndCalled", "a resume EndCalled result", "a end EndCalled"], log);
        Assert.Equal((DialogTurnStatus.Waiting, DialogTurnStatus.Complete, "over"), (resumed.Status, ended.Status, ended.Result));
        Assert.Empty(dc.Stack);
    }

    [Fact]
    public async Task Cancelling_takes_all_dialogs_off_and_tells_them_why()
    {
        var log = new List<string>();
        var dc = Context(new Waiting("a", log), new Waiting("b", log));
        await dc.BeginDialogAsync("a");
        await dc.BeginDialogAsync("b");
        log.Clear();

        var cancelled = await dc.CancelAllDialogsAsync();

        Assert.Equal(["b end CancelCalled", "a event cancelDialog", "a end CancelCalled"], log);
        Assert.Equal(DialogTurnStatus.Cancelled, cancelled.Status);
        Assert.Equal(DialogTurnStatus.Empty, (await dc.CancelAllDialogsAsync()).Status);
    }

    [Fact]
    public async Task Replacing_ends_the_active_dialog_and_begins_another()
    {
        var log = new List<string>();
        var dc = Context(new Waiting("a", log), new Waiting("b", log));
        await dc.BeginDialogAsync("a");

        await dc.ReplaceDialogAsync("b", 1);

        Assert.Equal(["a begin ", "a end ReplaceCalled", "b begin 1"], log);
        Assert.Equal("b", Assert.Single(dc.Stack).Id);
    }

    [Fact]
    public async Task Reprompting_reaches_the_active_dialog()
    {
        var log = new List<string>();
        var dc = Context(new Waiting("a", log));
        await dc.BeginDialogAsync("a");

        await dc.RepromptDialogAsync();

        Assert.Equal(["a begin ", "a event repromptDialog", "a reprompt"], log);
    }

    [Fact]
    public async Task A_dialog_that_does_not_exist_is_an_error_and_nothing_is_begun()
    {
        var dc = Context();

        await Assert.ThrowsAsync<InvalidOperationException>(() => dc.BeginDialogAsync("missing"));
        Assert.Empty(dc.Stack);
    }

    [Fact]
    public async Task A_dialog_that_a_newer_release_lost_can_still_be_cancelled()
    {
        _state.DialogStack.Add(new DialogInstance { Id = "lost", State = new Dictionary<string, object>() });
        var dc = Context();

        await Assert.ThrowsAsync<InvalidOperationException>(() => dc.ContinueDialogAsync());
        await dc.CancelAllDialogsAsync();

        Assert.Empty(dc.Stack);
    }

    [Fact]
    public void A_second_dialog_of_the_same_id_gets_a_number()
    {
        var (first, second) = (new Waiting("a", []), new Waiting("a", []));

        var set = new DialogSet().Add(first).Add(second).Add(first);

        Assert.Equal(["a", "a2"], set.GetDialogs().Select(dialog => dialog.Id));
        Assert.Same(second, set.Find("a2"));
        Assert.Null(set.Find("b"));
    }

    private DialogContext Context(params Dialog[] dialogs)
    {
        var set = new DialogSet();
        Array.ForEach(dialogs, dialog => set.Add(dialog));
        return new DialogContext(set, Some.Turn(), _state);
    }

    private sealed class Waiting(string id, List<string> log) : Dialog(id)
    {
        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default) => Wait($"begin {options}");

        public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default) => Wait("continue");

        public override Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default) => Wait($"resume {reason} {result}");

        public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Wait("reprompt");

        public override Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) => Wait($"end {reason}");

        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            log.Add($"{Id} event {e.Name}");
            return Task.FromResult(false);
        }

        private Task<DialogTurnResult> Wait(string call)
        {
            log.Add($"{Id} {call}");
            return Task.FromResult(EndOfTurn);
        }
    }
}
