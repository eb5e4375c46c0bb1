using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Referrals.Delivery;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Referrals;

/// <summary>A referral in a list at the desk: clear columns only.</summary>
/// <param name="Overdue">Past its deadline and still open.</param>
/// <param name="Places">The places that the talk is about.</param>
internal sealed record ReferralSummary(ReferralId Id, CaseId Case, ConversationId Conversation, ReferralState State, string? Need, Severity Urgency,
    string? Language, string? ServiceId, string? RecipientName, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, DateTimeOffset Deadline, bool Overdue,
    DateTimeOffset? AppointmentAt = null, string? Outcome = null, ReferralOwner Owner = ReferralOwner.Nobody, string? Places = null, bool ForAnother = false);

/// <summary>How the delivery stands: tries so far, and our code of the last failure.</summary>
internal sealed record DeliveryView(OutboxState State, int Attempts, string? LastError, DateTimeOffset NextAt, DateTimeOffset? SentAt);

/// <summary>A link that went to the service. <paramref name="Bound"/>: somebody typed its code.</summary>
internal sealed record LinkView(DateTimeOffset CreatedAt, int Fetched, bool Bound, bool Revoked);

/// <summary>One line of the history.</summary>
internal sealed record ReferralLine(string Kind, OperatorId? By, DateTimeOffset At);

/// <summary>A receipt. <paramref name="Reason"/> only for an override.</summary>
internal sealed record ConsentView(string Answer, string? ServiceId, string? Language, OperatorId? By, DateTimeOffset At, string? Reason);

/// <summary>All of one referral. <paramref name="Preview"/> is exactly what the recipient reads (or would); null while it is not complete.</summary>
internal sealed record ReferralView(ReferralSummary Summary, string? Area, string? AgeBand, IReadOnlyList<ReferralLine> History,
    IReadOnlyList<ConsentView> Consents, IReadOnlyList<DeliveryView> Deliveries, IReadOnlyList<LinkView> Links, Letter? Preview, HandedWords? Handed = null);

/// <summary>What the desk reads.</summary>
internal sealed class ReferralStore(ICoreDb database, ReferralLedger ledger, IRecipients recipients, Letters letters, IOptions<SiteOptions> site, TimeProvider time)
{
    private const int Longest = 500;

    /// <summary>Open ones and failed ones, the most pressing first.</summary>
    public async Task<IReadOnlyList<ReferralSummary>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Referrals.AsNoTracking()
            .Where(r => r.State != ReferralState.Closed && r.State != ReferralState.Withdrawn && r.State != ReferralState.Refused && r.State != ReferralState.Completed && r.State != ReferralState.Rerouted)
            .OrderBy(r => r.Deadline).Take(Longest).Join(db.Conversations, r => r.ConversationId, c => c.Id, (r, c) => new { Row = r, c.Places }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => Summary(r.Row) with { Places = r.Places }).OrderByDescending(r => r.State == ReferralState.Failed).ThenByDescending(r => r.Urgency).ThenBy(r => r.Deadline)];
    }

    public async Task<IReadOnlyList<ReferralSummary>> OfCaseAsync(CaseId caseId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Referrals.AsNoTracking().Where(r => r.CaseId == caseId.Value).OrderBy(r => r.CreatedAt).ToListAsync(cancellationToken);
        return [.. rows.Select(Summary)];
    }

    /// <summary>Null when there is none, or when its conversation's key is destroyed.</summary>
    public async Task<ReferralView?> FindAsync(ReferralId id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        if (await db.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id.Value, cancellationToken) is not { } row
            || !await db.ConversationKeys.AnyAsync(k => k.ConversationId == row.ConversationId, cancellationToken))
        {
            return null;
        }

        var details = await ledger.OpenAsync(db, row, cancellationToken);
        var history = await db.ReferralEvents.AsNoTracking().Where(e => e.ReferralId == row.Id).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        var deliveries = await db.Outbox.AsNoTracking().Where(o => o.ReferralId == row.Id).OrderBy(o => o.CreatedAt).ToListAsync(cancellationToken);
        var release = await ReferralLedger.ReleaseAsync(db, row, cancellationToken);
        return new ReferralView(Summary(row), details.Area, details.AgeBand,
            [.. history.Select(e => new ReferralLine(e.Kind, e.OperatorId is { } by ? new OperatorId(by) : null, e.At))],
            await ConsentsAsync(db, row, cancellationToken),
            [.. deliveries.Select(o => new DeliveryView(o.State, o.Attempts, o.LastError, o.NextAt, o.SentAt))],
            await LinksAsync(db, row, cancellationToken),
            letters.Referral(row, details, release?.Id ?? 0, site.Value.Address is { } address ? $"{new Uri(address, "/r/")}…" : null), details.Handed);
    }

    private async Task<IReadOnlyList<LinkView>> LinksAsync(CoreDbContext db, ReferralRow row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var links = await db.ReferralLinks.AsNoTracking().Where(l => l.ReferralId == row.Id).OrderBy(l => l.CreatedAt).ToListAsync(cancellationToken);
        return [.. links.Select(l => new LinkView(l.CreatedAt, l.Fetched, l.BrowserHash is not null, l.RevokedAt is not null || l.ExpiresAt <= now || l.Mistyped >= ReferralLinks.MostTries))];
    }

    private async Task<IReadOnlyList<ConsentView>> ConsentsAsync(CoreDbContext db, ReferralRow row, CancellationToken cancellationToken)
    {
        var views = new List<ConsentView>();
        foreach (var c in await db.Consents.AsNoTracking().Where(c => c.ReferralId == row.Id).OrderBy(c => c.Id).ToListAsync(cancellationToken))
        {
            views.Add(new ConsentView(c.Answer, c.ServiceId, c.Language, c.OperatorId is { } by ? new OperatorId(by) : null, c.At,
                await ledger.OpenReasonAsync(db, c, cancellationToken)));
        }

        return views;
    }

    private ReferralSummary Summary(ReferralRow row) => new(new ReferralId(row.Id), new CaseId(row.CaseId), new ConversationId(row.ConversationId), row.State,
        row.Need, row.Urgency, row.Language, row.ServiceId, recipients.Find(row.ServiceId)?.Name, row.CreatedAt, row.SentAt, row.Deadline,
        Overdue: !ReferralRules.HasEnded(row.State) && (row.Deadline < time.GetUtcNow() || (row.Nags > 0 && ReferralRules.Owner(row.State) == ReferralOwner.Desk)),
        row.AppointmentAt, row.Outcome, ReferralRules.Owner(row.State), ForAnother: row.ForAnother);
}
