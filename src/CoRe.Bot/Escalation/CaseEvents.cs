using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation;

/// <summary>Lines of a case's history and the facts that may be counted about it.</summary>
internal static class CaseEvents
{
    public static CaseEventRow Line(Guid id, ConversationId conversation, string kind, OperatorId? by, DateTimeOffset at) =>
        new() { CaseId = id, ConversationId = conversation.Value, Kind = kind, OperatorId = by?.Value, At = at };

    /// <summary>Where a note is bound to: its case and its moment (the row id is not known before the insert).</summary>
    public static string NotePlace(CaseEventRow line) => $"{line.CaseId:N}|{line.At.UtcTicks}";

    public static FactRow Fact(FactType type, DateTimeOffset at, string? language, Severity severity, RiskCategory category, string? code = null) =>
        new() { Type = type, At = at, Language = language, Severity = severity, Category = category, Code = code, Count = 1 };

    /// <summary>History, fact and ring for an owner's act that changed <paramref name="rows"/> rows; none means somebody was first.</summary>
    public static async Task AddAsync(CommitScope scope, int rows, CaseId id, string kind, OperatorId by, DeskSignal signal, FactType fact, CancellationToken cancellationToken)
    {
        if (rows == 0)
        {
            throw new StaleWriteException("case changed hands");
        }

        var row = await scope.Db.Cases.AsNoTracking().FirstAsync(c => c.Id == id.Value, cancellationToken);
        scope.Db.CaseEvents.Add(Line(id.Value, new ConversationId(row.ConversationId), kind, by, scope.Now));
        scope.Db.Facts.Add(Fact(fact, scope.Now, row.Language, row.Severity, row.Category, row.Outcome));
        scope.AfterCommit(signal.Raise);
    }
}

/// <summary>The sealed reasons of a case.</summary>
internal static class CaseReasons
{
    public static string[] Open(DataKey key, CaseRow row) =>
        JsonSerializer.Deserialize(key.Open("cases", "sealed_reasons", row.Id.ToString("N"), row.SealedReasons), CaseJson.Default.StringArray) ?? [];
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class CaseJson : JsonSerializerContext;
