using System.Text.Json;
using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation.Handing;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation;

/// <summary>
/// Opens the one case of a conversation, or raises it. In the same commit: its history, and the Bot Framework event
/// <c>handoff.initiate</c> as a line that only the desk reads.
/// </summary>
internal sealed class OpenCaseWriter(Vault vault, LineWriter lines, CaseHistory history, HandoffEvents handoff) : ChangeWriter<OpenCase>
{
    private const int MostReasons = 12;

    protected override async Task WriteAsync(OpenCase change, CommitScope scope, CancellationToken cancellationToken)
    {
        var key = await vault.KeyOfAsync(scope.Db, change.Conversation, cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        var row = await scope.Db.Cases.FirstOrDefaultAsync(c => c.ConversationId == change.Conversation.Value && c.State != CaseState.Closed, cancellationToken);
        var found = Kind(change);
        // One alarm per kind of finding: a child who writes the same fear ten times rings once, a new fear rings again. The phrase always rings.
        var alarm = row is null || change.Origin == CaseOrigin.Phrase || change.Severity > row.Severity || !await scope.Db.CaseEvents.AnyAsync(e => e.CaseId == row.Id && e.Kind == found, cancellationToken);
        if (row is null)
        {
            row = await InsertAsync(change, scope, key, cancellationToken);
        }
        else
        {
            Raise(row, change, key, scope.Now);
        }

        CaseHistory.Add(scope, row, found, null);
        // Saved now: a second finding of the same turn must see this case.
        await scope.Db.SaveChangesAsync(cancellationToken);
        if (alarm)
        {
            await InitiateAsync(row, change, scope, key, cancellationToken);
            await handoff.TellAsync(scope, row, null, cancellationToken);
        }

        history.Tell(scope, row, alarm);
    }

    /// <summary>What was found, as a code of the history.</summary>
    internal static string Kind(OpenCase change) => change.Origin switch
    {
        CaseOrigin.Asked => "asked",
        CaseOrigin.Phrase => "phrase",
        _ => "found." + change.Category.Name(),
    };

    internal static string ReasonsPlace(Guid caseId) => caseId.ToString("N");

    internal static IReadOnlyList<string> Reasons(DataKey key, CaseRow row) =>
        JsonSerializer.Deserialize(key.Open("cases", "sealed_reasons", ReasonsPlace(row.Id), row.SealedReasons), EscalationJson.Default.ListString) ?? [];

    private static byte[] Seal(DataKey key, Guid caseId, IEnumerable<string> reasons) => key.Seal("cases", "sealed_reasons", ReasonsPlace(caseId),
        JsonSerializer.SerializeToUtf8Bytes(reasons.Distinct().TakeLast(MostReasons).ToList(), EscalationJson.Default.ListString));

    private static async Task<CaseRow> InsertAsync(OpenCase change, CommitScope scope, DataKey key, CancellationToken cancellationToken)
    {
        var row = new CaseRow
        {
            Id = change.Id.Value, ConversationId = change.Conversation.Value, State = CaseState.Open, Severity = change.Severity, Category = change.Category,
            Language = change.Language?.Value, Channel = change.Channel, OpenedAt = scope.Now, WaitingSince = scope.Now, Version = 1, Silent = change.Origin == CaseOrigin.Phrase, SealedReasons = Seal(key, change.Id.Value, change.Reasons),
        };
        scope.Db.Cases.Add(row);
        CaseHistory.Add(scope, row, "opened", null);
        CaseHistory.Count(scope, FactType.CaseOpened, row, change.Origin.ToString().ToLowerInvariant());
        await scope.Db.Conversations.Where(c => c.Id == row.ConversationId).ExecuteUpdateAsync(set => set.SetProperty(c => c.CaseId, row.Id), cancellationToken);
        return row;
    }

    private static void Raise(CaseRow row, OpenCase change, DataKey key, DateTimeOffset now)
    {
        if (change.Severity > row.Severity)
        {
            // Graver than it was: the ladder begins anew.
            row.WaitingSince = now;
        }

        if (change.Severity > row.Severity || (row.Category == RiskCategory.None && change.Severity == row.Severity))
        {
            (row.Severity, row.Category) = (change.Severity, change.Category);
        }

        row.Language = change.Language?.Value ?? row.Language;
        row.SealedReasons = Seal(key, row.Id, [.. Reasons(key, row), .. change.Reasons]);
        row.Silent &= change.Origin == CaseOrigin.Phrase;
        row.Version++;
    }

    private async Task InitiateAsync(CaseRow row, OpenCase change, CommitScope scope, DataKey key, CancellationToken cancellationToken)
    {
        // An erased chat keeps its case and takes no more lines.
        if (await LineWriter.NumbersAsync(scope, change.Conversation, 1, cancellationToken) is { } number)
        {
            await lines.InsertAsync(scope, change.Conversation, key, [(Speaker.Desk, HandoverWords.Initiate(row, change))], number, cancellationToken);
        }
    }
}
