using System.Security.Cryptography;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Operators.Hiring;

/// <summary>How another provider names a person: who says so, and the name that stays when mailbox and surname change.</summary>
internal sealed record ForeignLogin(string Issuer, string Subject, string DisplayName);

/// <summary>Makes an account with its role, in the commit of whatever led to it. Stale when the user name or the login belongs to somebody.</summary>
/// <param name="RoleFromProvider">The role map of a provider decided, and decides again at each sign-in.</param>
internal sealed record Hire(OperatorAccount Account, OperatorRole Role, ForeignLogin? Login, bool RoleFromProvider = false) : IChange;

/// <summary>From now on this login is this account. Stale when it is somebody's, or the account has another of the same provider.</summary>
internal sealed record LinkLogin(OperatorId Operator, ForeignLogin Login) : IChange;

/// <summary>The one role of an account, as a provider's role map says it now.</summary>
internal sealed record SetRole(OperatorId Operator, OperatorRole Role) : IChange;

/// <summary>Rows of new accounts.</summary>
internal static class NewRow
{
    /// <summary>The claim of an account that a role map made.</summary>
    public const string RoleFromProvider = "core:role-from-provider";

    /// <summary>A row as Identity would make it, so that it can be written in one commit with other things.</summary>
    public static OperatorAccount Of(UserManager<OperatorAccount> accounts, NewAccount account, string? email) => new()
    {
        UserName = account.UserName.Trim(), NormalizedUserName = accounts.NormalizeName(account.UserName.Trim()), DisplayName = account.DisplayName.Trim(), Languages = account.Languages.Trim(),
        Email = email, NormalizedEmail = accounts.NormalizeEmail(email), SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20)), LockoutEnabled = true,
    };
}

internal sealed class HireWriter : ChangeWriter<Hire>
{
    protected override async Task WriteAsync(Hire change, CommitScope scope, CancellationToken cancellationToken)
    {
        if (await scope.Db.Users.AnyAsync(u => u.NormalizedUserName == change.Account.NormalizedUserName, cancellationToken))
        {
            throw new StaleWriteException("the name is taken");
        }

        var role = change.Role.Name();
        scope.Db.Users.Add(change.Account);
        scope.Db.UserRoles.Add(new() { UserId = change.Account.Id, RoleId = await scope.Db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(cancellationToken) });
        if (change.RoleFromProvider)
        {
            scope.Db.UserClaims.Add(new() { UserId = change.Account.Id, ClaimType = NewRow.RoleFromProvider, ClaimValue = "1" });
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
        if (change.Login is { } login)
        {
            await LinkLoginWriter.LinkAsync(change.Account.Id, login, scope, cancellationToken);
        }
    }
}

internal sealed class LinkLoginWriter : ChangeWriter<LinkLogin>
{
    protected override Task WriteAsync(LinkLogin change, CommitScope scope, CancellationToken cancellationToken) => LinkAsync(change.Operator.Value, change.Login, scope, cancellationToken);

    public static async Task LinkAsync(string account, ForeignLogin login, CommitScope scope, CancellationToken cancellationToken)
    {
        // A mailbox that was given to a new colleague must not lead into the old one's account.
        if (await scope.Db.UserLogins.AnyAsync(l => l.LoginProvider == login.Issuer && (l.ProviderKey == login.Subject || l.UserId == account), cancellationToken))
        {
            throw new StaleWriteException("the login or the account is linked already");
        }

        scope.Db.UserLogins.Add(new() { UserId = account, LoginProvider = login.Issuer, ProviderKey = login.Subject, ProviderDisplayName = login.DisplayName });
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}

internal sealed class SetRoleWriter : ChangeWriter<SetRole>
{
    protected override async Task WriteAsync(SetRole change, CommitScope scope, CancellationToken cancellationToken)
    {
        var role = change.Role.Name();
        var wanted = await scope.Db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(cancellationToken);
        await scope.Db.UserRoles.Where(l => l.UserId == change.Operator.Value).ExecuteDeleteAsync(cancellationToken);
        scope.Db.UserRoles.Add(new() { UserId = change.Operator.Value, RoleId = wanted });
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
