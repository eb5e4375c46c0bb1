using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Operators.Hiring;

/// <summary>An invitation that can still be used, as the accounts page shows it.</summary>
internal sealed record InvitationLine(Guid Id, string Email, string UserName, string DisplayName, OperatorRole Role, DateTimeOffset ExpiresAt);

/// <summary>Asks somebody to join by a link of their own. An older invitation for the same user name dies. Stale when the name belongs to an account.</summary>
/// <param name="Token">The link's secret; stored as a hash alone.</param>
internal sealed record Invite(Guid Id, string Token, NewAccount Account, string NormalizedUserName, string Email, OperatorId By, DateTimeOffset ExpiresAt) : IChange;

/// <summary>Takes an invitation back. Stale when it was used meanwhile.</summary>
internal sealed record RevokeInvitation(Guid Id) : IChange;

/// <summary>The invited person is there. Stale when the link was used, taken back or has grown old.</summary>
internal sealed record SpendInvitation(Guid Id) : IChange;

/// <summary>Reads invitations.</summary>
internal sealed class InvitationStore(ICoreDb database, TimeProvider time)
{
    /// <summary>The invitation behind a link that still opens; null for a link that is wrong, old, used or taken back: nobody is told which.</summary>
    public async Task<InvitationRow?> LivingAsync(string? token, CancellationToken cancellationToken)
    {
        var (hash, now) = (LinkSecrets.Hash(token ?? ""), time.GetUtcNow());
        await using var db = database.Open();
        return await db.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.TokenHash == hash && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now, cancellationToken);
    }

    public async Task<IReadOnlyList<InvitationLine>> OpenAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = database.Open();
        var rows = await db.Invitations.AsNoTracking().Where(i => i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now).OrderBy(i => i.ExpiresAt).ToListAsync(cancellationToken);
        return [.. rows.Select(i => new InvitationLine(i.Id, i.Email, i.UserName, i.DisplayName, Roles.Parse(i.Role), i.ExpiresAt))];
    }
}

internal sealed class InviteWriter : ChangeWriter<Invite>
{
    protected override async Task WriteAsync(Invite change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Users.AnyAsync(u => u.NormalizedUserName == change.NormalizedUserName, cancellationToken))
        {
            throw new StaleWriteException("the name is taken");
        }

        await scope.Db.Invitations.Where(i => i.UserName == change.Account.UserName && i.UsedAt == null && i.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, scope.Now), cancellationToken);
        scope.Db.Invitations.Add(new InvitationRow
        {
            Id = change.Id, TokenHash = LinkSecrets.Hash(change.Token), Email = change.Email, UserName = change.Account.UserName, DisplayName = change.Account.DisplayName,
            Languages = change.Account.Languages, Role = change.Account.Role.Name(), By = change.By.Value, At = scope.Now, ExpiresAt = change.ExpiresAt,
        });
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class RevokeInvitationWriter : ChangeWriter<RevokeInvitation>
{
    protected override async Task WriteAsync(RevokeInvitation change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Invitations.Where(i => i.Id == change.Id && i.UsedAt == null && i.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.RevokedAt, scope.Now), cancellationToken) == 0)
        {
            throw new StaleWriteException("the invitation is spent");
        }
    }
}

internal sealed class SpendInvitationWriter : ChangeWriter<SpendInvitation>
{
    protected override async Task WriteAsync(SpendInvitation change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Invitations.Where(i => i.Id == change.Id && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > scope.Now)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.UsedAt, scope.Now), cancellationToken) == 0)
        {
            throw new StaleWriteException("the invitation is spent");
        }
    }
}
