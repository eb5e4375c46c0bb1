using System.Text;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation;

/// <summary>One row of the queue, from clear columns alone. <paramref name="Unread"/>: lines of the person that the reader, who owns the case, has not seen.</summary>
internal sealed record QueueEntry(CaseId Case, CaseState State, Severity Severity, RiskCategory Category, string? Language, string Channel,
    OperatorId? Owner, string? OwnerName, DateTimeOffset OpenedAt, bool Late, bool Erased, int Unread = 0);

/// <summary>Where a case stands; enough to decide, no sealed words.</summary>
internal sealed record CaseHead(CaseId Case, ConversationId Conversation, CaseState State, Severity Severity, RiskCategory Category, string? Language, string Channel,
    OperatorId? Owner, string? OwnerName, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? Outcome, bool Erased, bool Held = false, bool Silent = false, bool HasPhrase = false, string? Places = null)
{
    /// <summary>Whether the person sees the operator in the chat: then coming and going is said there.</summary>
    public bool InChat => Held && !Erased;

    /// <summary>The language to speak to the person in.</summary>
    public Languages.LocaleTag SpokenIn => Language is { Length: > 0 } ? new Languages.LocaleTag(Language) : Languages.LocaleTag.Italian;
}

/// <summary>One line of a case's history with its opened note.</summary>
internal sealed record HistoryLine(DateTimeOffset At, string Kind, string? Operator, string? Note);

/// <summary>A case as an operator reads it. <paramref name="WordsGone"/>: the person erased the chat and its key is destroyed.</summary>
internal sealed record CaseFile(CaseHead Head, IReadOnlyList<string> Reasons, IReadOnlyList<HistoryLine> History, bool WordsGone);

/// <summary>A delivery that failed or keeps failing.</summary>
internal sealed record StuckDelivery(Guid Id, string Kind, OutboxState State, int Attempts, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset NextAt, CaseId? Case, ReferralId? Referral);

