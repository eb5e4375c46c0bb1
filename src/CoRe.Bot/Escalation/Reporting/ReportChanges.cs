using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Reporting;

/// <summary>A point of the list was ticked, or the tick was taken back.</summary>
internal sealed record TickReport(CaseId Case, Actor Actor, string Check, bool On) : IChange;

/// <summary>The facts as they would be told, in the person's words.</summary>
internal sealed record DraftReport(CaseId Case, Actor Actor, PersonText Draft) : IChange;

/// <summary>Reported (to whom and when), or not due (why).</summary>
internal sealed record DecideReport(CaseId Case, Actor Actor, bool Reported, PersonText Words) : IChange;

/// <summary>
/// The report-duty rows. The clock begins when a person takes a grave case: then somebody of flesh and blood knows. It never begins anew, and
/// the status of whoever knew first is kept as it was that day.
/// </summary>
internal sealed class ReportLedger(Vault vault, IOptions<EscalationOptions> options)
{
    public async Task BeginAsync(CommitScope scope, CaseRow row, Actor who, CancellationToken cancellationToken)
    {
        if (row.Severity < Severity.High || await scope.Db.CaseReports.AnyAsync(r => r.CaseId == row.Id, cancellationToken))
        {
            return;
        }

        var status = await scope.Db.Users.AsNoTracking().Where(u => u.Id == who.Id.Value).Select(u => u.DutyStatus).FirstOrDefaultAsync(cancellationToken);
        scope.Db.CaseReports.Add(new CaseReportRow
        {
            CaseId = row.Id, ConversationId = row.ConversationId, KnownBy = who.Id.Value, KnownAs = status ?? "", KnownSince = scope.Now,
            DecideBy = scope.Now.AddHours(options.Value.ReportDecisionHours), Checks = "",
        });
    }

    public static async Task<CaseReportRow> OpenRowAsync(CommitScope scope, CaseId id, CancellationToken cancellationToken) =>
        await scope.Db.CaseReports.FirstOrDefaultAsync(r => r.CaseId == id.Value, cancellationToken) ?? throw new StaleWriteException("no report is open");

    public async Task<byte[]> SealAsync(CommitScope scope, CaseReportRow row, string column, PersonText words, CancellationToken cancellationToken)
    {
        var key = await vault.KeyOfAsync(scope.Db, new ConversationId(row.ConversationId), cancellationToken) ?? throw new StaleWriteException("conversation is gone");
        return key.Seal("case_reports", column, row.CaseId.ToString("N"), words.Reveal());
    }

    public static string? Open(DataKey? key, CaseReportRow row, string column, byte[]? words) =>
        key is null || words is null ? null : key.OpenText("case_reports", column, row.CaseId.ToString("N"), words);
}

internal sealed class TickReportWriter : ChangeWriter<TickReport>
{
    protected override async Task WriteAsync(TickReport change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReportLedger.OpenRowAsync(scope, change.Case, cancellationToken);
        var ticked = row.Checks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(check => check != change.Check);
        row.Checks = string.Join(' ', change.On ? ticked.Append(change.Check) : ticked);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class DraftReportWriter(ReportLedger ledger) : ChangeWriter<DraftReport>
{
    protected override async Task WriteAsync(DraftReport change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReportLedger.OpenRowAsync(scope, change.Case, cancellationToken);
        row.SealedDraft = await ledger.SealAsync(scope, row, "sealed_draft", change.Draft, cancellationToken);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class DecideReportWriter(ReportLedger ledger, CaseHistory history) : ChangeWriter<DecideReport>
{
    protected override async Task WriteAsync(DecideReport change, CommitScope scope, CancellationToken cancellationToken)
    {
        var row = await ReportLedger.OpenRowAsync(scope, change.Case, cancellationToken);
        (row.State, row.DecidedAt, row.DecidedBy) = (change.Reported ? ReportState.Reported : ReportState.NotDue, scope.Now, change.Actor.Id.Value);
        row.SealedDecision = await ledger.SealAsync(scope, row, "sealed_decision", change.Words, cancellationToken);
        var of = await CaseHistory.OpenRowAsync(scope, change.Case, cancellationToken);
        CaseHistory.Add(scope, of, change.Reported ? "report.reported" : "report.not_due", change.Actor.Id);
        await scope.Db.SaveChangesAsync(cancellationToken);
        history.Tell(scope, of);
    }
}
