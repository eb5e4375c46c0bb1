using System.Text.Json;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Referrals;

/// <summary>Writes a referral's row and its history in one place, so that no state changes without a line that says so.</summary>
internal sealed class ReferralLedger(Vault vault, IOptions<ReferralOptions> options)
{
    public static async Task<ReferralRow> LoadAsync(CommitScope scope, ReferralId id, CancellationToken cancellationToken) =>
        await scope.Db.Referrals.FindAsync([id.Value], cancellationToken) ?? throw new IllegalReferralMoveException("unknown_referral");

    /// <summary>The row when it belongs to this conversation; a person may type any id.</summary>
    public static async Task<ReferralRow?> OwnAsync(CommitScope scope, ReferralId id, ConversationId conversation, CancellationToken cancellationToken) =>
        await scope.Db.Referrals.FindAsync([id.Value], cancellationToken) is { } row && row.ConversationId == conversation.Value ? row : null;

    /// <summary>Moves the row and writes the line.</summary>
    /// <exception cref="IllegalReferralMoveException">There is no such way from the row's state.</exception>
    public void Move(CommitScope scope, ReferralRow row, ReferralMove move, OperatorId? by = null)
    {
        row.State = ReferralRules.After(row.State, move)
            ?? throw new IllegalReferralMoveException($"{ReferralRules.Word(move)}_not_from_{row.State.ToString().ToLowerInvariant()}");
        (row.Nags, row.Deadline) = (0, NextDeadline(row, scope.Now));
        Note(scope, row, ReferralRules.Word(move), by);
    }

    /// <summary>By when the owner of the row's state has to act. A service that said yes is asked again some days after the appointment.</summary>
    public DateTimeOffset NextDeadline(ReferralRow row, DateTimeOffset now) => row.State == ReferralState.Accepted
        ? (row.AppointmentAt is { } at && at > now ? at : now).AddDays(options.Value.FollowUpDays)
        : Deadline(row.Urgency, now);

    /// <summary>A line of the history without a move.</summary>
    public static void Note(CommitScope scope, ReferralRow row, string kind, OperatorId? by = null)
    {
        row.Version++;
        scope.Db.ReferralEvents.Add(new ReferralEventRow
        {
            ReferralId = row.Id,
            ConversationId = row.ConversationId,
            Kind = kind,
            OperatorId = by?.Value,
            At = scope.Now,
        });
    }

    /// <param name="code">Why not, or how it ended; the need when nothing is given.</param>
    public static void Count(CommitScope scope, ReferralRow row, FactType type, string? code = null) => scope.Db.Facts.Add(new FactRow
    {
        Type = type,
        At = scope.Now,
        Language = row.Language,
        Severity = row.Urgency,
        Code = code ?? row.Need,
        Count = 1,
    });

    /// <summary>The latest answer that stands for exactly this recipient, if it lets the referral go out.</summary>
    public static async Task<ConsentRow?> ReleaseAsync(CoreDbContext db, ReferralRow row, CancellationToken cancellationToken)
    {
        var latest = await db.Consents.AsNoTracking().Where(c => c.ReferralId == row.Id && c.Purpose == Consent.ReferralPurpose)
            .OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancellationToken);
        return latest is { Answer: "yes" or "override" } && latest.ServiceId == row.ServiceId ? latest : null;
    }

    public DateTimeOffset Deadline(Severity urgency, DateTimeOffset now) => now + TimeSpan.FromHours(urgency switch
    {
        Severity.Emergency => options.Value.EmergencyDeadlineHours,
        Severity.High => options.Value.HighDeadlineHours,
        _ => options.Value.DeadlineHours,
    });

    public async Task<byte[]> SealAsync(CommitScope scope, ConversationId conversation, Guid id, ReferralDetails details, CancellationToken cancellationToken) =>
        (await KeyAsync(scope.Db, conversation, cancellationToken))
            .Seal("referrals", "sealed_details", id.ToString("N"), JsonSerializer.SerializeToUtf8Bytes(details, ReferralJson.Default.ReferralDetails));

    public async Task<ReferralDetails> OpenAsync(CoreDbContext db, ReferralRow row, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(db, new ConversationId(row.ConversationId), cancellationToken);
        return JsonSerializer.Deserialize(key.Open("referrals", "sealed_details", row.Id.ToString("N"), row.SealedDetails), ReferralJson.Default.ReferralDetails)!;
    }

    /// <summary>The reason of an override: words of an operator about a person, hence sealed.</summary>
    public async Task<byte[]> SealReasonAsync(CommitScope scope, ReferralRow row, string reason, CancellationToken cancellationToken) =>
        (await KeyAsync(scope.Db, new ConversationId(row.ConversationId), cancellationToken))
            .Seal("consents", "sealed_reason", Place(row.Id, scope.Now), reason);

    public async Task<string?> OpenReasonAsync(CoreDbContext db, ConsentRow consent, CancellationToken cancellationToken) =>
        consent is not { SealedReason: { } words, ReferralId: { } id } ? null
            : (await KeyAsync(db, new ConversationId(consent.ConversationId), cancellationToken)).OpenText("consents", "sealed_reason", Place(id, consent.At), words);

    private static string Place(Guid referral, DateTimeOffset at) => $"{referral:N}|{at.UtcTicks}";

    private async Task<DataKey> KeyAsync(CoreDbContext db, ConversationId conversation, CancellationToken cancellationToken) =>
        await vault.KeyOfAsync(db, conversation, cancellationToken) ?? throw new StaleWriteException("conversation is gone");
}
