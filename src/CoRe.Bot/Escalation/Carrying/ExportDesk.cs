using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Escalation.Carrying;

/// <summary>One request to carry a case out. <paramref name="Overdue"/>: taken alone a day ago, and nobody has looked at it.</summary>
internal sealed record ExportLine(Guid Id, CaseId Case, OperatorId Asker, string AskedBy, DateTimeOffset AskedAt, bool Alone, bool? Granted, string? DecidedBy, DateTimeOffset? TakenAt, string? Reason, bool Overdue, bool CanTake);

/// <summary>What is carried out: the case, its history, and every line with who said it.</summary>
internal sealed record ExportedCase(CaseFile File, IReadOnlyList<TranscriptEntry> Lines);

/// <summary>
/// Four eyes on every export. One person asks and gives the reason, another grants; whoever is alone may take it at once, and then another
/// person has to look at it within a day. Each is used once, within the hour.
/// </summary>
internal sealed class ExportDesk(CaseDesk desk, CaseStore cases, ICoreDb database, ICommitter committer, Vault vault, TimeProvider time)
{
    public const int ShortestReason = 20;
    private const int LongestTalk = 20_000;
    private static readonly TimeSpan Useful = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReviewWithin = TimeSpan.FromHours(24);

    public async Task<DeskAnswer> AskAsync(Actor actor, CaseId id, PersonText reason, bool alone, CancellationToken cancellationToken)
    {
        if (reason.Reveal().Trim().Length < ShortestReason || reason.Length > CaseDesk.LongestMessage)
        {
            return DeskAnswer.Invalid;
        }

        if (await cases.HeadAsync(id, cancellationToken) is not { Erased: false } head || await cases.IsBarredAsync(actor, head, cancellationToken))
        {
            return DeskAnswer.Gone;
        }

        if (head.Owner != actor.Id && !actor.IsCoordinator)
        {
            return DeskAnswer.NotYours;
        }

        await committer.CommitAsync([new AskExport(Guid.CreateVersion7(time.GetUtcNow()), id, actor, alone, reason), new Audited(actor.Id, alone ? "flag.export_alone" : "export.ask", id.ToString())], cancellationToken);
        return DeskAnswer.Done;
    }

    /// <summary>A coordinator who did not ask decides, or says that one taken alone was right or not.</summary>
    public async Task<DeskAnswer> DecideAsync(Actor actor, Guid id, bool granted, CancellationToken cancellationToken)
    {
        if (!actor.IsCoordinator)
        {
            return DeskAnswer.Forbidden;
        }

        if ((await LinesAsync(actor, cancellationToken)).FirstOrDefault(line => line.Id == id) is not { } line)
        {
            return DeskAnswer.Gone;
        }

        try
        {
            await committer.CommitAsync([new DecideExport(id, actor, granted), new Audited(actor.Id, (line.Alone, granted) switch
            {
                (true, true) => "export.reviewed",
                (true, false) => "flag.export_not_right",
                (false, true) => "export.grant",
                _ => "export.refuse",
            }, line.Case.ToString())], cancellationToken);
            return DeskAnswer.Done;
        }
        catch (StaleWriteException)
        {
            return DeskAnswer.NotYours;
        }
    }

    /// <summary>Carries it out, once; null when it is not granted to this person, used, too old, or the words are gone.</summary>
    public async Task<ExportedCase?> TakeAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        if ((await LinesAsync(actor, cancellationToken)).FirstOrDefault(line => line.Id == id) is not { CanTake: true } line || line.Asker != actor.Id)
        {
            return null;
        }

        try
        {
            await committer.CommitAsync([new TakeExport(id, actor, time.GetUtcNow() - Useful), new Audited(actor.Id, "export.take", line.Case.ToString())], cancellationToken);
        }
        catch (StaleWriteException)
        {
            return null;
        }

        return await desk.OpenAsync(actor, line.Case, cancellationToken) is { } file
            ? new ExportedCase(file, await desk.ReadAsync(file.Head, 0, LongestTalk, cancellationToken) ?? [])
            : null;
    }

    /// <summary>The last requests, newest first, without cases that are kept from the reader.</summary>
    public async Task<IReadOnlyList<ExportLine>> LinesAsync(Actor reader, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var now = time.GetUtcNow();
        var rows = await (from row in db.CaseExports.AsNoTracking()
                          join talk in db.Conversations on row.ConversationId equals talk.Id
                          join asker in db.Users on row.AskedBy equals asker.Id
                          join other in db.Users on row.DecidedBy equals other.Id into others
                          from other in others.DefaultIfEmpty()
                          orderby row.AskedAt descending
                          select new { Row = row, talk.Places, Asker = asker.DisplayName, Decider = other == null ? null : other.DisplayName }).Take(200).ToListAsync(cancellationToken);
        var own = await cases.PlacesAsync(reader, cancellationToken);
        var lines = new List<ExportLine>();
        foreach (var found in rows.Where(found => !Conflicts.PlaceTags.Bars(found.Places, own, reader.Role)))
        {
            var row = found.Row;
            var key = await vault.KeyOfAsync(db, new ConversationId(row.ConversationId), cancellationToken);
            var since = row.Alone ? row.AskedAt : row.DecidedAt;
            lines.Add(new ExportLine(row.Id, new CaseId(row.CaseId), new OperatorId(row.AskedBy), found.Asker, row.AskedAt, row.Alone, row.Granted, found.Decider, row.TakenAt,
                key?.OpenText("case_exports", "sealed_reason", AskExportWriter.Place(row.Id), row.SealedReason),
                row is { Alone: true, DecidedAt: null } && now - row.AskedAt > ReviewWithin,
                row.TakenAt is null && (row.Alone || row.Granted == true) && since is { } from && now - from <= Useful));
        }

        return lines;
    }
}
