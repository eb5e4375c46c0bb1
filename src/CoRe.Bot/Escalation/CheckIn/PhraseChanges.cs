using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Escalation.CheckIn;

/// <summary>Sets the conversation's phrase, or takes it away.</summary>
/// <param name="Hash">From <see cref="CheckInPhrases.Hash"/>; null: none any more.</param>
internal sealed record AgreePhrase(CaseId Case, ConversationId Conversation, OperatorId By, byte[]? Hash) : IChange;

/// <summary>The operator shows themselves in a talk whose case was silent: from now on the page may show it.</summary>
internal sealed record EndSilence(CaseId Case, OperatorId By) : IChange;

internal sealed class AgreePhraseWriter(CaseHistory history) : ChangeWriter<AgreePhrase>
{
    protected override async Task WriteAsync(AgreePhrase change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        var rows = await scope.ExecuteAsync("UPDATE conversations SET phrase_hash = @h, version = version + 1 WHERE id = @c AND erased_at IS NULL",
            [("@h", change.Hash), ("@c", change.Conversation.Value)], cancellationToken);
        if (rows == 0)
        {
            throw new StaleWriteException("conversation is gone");
        }

        CaseHistory.Add(scope, row, change.Hash is null ? "phrase_removed" : "phrase_agreed", change.By);
        history.Tell(scope, row);
    }
}

internal sealed class EndSilenceWriter(CaseHistory history) : ChangeWriter<EndSilence>
{
    protected override async Task WriteAsync(EndSilence change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        (row.Silent, row.Version) = (false, row.Version + 1);
        CaseHistory.Add(scope, row, "joined", change.By);
        history.Tell(scope, row);
    }
}
