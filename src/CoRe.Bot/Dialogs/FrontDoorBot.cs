using CoRe.Bot.Dialogs.Flows;

namespace CoRe.Bot.Dialogs;

/// <summary>The bot that the pipeline calls: a dialog set with the flows, and what the bot remembers of the talk.</summary>
internal sealed class FrontDoorBot : ActivityHandler
{
    private readonly ConversationState _state;
    private readonly IStatePropertyAccessor<TalkMemory> _memory;
    private readonly DialogSet _dialogs;

    public FrontDoorBot(ConversationState state, FlowDialog flows)
    {
        _state = state;
        _memory = state.CreateProperty<TalkMemory>("talk");
        _dialogs = new DialogSet(state.CreateProperty<DialogState>("dialogs")).Add(flows);
    }

    public override async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        await base.OnTurnAsync(turnContext, cancellationToken);
        await _state.SaveChangesAsync(turnContext, false, cancellationToken);
    }

    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        TalkAsync(turnContext, cancellationToken);

    protected override async Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        // A member who joins a talk that is under way must not send it back to the first screen.
        var dc = await _dialogs.CreateContextAsync(turnContext, cancellationToken);
        if (dc.ActiveDialog is null)
        {
            await TalkAsync(turnContext, cancellationToken);
        }
    }

    private async Task TalkAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<Turn>();
        var memory = await _memory.GetAsync(turnContext, static () => new TalkMemory(), cancellationToken);
        var activity = turnContext.Activity;
        var flowTurn = new FlowTurn(turn, memory, activity.Type == ActivityTypes.Message ? activity.Text : null, activity.Locale);
        turnContext.TurnState.Add(flowTurn);
        Announce(flowTurn, before: true);
        var dc = await _dialogs.CreateContextAsync(turnContext, cancellationToken);
        var result = await dc.ContinueDialogAsync(cancellationToken);
        if (result.Status == DialogTurnStatus.Empty)
        {
            await dc.BeginDialogAsync(FlowDialog.Name, null, cancellationToken);
        }

        if (Announce(flowTurn, before: false) is { } news)
        {
            await turnContext.SendActivityAsync(news, cancellationToken);
        }
    }

    /// <summary>The wire hears of the talk's state when it changed; the safety texts have announced a new case already.</summary>
    private static Activity? Announce(FlowTurn turn, bool before)
    {
        // While a person of the team holds the talk, the desk says who is there.
        if (turn.Turn.Case?.Owner is not null || (before && turn.Turn.Severity < Facts.Severity.High))
        {
            return null;
        }

        var mark = DeskWords.StateMark(turn.Turn);
        var known = turn.Memory.Announced == mark || turn.Erased;
        turn.Memory.Announced = mark;
        return known ? null : DeskWords.StateEvent(turn.Turn);
    }
}
