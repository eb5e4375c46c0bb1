using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Referrals.Answering;

/// <summary>A link right after its birth: the only moment in which its address and its code are known.</summary>
internal sealed record NewLink(Guid Id, Uri Address, string Code);

/// <summary>Links by which services answer without an account.</summary>
internal static class ReferralLinks
{
    /// <summary>Wrong codes after which a link is dead.</summary>
    public const int MostTries = 5;

    /// <summary>Ends every link of the referral.</summary>
    public static Task RevokeAsync(CommitScope scope, Guid referral, CancellationToken cancellationToken) =>
        scope.Db.ReferralLinks.Where(l => l.ReferralId == referral && l.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.RevokedAt, scope.Now), cancellationToken);

    /// <summary>Links that still open something.</summary>
    public static IQueryable<ReferralLinkRow> Living(CoreDbContext db, DateTimeOffset now) =>
        db.ReferralLinks.Where(l => l.RevokedAt == null && l.ExpiresAt > now && l.Mistyped < MostTries);

    /// <summary>Whether there is something for a service to answer in this state.</summary>
    public static bool IsAnswerable(ReferralState state) =>
        state is ReferralState.Sending or ReferralState.Sent or ReferralState.Opened or ReferralState.Unanswered or ReferralState.Accepted;
}

/// <summary>Reads what a link leads to.</summary>
internal sealed class LinkStore(ICoreDb database, ReferralLedger ledger, TimeProvider time)
{
    /// <summary>Null for a link that is wrong, old, taken back, or whose referral waits for no answer: nobody is told which.</summary>
    public async Task<LinkedReferral?> LivingAsync(string token, CancellationToken cancellationToken)
    {
        var hash = LinkSecrets.Hash(token);
        await using var db = database.Open();
        if (await ReferralLinks.Living(db, time.GetUtcNow()).AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash, cancellationToken) is not { } link
            || await db.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.Id == link.ReferralId, cancellationToken) is not { } row
            || !ReferralLinks.IsAnswerable(row.State)
            || !await db.ConversationKeys.AnyAsync(k => k.ConversationId == row.ConversationId, cancellationToken))
        {
            return null;
        }

        return new LinkedReferral(link, row, await ledger.OpenAsync(db, row, cancellationToken));
    }
}

/// <summary>A living link, and what it is about.</summary>
internal sealed record LinkedReferral(ReferralLinkRow Link, ReferralRow Row, ReferralDetails Details);
