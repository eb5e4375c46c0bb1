using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Conversations;

/// <summary>A conversation as one turn sees it. <see cref="Version"/> must still hold at the commit.</summary>
internal sealed record ConversationSnapshot(ConversationId Id, string Channel, string? Language, long Version, CaseId? CaseId,
    Severity CaseSeverity, OperatorId? Holder, byte[]? State, DataKey Key);

/// <summary>Loads conversations for turns.</summary>
internal sealed class ConversationStore(ICoreDb database, Vault vault)
{
    /// <summary>Null when there is no such conversation or it was erased.</summary>
    public async Task<ConversationSnapshot?> LoadAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await vault.KeyOfAsync(db, conversation, cancellationToken) is not { } key)
        {
            return null;
        }

        var row = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == conversation.Value && c.ErasedAt == null, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var severity = row.CaseId is null
            ? Severity.None
            : await db.Cases.Where(c => c.Id == row.CaseId).Select(c => c.Severity).FirstOrDefaultAsync(cancellationToken);
        var state = row.SealedState is null ? null : key.Open("conversations", "sealed_state", row.Id, row.SealedState);
        return new ConversationSnapshot(conversation, row.Channel, row.Language, row.Version, row.CaseId is { } id ? new CaseId(id) : null,
            severity, row.HolderId is { } holder ? new OperatorId(holder) : null, state, key);
    }

    public async Task<bool> ExistsAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Conversations.AnyAsync(c => c.Id == conversation.Value && c.ErasedAt == null, cancellationToken);
    }
}
