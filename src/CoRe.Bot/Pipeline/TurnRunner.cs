using CoRe.Bot.Conversations;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Pipeline;

/// <summary>
/// One turn from the inbox row to its commit: load, think, commit; think again when somebody was first. A turn that cannot be
/// thought still answers: numbers, and a person is called.
/// </summary>
internal sealed partial class TurnRunner(ConversationStore store, InboundReader reader, ICommitter committer, TurnAdapter adapter, IBot bot,
    TurnStorage storage, IDeskStatus desk, FailedTurn failed, TimeProvider time, IOptions<PipelineOptions> options, ILogger<TurnRunner> log)
{
    public async Task RunAsync(ConversationId conversation, Inbound inbound)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AttemptAsync(conversation, inbound, giveUp: attempt >= options.Value.TriesPerTurn);
                return;
            }
            catch (AlreadyAnsweredException)
            {
                return;
            }
            catch (StaleWriteException)
            {
                TurnStale(log, conversation.Value, attempt);
            }
            catch (Exception error) when (error is IOException or System.Data.Common.DbException)
            {
                // The database is away. The row stays in the inbox; waiting here keeps the conversation's order.
                TurnFailed(log, conversation.Value, attempt, error.GetType().Name);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 50 << Math.Min(attempt, 7))), time);
            }
        }
    }

    private async Task AttemptAsync(ConversationId conversation, Inbound inbound, bool giveUp)
    {
        // A turn is never cancelled half way: stopping lets it finish, killing leaves the inbox row.
        var cancellationToken = CancellationToken.None;
        var snapshot = await store.LoadAsync(conversation, cancellationToken);
        var activity = snapshot is null ? null : inbound.Activity ?? await reader.ReadAsync(snapshot, inbound, cancellationToken);
        if (snapshot is null || activity is null)
        {
            await committer.CommitAsync([new DropInbound(inbound.InboxId)], cancellationToken);
            return;
        }

        var changes = giveUp
            ? failed.Changes(snapshot, inbound, NewTurn(snapshot, activity))
            : await ThinkAsync(snapshot, inbound, activity, cancellationToken);
        await committer.CommitAsync(changes, cancellationToken);
    }

    private async Task<IReadOnlyList<IChange>> ThinkAsync(ConversationSnapshot snapshot, Inbound inbound, Activity activity, CancellationToken cancellationToken)
    {
        var turn = NewTurn(snapshot, activity);
        try
        {
            var documents = storage.Begin(snapshot.State);
            // The bot gets a copy of its own: a turn that starts over must see the message as it arrived.
            var replies = await adapter.ProcessAsync(ActivityText.Read(ActivityText.Write(activity)), turn, documents, bot, cancellationToken);
            var complete = new CompleteTurn(snapshot.Id, snapshot.Version, inbound.InboxId, InboxState.Done,
                turn.LocaleChosen ? turn.Locale.Value : snapshot.Language, documents.Changed(), replies, turn.Facts);
            return [complete, .. turn.Changes];
        }
        catch (Exception error) when (error is not (IOException or System.Data.Common.DbException))
        {
            TurnFailed(log, snapshot.Id.Value, 0, error.GetType().Name);
            return failed.Changes(snapshot, inbound, NewTurn(snapshot, activity));
        }
    }

    private Turn NewTurn(ConversationSnapshot snapshot, Activity activity)
    {
        var turn = new Turn(snapshot.Id, snapshot.Channel, time.GetUtcNow(), desk.Now)
        {
            LocaleChosen = snapshot.Language is not null,
            Case = snapshot.CaseId is { } id ? new OpenCaseView(id, snapshot.CaseSeverity, snapshot.Holder, snapshot.CaseSilent) : null,
            AgreedPhrase = snapshot.PhraseHash,
        };
        if ((snapshot.Language ?? activity.Locale) is { Length: > 0 } tag)
        {
            turn.Locale = new LocaleTag(tag);
        }

        return turn;
    }

    [LoggerMessage(3001, LogLevel.Debug, "Turn of {Conversation} starts over (attempt {Attempt})")]
    private static partial void TurnStale(ILogger log, string conversation, int attempt);

    [LoggerMessage(3002, LogLevel.Error, "Turn of {Conversation} failed (attempt {Attempt}): {ErrorType}")]
    private static partial void TurnFailed(ILogger log, string conversation, int attempt, string errorType);
}
