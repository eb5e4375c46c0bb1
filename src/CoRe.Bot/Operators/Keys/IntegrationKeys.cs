using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Operators.Keys;

/// <summary>What a supervisor fills in for a foreign desk.</summary>
/// <param name="Days">How long the key lives, 1 to 365.</param>
/// <param name="Hook">Where hand-off events are posted (https); empty: nowhere.</param>
internal sealed record NewKey(string Name, OperatorRole Role, string Languages, int Days, string Hook);

/// <summary>One line of the list. No secret.</summary>
internal sealed record KeyLine(Guid Id, string Name, OperatorRole Role, DateTimeOffset ExpiresAt, bool Revoked, DateTimeOffset? UsedOn, string? Hook);

/// <summary>The new key and, where there is a hook, what its calls are signed with. Both are shown once.</summary>
internal sealed record KeyAnswer(string? Key, string? HookSecret, string? Problem);

/// <summary>
/// Keys of foreign desks. Each belongs to an account of its own that has no password: its role, its places and its name in the audit
/// trail are kept where those of people are. At most an operator: what decides about people stays with people.
/// </summary>
internal sealed class IntegrationKeys(ICoreDb database, Vault vault, ICommitter committer, IServiceScopeFactory scopes, TimeProvider time)
{
    public const string Prefix = "core_";

    /// <summary>The claim that says by which key somebody came.</summary>
    public const string KeyClaim = "core:key";
    public const int LongestLife = 365;
    private static readonly OperatorRole[] Allowed = [OperatorRole.Operator, OperatorRole.Auditor];

    public static IReadOnlyList<OperatorRole> RolesOfKeys => Allowed;

    public async Task<IReadOnlyList<KeyLine>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await (from key in db.IntegrationKeys.AsNoTracking()
                          join user in db.Users on key.AccountId equals user.Id
                          join link in db.UserRoles on user.Id equals link.UserId
                          join role in db.Roles on link.RoleId equals role.Id
                          orderby key.At
                          select new { Key = key, user.DisplayName, Role = role.Name }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new KeyLine(row.Key.Id, row.DisplayName, Roles.Parse(row.Role ?? ""), row.Key.ExpiresAt, row.Key.RevokedAt is not null, row.Key.UsedOn, row.Key.Hook))];
    }

    public async Task<KeyAnswer> CreateAsync(Actor actor, NewKey wanted, CancellationToken cancellationToken)
    {
        var (id, hook) = (Guid.CreateVersion7(time.GetUtcNow()), wanted.Hook.Trim());
        var account = new NewAccount($"key-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}", wanted.Name.Trim(), wanted.Languages.Trim(), wanted.Role);
        if (!actor.IsSupervisor || !Allowed.Contains(wanted.Role) || wanted.Days is < 1 or > LongestLife || account.Languages.Length > 60 || (hook.Length > 0 && !IsAddress(hook)))
        {
            return new KeyAnswer(null, null, actor.IsSupervisor ? "key" : "forbidden");
        }

        if (Accounts.Problem(account) is { } problem)
        {
            return new KeyAnswer(null, null, problem);
        }

        await committer.CommitAsync([new Audited(actor.Id, "key.create", id.ToString("N"))], cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        var row = new OperatorAccount { UserName = account.UserName, DisplayName = account.DisplayName, Languages = account.Languages };
        if (await manager.CreateAsync(row) is { Succeeded: false } refused)
        {
            return new KeyAnswer(null, null, refused.Errors.First().Code);
        }

        await manager.AddToRoleAsync(row, wanted.Role.Name());
        var (secret, signing) = (RandomNumberGenerator.GetBytes(32), hook.Length > 0 ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) : null);
        await committer.CommitAsync([new AddKey(new IntegrationKeyRow
        {
            Id = id, AccountId = row.Id, SecretHash = SHA256.HashData(secret), By = actor.Id.Value, ExpiresAt = time.GetUtcNow().AddDays(wanted.Days),
            Hook = hook.Length > 0 ? hook : null, SealedHookSecret = signing is null ? null : vault.House.Seal("integration_keys", "sealed_hook_secret", id.ToString("N"), signing),
        })], cancellationToken);
        return new KeyAnswer($"{Prefix}{id:N}_{Base64Url.EncodeToString(secret)}", signing, null);
    }

    /// <summary>Null when done, else the problem's code.</summary>
    public async Task<string?> RevokeAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        if (!actor.IsSupervisor)
        {
            return "forbidden";
        }

        try
        {
            await committer.CommitAsync([new Audited(actor.Id, "key.revoke", id.ToString("N")), new RevokeKey(id)], cancellationToken);
            return null;
        }
        catch (StaleWriteException)
        {
            return "gone";
        }
    }

    /// <summary>Who comes with this key; null for one that is wrong, old or ended, or whose account is shut: nobody is told which.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(string key, string scheme, CancellationToken cancellationToken)
    {
        if (!TryRead(key, out var id, out var secret))
        {
            return null;
        }

        await using var db = database.Open();
        var now = time.GetUtcNow();
        var found = await (from row in db.IntegrationKeys.AsNoTracking()
                           join user in db.Users on row.AccountId equals user.Id
                           where row.Id == id && row.RevokedAt == null && row.ExpiresAt > now && (user.LockoutEnd == null || user.LockoutEnd <= now)
                           select new { row.SecretHash, row.UsedOn, user.Id, user.DisplayName }).FirstOrDefaultAsync(cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(secret), found?.SecretHash ?? new byte[32]) || found is null)
        {
            return null;
        }

        var roles = await (from link in db.UserRoles join role in db.Roles on link.RoleId equals role.Id where link.UserId == found.Id select role.Name).ToListAsync(cancellationToken);
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        if (found.UsedOn != today)
        {
            await committer.CommitAsync([new KeyUsed(id, today)], cancellationToken);
        }

        // A role that a supervisor gave the account later does not reach further than a key may.
        var held = Roles.Highest(roles.Select(role => role ?? ""));
        return !Allowed.Contains(held) ? null : new ClaimsPrincipal(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, found.Id), new Claim(ClaimTypes.Name, found.DisplayName), new Claim(ClaimTypes.Role, held.Name()), new Claim(KeyClaim, id.ToString("N")),
        ], scheme));
    }

    public static bool IsAddress(string address) => address.Length <= 500 && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static bool TryRead(string key, out Guid id, out byte[] secret)
    {
        (id, secret) = (Guid.Empty, []);
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key.Length != Prefix.Length + 32 + 1 + 43 || key[Prefix.Length + 32] != '_'
            || !Guid.TryParseExact(key.AsSpan(Prefix.Length, 32), "N", out id) || !Base64Url.IsValid(key.AsSpan(Prefix.Length + 33)))
        {
            return false;
        }

        secret = Base64Url.DecodeFromChars(key.AsSpan(Prefix.Length + 33));
        return true;
    }
}
