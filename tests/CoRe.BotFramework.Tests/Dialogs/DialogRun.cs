namespace CoRe.BotFramework.Tests.Dialogs;

/// <summary>A dialog in a conversation whose state is stored and read again between any two messages.</summary>
internal sealed class DialogRun
{
    private readonly TestAdapter _adapter;
    private readonly BotCallbackHandler _bot;

    public DialogRun(Dialog dialog, string channelId = Channels.Test, string? locale = null, StateTypes? types = null)
    {
        _adapter = new TestAdapter(channelId) { Locale = locale ?? "en-us" };
        var state = new ConversationState(new MemoryStorage(), types ?? StateTypes.Standard);
        var dialogState = state.CreateProperty<DialogState>("DialogState");
        _bot = async (turn, ct) =>
        {
            await dialog.RunAsync(turn, dialogState, ct);
            await state.SaveChangesAsync(turn, false, ct);
        };
    }

    /// <summary>Says something and gives the texts of all replies.</summary>
    public async Task<string[]> SayAsync(string text) => [.. (await SendAsync(_adapter.MakeActivity(text))).Select(reply => reply.Text)];

    public async Task<List<Activity>> SendAsync(Activity activity)
    {
        await _adapter.ProcessActivityAsync(activity, _bot);
        var replies = new List<Activity>();
        while (_adapter.GetNextReply() is Activity reply)
        {
            replies.Add(reply);
        }

        return replies;
    }
}

/// <summary>A component made of dialogs; the first is the one it begins with.</summary>
internal sealed class Component : ComponentDialog
{
    public Component(params Dialog[] dialogs) : base(nameof(Component))
    {
        foreach (var dialog in dialogs)
        {
            AddDialog(dialog);
        }
    }
}