/// <summary>Reads cases for the desk.</summary>
internal sealed class CaseStore(ICoreDb database, Vault vault, IOptions<EscalationOptions> options, TimeProvider time)
{
    /// <summary>Open cases: those that wait before those somebody has, then by severity, then by waiting time.</summary>
    /// <param name="reader">Talks about a place of theirs are not in it; null: the product itself.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<QueueEntry>> QueueAsync(Actor? reader, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var (now, own) = (time.GetUtcNow(), await PlacesAsync(reader, cancellationToken));
        var heads = await Heads(db).Where(c => c.Row.State != CaseState.Closed)
            .OrderBy(c => c.Row.State).ThenByDescending(c => c.Row.Severity).ThenBy(c => c.Row.OpenedAt).ToListAsync(cancellationToken);
        var unread = reader is null ? [] : await UnreadAsync(db, reader.Id, cancellationToken);
        return [.. heads.Where(c => !PlaceTags.Bars(c.Places, own, Role(reader))).Select(c => new QueueEntry(new CaseId(c.Row.Id), c.Row.State, c.Row.Severity, c.Row.Category, c.Language ?? c.Row.Language, c.Row.Channel,
            Id(c.Row.OwnerId), c.OwnerName, c.Row.OpenedAt, c.Row.State == CaseState.Open && now - c.Row.OpenedAt > Clock(c.Row.Severity), c.ErasedAt is not null, unread.GetValueOrDefault(c.Row.Id)))];
    }

    /// <summary>Cases closed lately, newest first.</summary>
    public async Task<IReadOnlyList<CaseHead>> ClosedAsync(Actor? reader, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var own = await PlacesAsync(reader, cancellationToken);
        var closed = await Heads(db).Where(c => c.Row.State == CaseState.Closed).OrderByDescending(c => c.Row.ClosedAt).Take(count).ToListAsync(cancellationToken);
        return [.. closed.Where(c => !PlaceTags.Bars(c.Places, own, Role(reader))).Select(Head)];
    }

    /// <summary>The places of an account, as they stand now: a sign-in of this morning decides nothing.</summary>
    public async Task<string?> PlacesAsync(Actor? reader, CancellationToken cancellationToken)
    {
        if (reader is null || reader == Actor.Product)
        {
            return null;
        }

        await using var db = database.Open();
        return await db.Users.AsNoTracking().Where(u => u.Id == reader.Id.Value).Select(u => u.Places).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether a case is kept from somebody because of its place.</summary>
    public async Task<bool> IsBarredAsync(Actor? reader, CaseHead head, CancellationToken cancellationToken) =>
        head.Places is { Length: > 0 } && PlaceTags.Bars(head.Places, await PlacesAsync(reader, cancellationToken), Role(reader));

    public async Task<CaseHead?> HeadAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Heads(db).FirstOrDefaultAsync(c => c.Row.Id == id.Value, cancellationToken) is { } found ? Head(found) : null;
    }

    /// <summary>Reasons and history, opened. Callers write the audit line first (<see cref="CaseDesk.OpenAsync"/>).</summary>
    public async Task<CaseFile?> FileAsync(Actor? reader, CaseId id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await Heads(db).FirstOrDefaultAsync(c => c.Row.Id == id.Value, cancellationToken) is not { } found || await IsBarredAsync(reader, Head(found), cancellationToken))
        {
            return null;
        }

        var key = await vault.KeyOfAsync(db, new ConversationId(found.Row.ConversationId), cancellationToken);
        var events = await (from line in db.CaseEvents.AsNoTracking() where line.CaseId == id.Value
                            join user in db.Users on line.OperatorId equals user.Id into users
                            from user in users.DefaultIfEmpty()
                            orderby line.Id
                            select new { Line = line, Name = user == null ? null : user.DisplayName }).ToListAsync(cancellationToken);
        var history = events.Select(e => new HistoryLine(e.Line.At, e.Line.Kind, e.Name, Note(key, e.Line))).ToList();
        return new CaseFile(Head(found), key is null ? [] : OpenCaseWriter.Reasons(key, found.Row), history, key is null);
    }

    /// <summary>Cases an operator holds now.</summary>
    public async Task<IReadOnlyList<CaseHead>> HeldAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return [.. (await Heads(db).Where(c => c.Row.State == CaseState.Taken).ToListAsync(cancellationToken)).Select(Head)];
    }

    /// <summary>What could not be delivered: given up, or failing and tried again.</summary>
    public async Task<IReadOnlyList<StuckDelivery>> StuckAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Outbox.AsNoTracking().Where(o => o.State == OutboxState.Dead || (o.State == OutboxState.Waiting && o.Attempts > 0))
            .OrderByDescending(o => o.CreatedAt).Take(200).ToListAsync(cancellationToken);
        return [.. rows.Select(o => new StuckDelivery(o.Id, o.Kind, o.State, o.Attempts, o.LastError, o.CreatedAt, o.NextAt,
            o.CaseId is { } c ? new CaseId(c) : null, o.ReferralId is { } r ? new ReferralId(r) : null))];
    }

    public TimeSpan Clock(Severity severity) => TimeSpan.FromMinutes(severity switch
    {
        Severity.Emergency => options.Value.EmergencyMinutes,
        Severity.High => options.Value.HighMinutes,
        _ => options.Value.OtherMinutes,
    });

    private static IQueryable<Found> Heads(CoreDbContext db) =>
        from row in db.Cases.AsNoTracking()
        join talk in db.Conversations on row.ConversationId equals talk.Id
        join user in db.Users on row.OwnerId equals user.Id into users
        from user in users.DefaultIfEmpty()
        select new Found { Row = row, Language = talk.Language, ErasedAt = talk.ErasedAt, Held = talk.HolderId != null, HasPhrase = talk.PhraseHash != null, Places = talk.Places, OwnerName = user == null ? null : user.DisplayName };

    private static CaseHead Head(Found c) => new(new CaseId(c.Row.Id), new ConversationId(c.Row.ConversationId), c.Row.State, c.Row.Severity, c.Row.Category,
        c.Language ?? c.Row.Language, c.Row.Channel, Id(c.Row.OwnerId), c.OwnerName, c.Row.OpenedAt, c.Row.ClosedAt, c.Row.Outcome, c.ErasedAt is not null, c.Held, c.Row.Silent, c.HasPhrase, c.Places);

    private static string? Note(DataKey? key, CaseEventRow line) => key is null || line.SealedNote is null
        ? null
        : Encoding.UTF8.GetString(key.Open("case_events", "sealed_note", CaseHistory.NotePlace(line.CaseId, line.At), line.SealedNote));

    private static async Task<Dictionary<Guid, int>> UnreadAsync(CoreDbContext db, OperatorId reader, CancellationToken cancellationToken)
    {
        var lines = from row in db.Cases.AsNoTracking()
                    where row.OwnerId == reader.Value && row.State == CaseState.Taken
                    join line in db.Transcript on row.ConversationId equals line.ConversationId
                    where line.Speaker == Speaker.Person && line.Type == ActivityTypes.Message
                        && line.Number > (db.CaseReads.Where(r => r.CaseId == row.Id && r.OperatorId == reader.Value).Select(r => (long?)r.Number).FirstOrDefault() ?? 0)
                    group line by row.Id into own
                    select new { own.Key, Count = own.Count() };
        return await lines.ToDictionaryAsync(own => own.Key, own => own.Count, cancellationToken);
    }

    private static OperatorRole Role(Actor? reader) => reader?.Role ?? OperatorRole.Supervisor;

    private static OperatorId? Id(string? value) => value is null ? null : new OperatorId(value);

    private sealed class Found
    {
        public required CaseRow Row { get; init; }
        public string? Language { get; init; }
        public DateTimeOffset? ErasedAt { get; init; }
        public string? OwnerName { get; init; }
        public bool Held { get; init; }
        public bool HasPhrase { get; init; }
        public string? Places { get; init; }
    }
}
