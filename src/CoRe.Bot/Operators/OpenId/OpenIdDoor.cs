using System.Security.Claims;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators.Factors;
using CoRe.Bot.Operators.Hiring;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators.OpenId;

/// <summary>What the door says to somebody whom another provider vouches for.</summary>
internal enum OpenIdAnswer
{
    Open,

    /// <summary>The account has a second factor here and the provider asks for none.</summary>
    CodeNeeded,

    /// <summary>No account, a shut one, or an invitation that is gone: one word for all of them.</summary>
    Refused,
}

/// <summary>
/// Decides whose account a login of another provider is: the one it is linked to; the one of the invitation in whose link it began; the only
/// one with the same contact mailbox, when the provider has checked the mailbox; a new one when the role map says so; else nobody's.
/// </summary>
internal sealed class OpenIdDoor(UserManager<OperatorAccount> accounts, SignInDoor door, Joining joining, SealedNotes notes, ICoreDb database, ICommitter committer, IOptions<OpenIdOptions> options)
{
    public const string HalfNote = "core-half";
    private const int LongestName = 256;

    public async Task<OpenIdAnswer> EnterAsync(HttpContext http, ClaimsPrincipal person, string? join, CancellationToken cancellationToken)
    {
        if (LoginOf(person) is not { } login || await FindAsync(person, login, join, cancellationToken) is not { } account)
        {
            await door.RefuseAsync(null, OpenIdSetup.Scheme, cancellationToken);
            return OpenIdAnswer.Refused;
        }

        var vouched = options.Value.ProviderAsksSecondFactor;
        if (!await FollowRoleAsync(person, account, cancellationToken) || (!vouched && await door.NeedsPasskeyAsync(account)))
        {
            await door.RefuseAsync(account, OpenIdSetup.Scheme, cancellationToken);
            return OpenIdAnswer.Refused;
        }

        if (!vouched && account.TwoFactorEnabled)
        {
            notes.Give(http, HalfNote, $"{account.Id}\n{account.SecurityStamp}");
            return OpenIdAnswer.CodeNeeded;
        }

        return await door.AdmitAsync(http, account, OpenIdSetup.Scheme, vouched, cancellationToken) ? OpenIdAnswer.Open : OpenIdAnswer.Refused;
    }

    private ForeignLogin? LoginOf(ClaimsPrincipal person) =>
        person.FindFirstValue("iss") is { Length: > 0 and <= LongestName } issuer && person.FindFirstValue(options.Value.PersonClaim) is { Length: > 0 and <= LongestName } subject
            ? new ForeignLogin(issuer, subject, options.Value.DisplayName) : null;

    private async Task<OperatorAccount?> FindAsync(ClaimsPrincipal person, ForeignLogin login, string? join, CancellationToken cancellationToken)
    {
        if (await accounts.FindByLoginAsync(login.Issuer, login.Subject) is { } linked)
        {
            return linked;
        }

        return join is not null ? await joining.WithLoginAsync(join, login, cancellationToken)
            : await ByMailboxAsync(person, login, cancellationToken) ?? await ByRoleAsync(person, login, cancellationToken);
    }

    private async Task<OperatorAccount?> ByMailboxAsync(ClaimsPrincipal person, ForeignLogin login, CancellationToken cancellationToken)
    {
        if (accounts.NormalizeEmail(Mailbox(person)) is not { Length: > 0 } mailbox)
        {
            return null;
        }

        await using var db = database.Open();
        // A mailbox that two colleagues share says nothing about who it is.
        if (await db.Users.AsNoTracking().Where(u => u.NormalizedEmail == mailbox).Select(u => u.Id).Take(2).ToListAsync(cancellationToken) is not [var id])
        {
            return null;
        }

        try
        {
            await committer.CommitAsync([new LinkLogin(new OperatorId(id), login), new Audited(new OperatorId(id), "openid.link", id)], cancellationToken);
            return await accounts.FindByIdAsync(id);
        }
        catch (StaleWriteException)
        {
            return null;
        }
    }

    private async Task<OperatorAccount?> ByRoleAsync(ClaimsPrincipal person, ForeignLogin login, CancellationToken cancellationToken)
    {
        if (RoleOf(person) is not { } role)
        {
            return null;
        }

        var (mailbox, wanted) = (Mailbox(person), person.FindFirstValue("preferred_username") ?? Mailbox(person) ?? "");
        var name = new string([.. wanted.Split('@')[0].Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_').Take(64)]);
        var shown = new string([.. (person.FindFirstValue("given_name") ?? person.FindFirstValue("name") ?? name).Where(c => !char.IsControl(c)).Take(30)]);
        var account = new NewAccount(name, shown, "it", role);
        if (Accounts.Problem(account) is not null)
        {
            return null;
        }

        var row = NewRow.Of(accounts, account, mailbox);
        var id = row.Id;
        try
        {
            await committer.CommitAsync([new Hire(row, role, login, RoleFromProvider: true), new Audited(new OperatorId(id), "openid.hire", id)], cancellationToken);
            return await accounts.FindByIdAsync(id);
        }
        catch (StaleWriteException)
        {
            // Somebody has the name: a supervisor says who is who.
            return null;
        }
    }

    /// <summary>An account that the role map made has the role that the map gives today; false when it gives none any more.</summary>
    private async Task<bool> FollowRoleAsync(ClaimsPrincipal person, OperatorAccount account, CancellationToken cancellationToken)
    {
        if ((await accounts.GetClaimsAsync(account)).All(c => c.Type != NewRow.RoleFromProvider))
        {
            return true;
        }

        if (RoleOf(person) is not { } role)
        {
            return false;
        }

        if (Roles.Highest(await accounts.GetRolesAsync(account)) != role)
        {
            await committer.CommitAsync([new SetRole(new OperatorId(account.Id), role), new Audited(new OperatorId(account.Id), "openid.role", role.Name())], cancellationToken);
            // Open sessions carry the old role.
            await accounts.UpdateSecurityStampAsync(account);
        }

        return true;
    }

    private OperatorRole? RoleOf(ClaimsPrincipal person)
    {
        var values = options.Value.RoleClaim is { Length: > 0 } claim ? person.FindAll(claim).Select(c => c.Value).ToHashSet() : [];
        var roles = options.Value.RoleMap.Where(map => values.Contains(map.Value)).Select(map => Roles.Parse(map.Role)).ToList();
        return roles.Count > 0 ? roles.Max() : null;
    }

    /// <summary>The mailbox, when the provider says that it has checked it.</summary>
    private static string? Mailbox(ClaimsPrincipal person) =>
        string.Equals(person.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase) ? person.FindFirstValue("email") : null;
}
