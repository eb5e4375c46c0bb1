using System.Globalization;
using System.Text.Json;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation;

/// <summary>Opens a conversation's case or raises the open one.</summary>
internal sealed class OpenCaseWriter(Vault vault, DeskSignal signal) : ChangeWriter<OpenCase>
{
    private const int MostReasons = 20;

    protected override async Task WriteAsync(OpenCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        var row = await scope.Db.Cases.FirstOrDefaultAsync(c => c.ConversationId == change.Conversation.Value && c.State != CaseState.Closed, cancellationToken);
        if (row is null)
        {
            await OpenAsync(change, scope, key, cancellationToken);
        }
        else
        {
            Raise(change, scope, key, row);
        }

        scope.AfterCommit(signal.Raise);
    }

    private static async Task OpenAsync(OpenCase change, CommitScope scope, DataKey key, CancellationToken cancellationToken)
    {
        scope.Db.Cases.Add(new CaseRow
        {
            Id = change.Id.Value,
            ConversationId = change.Conversation.Value,
            Severity = change.Severity,
            Category = change.Category,
            Language = change.Language?.Value,
            Channel = change.Channel,
            OpenedAt = scope.Now,
            SealedReasons = Seal(key, change.Id.Value, change.Reasons),
        });
        scope.Db.CaseEvents.Add(CaseEvents.Line(change.Id.Value, change.Conversation, change.Asked ? "asked" : "opened", null, scope.Now));
        scope.Db.Facts.Add(CaseEvents.Fact(FactType.CaseOpened, scope.Now, change.Language?.Value, change.Severity, change.Category));
        await scope.ExecuteAsync("UPDATE conversations SET case_id = @case WHERE id = @c", [("@case", change.Id.Value), ("@c", change.Conversation.Value)], cancellationToken);
    }

    /// <summary>Never lowers. One line of history for each new category or higher severity, so an alarm is one alarm.</summary>
    private static void Raise(OpenCase change, CommitScope scope, DataKey key, CaseRow row)
    {
        var reasons = CaseReasons.Open(key, row);
        var added = change.Reasons.Except(reasons).ToList();
        var higher = change.Severity > row.Severity;
        if (higher)
        {
            (row.Severity, row.Category) = (change.Severity, change.Category);
        }

        if (higher || added.Count > 0 || change.Asked)
        {
            row.SealedReasons = Seal(key, row.Id, [.. reasons.Concat(added).Take(MostReasons)]);
            row.Version++;
            scope.Db.CaseEvents.Add(CaseEvents.Line(row.Id, change.Conversation, change.Asked ? "asked" : "raised", null, scope.Now));
        }
    }

    private static byte[] Seal(DataKey key, Guid id, IReadOnlyList<string> reasons) =>
        key.Seal("cases", "sealed_reasons", id.ToString("N"), JsonSerializer.SerializeToUtf8Bytes(reasons.ToArray(), CaseJson.Default.StringArray));
}

internal sealed class TakeCaseWriter(DeskSignal signal) : ChangeWriter<TakeCase>
{
    protected override async Task WriteAsync(TakeCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        var taken = await scope.ExecuteAsync(
            "UPDATE cases SET owner_id = @o, state = 1, taken_at = COALESCE(taken_at, @at), version = version + 1 WHERE id = @id AND state = 0 AND owner_id IS NULL",
            [("@o", change.Operator.Value), ("@at", scope.Now.Stored()), ("@id", change.Case.Value)], cancellationToken);
        await CaseEvents.AddAsync(scope, taken, change.Case, "taken", change.Operator, signal, FactType.HandedOver, cancellationToken);
    }
}

