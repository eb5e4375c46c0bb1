using System.Data.Common;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Conversations;

/// <summary>A conversation as one turn sees it. <see cref="Version"/> must still hold at the commit.</summary>
internal sealed record ConversationSnapshot(ConversationId Id, string Channel, string? Language, long Version, CaseId? CaseId,
    Severity CaseSeverity, bool CaseSilent, OperatorId? Holder, byte[]? PhraseHash, byte[]? State, DataKey Key);

/// <summary>Loads conversations for turns.</summary>
internal sealed class ConversationStore(ICoreDb database, Vault vault)
{
    // Once a turn: by hand, because the query translator took longer than the query.
    private const string Snapshot =
        "SELECT c.channel, c.language, c.version, c.case_id, k.severity, c.holder_id, c.sealed_state, k.silent, c.phrase_hash FROM conversations c " +
        "LEFT JOIN cases k ON k.id = c.case_id WHERE c.id = @c AND c.erased_at IS NULL";

    /// <summary>Null when there is no such conversation or it was erased.</summary>
    public async Task<ConversationSnapshot?> LoadAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await vault.KeyOfAsync(db, conversation, cancellationToken) is not { } key)
        {
            return null;
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Snapshot;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@c", conversation.Value);
        command.Parameters.Add(parameter);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(conversation, key, row) : null;
    }

    private static ConversationSnapshot Read(ConversationId conversation, DataKey key, DbDataReader row) => new(
        conversation,
        row.GetString(0),
        row.IsDBNull(1) ? null : row.GetString(1),
        row.GetInt64(2),
        row.IsDBNull(3) ? null : new CaseId(row.GetGuid(3)),
        row.IsDBNull(4) ? Severity.None : (Severity)row.GetInt32(4),
        !row.IsDBNull(7) && row.GetBoolean(7),
        row.IsDBNull(5) ? null : new OperatorId(row.GetString(5)),
        row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8),
        row.IsDBNull(6) ? null : key.Open("conversations", "sealed_state", conversation.Value, row.GetFieldValue<byte[]>(6)),
        key);

    public async Task<bool> ExistsAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Conversations.AnyAsync(c => c.Id == conversation.Value && c.ErasedAt == null, cancellationToken);
    }
}
