using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Escalation;

/// <summary>Who acts at the desk.</summary>
internal sealed record DeskOperator(OperatorId Id, string FirstName);

/// <summary>What became of an act at the desk.</summary>
internal enum DeskResult
{
    Done,

    /// <summary>Somebody else was first, or the case is closed: the page shows the newest state.</summary>
    Overtaken,

    NotFound,
}

/// <summary>
/// The hand-over between bot and person. Every act is one commit: case, holder, what the person in chat is told, and the audit
/// line. While an operator holds the conversation the bot is silent.
/// </summary>
internal sealed class HandOver(ICommitter committer, CaseStore cases, DutyRoster roster, LocaleLibrary locales)
{
    public Task<DeskResult> TakeAsync(CaseId id, DeskOperator me, CancellationToken cancellationToken) => ActAsync(id, view =>
    [
        new TakeCase(id, me.Id),
        new Hold(view.Item.Conversation, null, me.Id),
        new Say(view.Item.Conversation, Speaker.Bot,
            [Told(view, "handover.joined", ("name", me.FirstName)), ChatEvents.State(ChatEvents.Person, me.FirstName, null, staffed: true), Status(view, "accepted")]),
        new Audited(me.Id.Value, "case.take", id.ToString()),
    ], cancellationToken);

    public Task<DeskResult> ReturnAsync(CaseId id, DeskOperator me, CancellationToken cancellationToken) => ActAsync(id, view =>
    [
        new ReleaseCase(id, me.Id),
        .. LetGo(view, me, "handover.left"),
        new Audited(me.Id.Value, "case.return", id.ToString()),
    ], cancellationToken);

    public Task<DeskResult> CloseAsync(CaseId id, DeskOperator me, string outcome, CancellationToken cancellationToken) => ActAsync(id, view =>
    [
        .. LetGo(view, me, "handover.closed"),
        new CloseCase(id, view.Item.Conversation, me.Id, outcome),
        new Audited(me.Id.Value, "case.close", id.ToString()),
    ], cancellationToken);

    public Task<DeskResult> SayAsync(CaseId id, DeskOperator me, PersonText words, CancellationToken cancellationToken) => ActAsync(id, view =>
    [
        new OperatorSays(view.Item.Conversation, me.Id, Message(view, me, words)),
    ], cancellationToken);

    public Task<DeskResult> NoteAsync(CaseId id, DeskOperator me, PersonText note, CancellationToken cancellationToken) => ActAsync(id, view =>
    [
        new AddNote(id, view.Item.Conversation, me.Id, note),
        new Audited(me.Id.Value, "case.note", id.ToString()),
    ], cancellationToken);

    /// <summary>The case for reading; the look itself is audited before anything is shown.</summary>
    public async Task<CaseView?> OpenAsync(CaseId id, DeskOperator me, CancellationToken cancellationToken)
    {
        var view = await cases.FindAsync(id, cancellationToken);
        if (view is not null)
        {
            await committer.CommitAsync([new Audited(me.Id.Value, "case.read", id.ToString())], cancellationToken);
        }

        return view;
    }

    private async Task<DeskResult> ActAsync(CaseId id, Func<CaseView, IReadOnlyList<IChange>> act, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(id, cancellationToken) is not { } view)
        {
            return DeskResult.NotFound;
        }

        try
        {
            await committer.CommitAsync(act(view), cancellationToken);
            return DeskResult.Done;
        }
        catch (StaleWriteException)
        {
            return DeskResult.Overtaken;
        }
    }

    private IEnumerable<IChange> LetGo(CaseView view, DeskOperator me, string text)
    {
        yield return new Hold(view.Item.Conversation, me.Id, null);
        if (!view.Erased)
        {
            var desk = roster.Now;
            yield return new Say(view.Item.Conversation, Speaker.Bot,
                [Told(view, text, ("name", me.FirstName)), ChatEvents.State(ChatEvents.Bot, null, desk.BackAt, desk.Staffed), Status(view, "completed")]);
        }
    }

    private Activity Told(CaseView view, string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = locales.Text(new LocaleTag(view.Item.Language ?? "it"), key, values);
        var message = MessageFactory.Text(text.Text);
        message.Locale = text.Locale.Value;
        message.ChannelData = Core(("kind", "system"), ("author", "bot"), ("state", text.State.ToString().ToLowerInvariant()));
        return message;
    }

    private static Activity Message(CaseView view, DeskOperator me, PersonText words) => new()
    {
        Type = ActivityTypes.Message,
        Text = words.Reveal(),
        From = new ChannelAccount { Id = "desk", Name = me.FirstName },
        ChannelId = view.Item.Channel,
        ChannelData = Core(("kind", "person"), ("author", "person"), ("name", me.FirstName)),
    };

    private static Activity Status(CaseView view, string state) =>
        (Activity)EventFactory.CreateHandoffStatus(new ConversationAccount { Id = view.Item.Conversation.Value }, state);

    private static Dictionary<string, object> Core(params ReadOnlySpan<(string Name, string Value)> members)
    {
        var core = new Dictionary<string, string>();
        foreach (var (name, value) in members)
        {
            core[name] = value;
        }

        return new Dictionary<string, object> { ["core"] = core };
    }
}