internal sealed class ReleaseCaseWriter(DeskSignal signal) : ChangeWriter<ReleaseCase>
{
    protected override async Task WriteAsync(ReleaseCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        var released = await scope.ExecuteAsync("UPDATE cases SET owner_id = NULL, state = 0, version = version + 1 WHERE id = @id AND state = 1 AND owner_id = @o",
            [("@o", change.Operator.Value), ("@id", change.Case.Value)], cancellationToken);
        await CaseEvents.AddAsync(scope, released, change.Case, "returned", change.Operator, signal, FactType.HandedBack, cancellationToken);
    }
}

internal sealed class CloseCaseWriter(Vault vault, DeskSignal signal) : ChangeWriter<CloseCase>
{
    protected override async Task WriteAsync(CloseCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (!CaseOutcomes.All.Contains(change.Outcome))
        {
            throw new ArgumentException("Unknown outcome.", nameof(change));
        }

        var closed = await scope.ExecuteAsync(
            "UPDATE cases SET state = 2, outcome = @out, closed_at = @at, version = version + 1 WHERE id = @id AND state = 1 AND owner_id = @o",
            [("@out", change.Outcome), ("@at", scope.Now.Stored()), ("@id", change.Case.Value), ("@o", change.Operator.Value)], cancellationToken);
        await CaseEvents.AddAsync(scope, closed, change.Case, "closed:" + change.Outcome, change.Operator, signal, FactType.CaseClosed, cancellationToken);
        await scope.ExecuteAsync("UPDATE conversations SET case_id = NULL WHERE id = @c", [("@c", change.Conversation.Value)], cancellationToken);
        await FinishErasureAsync(change.Conversation, scope, cancellationToken);
    }

    /// <summary>The person erased the chat while the case was open: now nothing keeps its words any more.</summary>
    private async Task FinishErasureAsync(ConversationId conversation, CommitScope scope, CancellationToken cancellationToken)
    {
        var gone = await scope.ExecuteAsync(
            "DELETE FROM conversation_keys WHERE conversation_id IN (SELECT id FROM conversations WHERE id = @c AND erased_at IS NOT NULL)", [("@c", conversation.Value)], cancellationToken);
        if (gone > 0)
        {
            await scope.ExecuteAsync("DELETE FROM transcript WHERE conversation_id = @c", [("@c", conversation.Value)], cancellationToken);
            await scope.ExecuteAsync("DELETE FROM inbox WHERE conversation_id = @c", [("@c", conversation.Value)], cancellationToken);
            scope.AfterCommit(() => vault.Forget(conversation));
        }
    }
}

internal sealed class OperatorSaysWriter(Vault vault, LineWriter lines) : ChangeWriter<OperatorSays>
{
    protected override async Task WriteAsync(OperatorSays change, CommitScope scope, CancellationToken cancellationToken)
    {
        var holds = await scope.ScalarAsync("SELECT COUNT(*) FROM conversations WHERE id = @c AND holder_id = @o AND erased_at IS NULL",
            [("@c", change.Conversation.Value), ("@o", change.Operator.Value)], cancellationToken);
        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken);
        if (Convert.ToInt64(holds, CultureInfo.InvariantCulture) == 0 || key is null)
        {
            throw new StaleWriteException("operator does not hold the conversation");
        }

        var last = await LineWriter.NumbersAsync(scope, change.Conversation, 1, cancellationToken);
        await lines.InsertAsync(scope, change.Conversation, key, [(Speaker.Operator, change.Message)], last!.Value, cancellationToken);
    }
}

internal sealed class AddNoteWriter(Vault vault, DeskSignal signal) : ChangeWriter<AddNote>
{
    protected override async Task WriteAsync(AddNote change, CommitScope scope, CancellationToken cancellationToken)
    {
        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        var line = CaseEvents.Line(change.Case.Value, change.Conversation, "note", change.Operator, scope.Now);
        line.SealedNote = key.Seal("case_events", "sealed_note", CaseEvents.NotePlace(line), change.Note.Reveal());
        scope.Db.CaseEvents.Add(line);
        scope.AfterCommit(signal.Raise);
    }
}
