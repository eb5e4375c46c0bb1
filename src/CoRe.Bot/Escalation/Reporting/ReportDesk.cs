using System.Globalization;
using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Reporting;

/// <summary>The report-duty panel as it is shown. Words are null when there are none or the person's key is gone.</summary>
internal sealed record ReportView(ReportState State, string KnownBy, string KnownAs, DateTimeOffset KnownSince, DateTimeOffset DecideBy, IReadOnlyList<string> Checks,
    string? Draft, string? Decision, string? DecidedBy, DateTimeOffset? DecidedAt);

/// <summary>
/// Helps an operator to decide whether a case must be told to an authority. It never decides and never sends: the product reports nothing
/// itself. Each act is the owner's, and in the audit trail.
/// </summary>
internal sealed class ReportDesk(CaseDesk desk, CaseStore cases, ICoreDb database, Vault vault)
{
    /// <summary>A decision is a grave act: a few words are no reason.</summary>
    public const int ShortestReason = 30;

    public const int LongestDraft = 20_000;

    /// <summary>What an account's role means for the duty, as the partnership's lawyer decided; <c>""</c>: not decided.</summary>
    public static readonly IReadOnlyList<string> Statuses = ["", "public_official", "public_service", "health", "other"];

    /// <summary>What should be settled before a decision; their words stand in the desk's texts as <c>desk.report.check.*</c>.</summary>
    public static readonly IReadOnlyList<string> Checks = ["danger", "told", "part", "mediator", "lawyer", "facts", "receiver"];

    /// <summary>Null when nobody took the case while it was grave.</summary>
    public async Task<ReportView?> OfAsync(Actor reader, CaseId id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await cases.HeadAsync(id, cancellationToken) is not { } head || await cases.IsBarredAsync(reader, head, cancellationToken)
            || await db.CaseReports.AsNoTracking().FirstOrDefaultAsync(r => r.CaseId == id.Value, cancellationToken) is not { } row)
        {
            return null;
        }

        var key = await vault.KeyOfAsync(db, head.Conversation, cancellationToken);
        var names = await db.Users.AsNoTracking().Where(u => u.Id == row.KnownBy || u.Id == row.DecidedBy).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellationToken);
        return new ReportView(row.State, names.GetValueOrDefault(row.KnownBy, ""), row.KnownAs, row.KnownSince, row.DecideBy, row.Checks.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ReportLedger.Open(key, row, "sealed_draft", row.SealedDraft), ReportLedger.Open(key, row, "sealed_decision", row.SealedDecision),
            row.DecidedBy is null ? null : names.GetValueOrDefault(row.DecidedBy, ""), row.DecidedAt);
    }

    /// <summary>The facts and nothing else: when the person wrote what, in the own words and letters. Translations and interpretations are not in it.</summary>
    public async Task<string> FactsAsync(CaseHead head, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var line in await desk.ReadAsync(head, 0, 5000, cancellationToken) ?? [])
        {
            if (line.Speaker == Speaker.Person && line.Activity.Type == ActivityTypes.Message && line.Activity.Text is { Length: > 0 } words && words[0] != '#')
            {
                text.Append(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(line.At, zone):dd/MM/yyyy HH:mm} «{words}»\n");
            }
        }

        return text.Length > LongestDraft ? text.ToString(0, LongestDraft) : text.ToString();
    }

    public Task<DeskAnswer> TickAsync(Actor actor, CaseId id, string check, bool on, CancellationToken cancellationToken) => !Checks.Contains(check)
        ? Task.FromResult(DeskAnswer.Invalid)
        : OwnAsync(actor, id, on ? "report.tick" : "report.untick", new TickReport(id, actor, check, on), cancellationToken);

    public Task<DeskAnswer> DraftAsync(Actor actor, CaseId id, PersonText draft, CancellationToken cancellationToken) => draft.Length > LongestDraft
        ? Task.FromResult(DeskAnswer.Invalid)
        : OwnAsync(actor, id, "report.draft", new DraftReport(id, actor, draft), cancellationToken);

    /// <param name="actor">The owner of the case.</param>
    /// <param name="id">The case.</param>
    /// <param name="reported">Reported; else not due.</param>
    /// <param name="words">To whom, how and when; or why not.</param>
    /// <param name="cancellationToken">Stops the waiting, not the commit.</param>
    public Task<DeskAnswer> DecideAsync(Actor actor, CaseId id, bool reported, PersonText words, CancellationToken cancellationToken) =>
        words.Reveal().Trim().Length < ShortestReason || words.Length > CaseDesk.LongestMessage
            ? Task.FromResult(DeskAnswer.Invalid)
            : OwnAsync(actor, id, reported ? "report.reported" : "report.not_due", new DecideReport(id, actor, reported, words), cancellationToken);

    private Task<DeskAnswer> OwnAsync(Actor actor, CaseId id, string act, IChange change, CancellationToken cancellationToken) => desk.ChangeAsync(actor, id, head =>
        head.Owner != actor.Id || head.Erased ? null : [new RequireOwner(id, actor.Id), change, new Audited(actor.Id, act, id.ToString())], cancellationToken);
}
