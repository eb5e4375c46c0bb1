using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators;

/// <summary>One line of the accounts page.</summary>
internal sealed record AccountLine(OperatorId Id, string UserName, string DisplayName, string Languages, OperatorRole Role, bool Disabled, bool SecondFactor, bool OneTimePassword, string Email, string Phone, AccountProfile Profile);

/// <summary>What decides who is asked for what: places the person belongs to, harm they know, talks at once, and the lawyer's word on the duty to report.</summary>
internal sealed record AccountProfile(string Languages, string Places, string Skills, int LoadCap, string DutyStatus);

/// <summary>A new account as the supervisor fills it in.</summary>
internal sealed record NewAccount(string UserName, string DisplayName, string Languages, OperatorRole Role);

/// <summary>Where an account's second factor stands. The key is shown only until a first code confirmed it.</summary>
internal sealed record SecondFactorState(bool On, string? Key, bool Password = true);

/// <summary>The answer to making or resetting an account. The password is shown once and kept nowhere in clear.</summary>
internal sealed record AccountAnswer(string? OneTimePassword, string? Problem);

/// <summary>
/// Keeps the accounts of the desk. Each act is in the audit trail before it happens: without a line there is no act.
/// Opens a scope of its own for each act, because an open page lives for hours and its context would grow old.
/// </summary>
internal sealed class Accounts(IServiceScopeFactory scopes, ICoreDb database, ICommitter committer, IOptions<OperatorsOptions> options, TimeProvider time)
{
    public async Task<IReadOnlyList<AccountLine>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var roles = await (from link in db.UserRoles join role in db.Roles on link.RoleId equals role.Id select new { link.UserId, role.Name }).ToListAsync(cancellationToken);
        var oneTime = await db.UserClaims.Where(c => c.ClaimType == "core:one-time-until").Select(c => c.UserId).ToListAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().OrderBy(u => u.UserName).ToListAsync(cancellationToken);
        return [.. users.Select(u => new AccountLine(new OperatorId(u.Id), u.UserName ?? "", u.DisplayName, u.Languages,
            Roles.Highest(roles.Where(r => r.UserId == u.Id).Select(r => r.Name ?? "")), u.LockoutEnd > time.GetUtcNow(), u.TwoFactorEnabled, oneTime.Contains(u.Id), u.Email ?? "", u.PhoneNumber ?? "",
            new AccountProfile(u.Languages, u.Places, u.Skills, u.LoadCap, u.DutyStatus)))];
    }

    public async Task<SecondFactorState?> SecondFactorAsync(OperatorId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        return await manager.FindByIdAsync(id.Value) is not { } row ? null
            : row.TwoFactorEnabled ? new SecondFactorState(true, null) : new SecondFactorState(false, await manager.GetAuthenticatorKeyAsync(row), row.PasswordHash is not null);
    }

    public async Task<AccountAnswer> CreateAsync(Actor actor, NewAccount account, CancellationToken cancellationToken)
    {
        if (Problem(account) is { } problem || !actor.IsSupervisor)
        {
            return new AccountAnswer(null, !actor.IsSupervisor ? "forbidden" : Problem(account));
        }

        await committer.CommitAsync([new Audited(actor.Id, "account.create", account.UserName)], cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        var row = new OperatorAccount { UserName = account.UserName.Trim(), DisplayName = account.DisplayName.Trim(), Languages = account.Languages.Trim() };
        var password = OneTimePassword.New();
        var made = await manager.CreateAsync(row, password);
        if (!made.Succeeded)
        {
            return new AccountAnswer(null, made.Errors.First().Code);
        }

        await manager.AddToRoleAsync(row, account.Role.Name());
        await OneTimePassword.MarkAsync(manager, row, time.GetUtcNow().AddHours(options.Value.OneTimePasswordHours));
        return new AccountAnswer(password, null);
    }

    /// <summary>A new one-time password and nothing else that opens: no app, no recovery code, no passkey, no link to a provider. Every session of the account ends.</summary>
    public Task<AccountAnswer> ResetAsync(Actor actor, OperatorId id, CancellationToken cancellationToken) => ChangeAsync(actor, "account.reset", id, async (manager, row) =>
    {
        var password = OneTimePassword.New();
        await manager.RemovePasswordAsync(row);
        await manager.AddPasswordAsync(row, password);
        await manager.SetTwoFactorEnabledAsync(row, false);
        await manager.RemoveAuthenticationTokenAsync(row, "[AspNetUserStore]", "AuthenticatorKey");
        await manager.RemoveAuthenticationTokenAsync(row, Factors.RecoveryRow.Provider, Factors.RecoveryRow.Name);
        foreach (var passkey in await manager.GetPasskeysAsync(row))
        {
            await manager.RemovePasskeyAsync(row, passkey.CredentialId);
        }

        foreach (var login in await manager.GetLoginsAsync(row))
        {
            await manager.RemoveLoginAsync(row, login.LoginProvider, login.ProviderKey);
        }

        await OneTimePassword.MarkAsync(manager, row, time.GetUtcNow().AddHours(options.Value.OneTimePasswordHours));
        return new AccountAnswer(password, null);
    }, cancellationToken);

    /// <summary>Where the alert ladder reaches this person away from the desk; empty: nowhere. Sessions go on, and one's own is changed like any other.</summary>
    public async Task<AccountAnswer> SetContactAsync(Actor actor, OperatorId id, string email, string phone, CancellationToken cancellationToken)
    {
        var (mailbox, number) = (email.Trim(), phone.Replace(" ", "", StringComparison.Ordinal));
        if (!actor.IsSupervisor || (mailbox.Length > 0 && !SmtpOptions.IsMailbox(mailbox)) || (number.Length > 0 && !PhoneOptions.IsNumber(number)))
        {
            return new AccountAnswer(null, actor.IsSupervisor ? "contact" : "forbidden");
        }

        await committer.CommitAsync([new Audited(actor.Id, "account.contact", id.Value)], cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        if (await manager.FindByIdAsync(id.Value) is not { } row)
        {
            return new AccountAnswer(null, "unknown");
        }

        (row.Email, row.PhoneNumber) = (mailbox.Length > 0 ? mailbox : null, number.Length > 0 ? number : null);
        return await manager.UpdateAsync(row) is { Succeeded: false } refused ? new AccountAnswer(null, refused.Errors.First().Code) : new AccountAnswer(null, null);
    }

    /// <summary>Sets what decides who is asked for what. Tags and codes are checked by the caller's room; here only their shape is.</summary>
    public async Task<AccountAnswer> SetProfileAsync(Actor actor, OperatorId id, AccountProfile profile, CancellationToken cancellationToken)
    {
        if (!actor.IsSupervisor || profile.LoadCap is < 0 or > 50 || string.Concat(profile.Languages, profile.Places, profile.Skills, profile.DutyStatus).Any(c => !char.IsAsciiLetterOrDigit(c) && c is not (' ' or '-' or '_'))
            || profile.Languages.Length > 60 || profile.Places.Length > 400 || profile.Skills.Length > 400)
        {
            return new AccountAnswer(null, actor.IsSupervisor ? "profile" : "forbidden");
        }

        await committer.CommitAsync([new Audited(actor.Id, "account.profile", id.Value)], cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        if (await manager.FindByIdAsync(id.Value) is not { } row)
        {
            return new AccountAnswer(null, "unknown");
        }

        (row.Languages, row.Places, row.Skills, row.LoadCap, row.DutyStatus) = (profile.Languages.Trim(), profile.Places.Trim(), profile.Skills.Trim(), profile.LoadCap, profile.DutyStatus);
        return await manager.UpdateAsync(row) is { Succeeded: false } refused ? new AccountAnswer(null, refused.Errors.First().Code) : new AccountAnswer(null, null);
    }

    /// <summary>Shuts an account, ends its sessions; or opens it again.</summary>
    public Task<AccountAnswer> SetDisabledAsync(Actor actor, OperatorId id, bool disabled, CancellationToken cancellationToken) =>
        ChangeAsync(actor, disabled ? "account.disable" : "account.enable", id, async (manager, row) =>
        {
            await manager.SetLockoutEnabledAsync(row, true);
            await manager.SetLockoutEndDateAsync(row, disabled ? DateTimeOffset.MaxValue : null);
            return new AccountAnswer(null, null);
        }, cancellationToken);

    private async Task<AccountAnswer> ChangeAsync(Actor actor, string action, OperatorId id, Func<UserManager<OperatorAccount>, OperatorAccount, Task<AccountAnswer>> change, CancellationToken cancellationToken)
    {
        // Nobody shuts or resets the own account: the last supervisor would be locked out by a slip.
        if (!actor.IsSupervisor || actor.Id == id)
        {
            return new AccountAnswer(null, "forbidden");
        }

        await committer.CommitAsync([new Audited(actor.Id, action, id.Value)], cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        if (await manager.FindByIdAsync(id.Value) is not { } row)
        {
            return new AccountAnswer(null, "unknown");
        }

        var answer = await change(manager, row);
        await manager.UpdateSecurityStampAsync(row);
        return answer;
    }

    /// <summary>What is wrong with the names of a new account, as a code; null when nothing is.</summary>
    internal static string? Problem(NewAccount account) =>
        account.UserName.Trim().Length is < 3 or > 64 || !account.UserName.Trim().All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? "InvalidUserName"
        : account.DisplayName.Trim().Length is < 2 or > 30 || account.DisplayName.Any(char.IsControl) ? "InvalidDisplayName"
        : null;
}
