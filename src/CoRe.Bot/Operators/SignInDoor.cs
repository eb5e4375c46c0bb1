using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators.Factors;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators;

/// <summary>What the door says. One word for every wrong try: it must not tell which part was wrong.</summary>
internal enum SignInAnswer
{
    Open,
    Wrong,
    Slow,
}

/// <summary>Decides who comes in: name, password and code in one step, so that the answer gives nothing away.</summary>
internal sealed partial class SignInDoor(UserManager<OperatorAccount> accounts, IPasswordHasher<OperatorAccount> hasher, SignInThrottle throttle, ICommitter committer, RecoveryCodes recovery,
    IDataProtectionProvider protection, IOptions<OperatorsOptions> options, TimeProvider time, ILogger<SignInDoor> log)
{
    private const string BrowserCookie = "core-browser";
    private static readonly TimeSpan BrowserLife = TimeSpan.FromDays(180);
    // Checked when the name is unknown, so that the answer takes as long as for a known one.
    private static readonly OperatorAccount Nobody = new() { UserName = "nobody" };
    private readonly ITimeLimitedDataProtector _browsers = protection.CreateProtector("CoRe.Bot.Operators.Browser").ToTimeLimitedDataProtector();

    public async Task<SignInAnswer> EnterAsync(HttpContext http, string userName, string password, string? code, CancellationToken cancellationToken)
    {
        if (!MayTry(http))
        {
            return SignInAnswer.Slow;
        }

        var account = await accounts.FindByNameAsync(userName);
        if (account is null || !await PasswordHoldsAsync(account, password) || await accounts.IsLockedOutAsync(account) || !await CodeHoldsAsync(account, code, cancellationToken))
        {
            if (account is null)
            {
                hasher.VerifyHashedPassword(Nobody, DummyHash.Value, password);
            }

            await RefuseAsync(account, "desk", cancellationToken);
            return SignInAnswer.Wrong;
        }

        return await AdmitAsync(http, account, "desk", both: false, cancellationToken) ? SignInAnswer.Open : SignInAnswer.Wrong;
    }

    /// <summary>False, and a line in the log, when this client has tried too often.</summary>
    public bool MayTry(HttpContext http)
    {
        var admitted = throttle.Admit(http.Connection.RemoteIpAddress?.ToString() ?? "", KnownBrowser(http));
        if (!admitted)
        {
            SignInSlowed(log);
        }

        return admitted;
    }

    /// <summary>Opens the desk for somebody who has proved who they are. False when the account is shut.</summary>
    /// <param name="by">What proved it, for the audit trail: a code of ours.</param>
    /// <param name="both">Whether that was two factors at once.</param>
    public async Task<bool> AdmitAsync(HttpContext http, OperatorAccount account, string by, bool both, CancellationToken cancellationToken)
    {
        if (await accounts.IsLockedOutAsync(account))
        {
            await RefuseAsync(account, by, cancellationToken);
            return false;
        }

        await committer.CommitAsync([new Audited(new OperatorId(account.Id), "sign-in", by)], cancellationToken);
        await OpenSessionAsync(http, account, both);
        Remember(http);
        return true;
    }

    public async Task RefuseAsync(OperatorAccount? account, string by, CancellationToken cancellationToken)
    {
        SignInRefused(log);
        await committer.CommitAsync([new Audited(new OperatorId(account?.Id ?? "unknown"), "sign-in.refused", by)], cancellationToken);
    }

    /// <summary>A new session id each time; what the account still owes stands in its claims.</summary>
    /// <param name="both">The session was opened with two factors at once, so it owes none.</param>
    public async Task OpenSessionAsync(HttpContext http, OperatorAccount account, bool both)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, account.Id),
            new(ClaimTypes.Name, account.DisplayName),
            new(OperatorClaims.Stamp, await accounts.GetSecurityStampAsync(account)),
            new(OperatorClaims.Session, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))),
        };
        claims.AddRange((await accounts.GetRolesAsync(account)).Select(role => new Claim(ClaimTypes.Role, role)));
        if (await OneTimePassword.ExpiryAsync(accounts, account) is not null)
        {
            claims.Add(new Claim(OperatorClaims.Must, OperatorClaims.MustChangePassword));
        }
        else if (both)
        {
            claims.Add(new Claim(OperatorClaims.Both, "1"));
        }
        else if (options.Value.SecondFactorNeeded && !account.TwoFactorEnabled)
        {
            claims.Add(new Claim(OperatorClaims.Must, OperatorClaims.MustEnrol));
        }

        var properties = new AuthenticationProperties { IsPersistent = false, AllowRefresh = true };
        properties.Items[OperatorSessions.StartedAt] = time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
        await http.SignInAsync(OperatorsSetup.Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, OperatorsSetup.Scheme)), properties);
    }

    private async Task<bool> PasswordHoldsAsync(OperatorAccount account, string password) =>
        await accounts.CheckPasswordAsync(account, password)
        && (await OneTimePassword.ExpiryAsync(accounts, account) is not { } expiry || expiry > time.GetUtcNow());

    /// <summary>Six digits of the app or a recovery code, each once; true when the account has no app.</summary>
    public async Task<bool> CodeHoldsAsync(OperatorAccount account, string? code, CancellationToken cancellationToken)
    {
        if (!account.TwoFactorEnabled)
        {
            return !await NeedsPasskeyAsync(account);
        }

        if (RecoveryCodes.Plain(code) is not null)
        {
            return await recovery.UseAsync(new OperatorId(account.Id), code, cancellationToken);
        }

        var key = await accounts.GetAuthenticatorKeyAsync(account);
        if (key is null || Totp.Match(key, code, time.GetUtcNow()) is not { } step)
        {
            return false;
        }

        try
        {
            await committer.CommitAsync([new UseCodeStep(new OperatorId(account.Id), step)], cancellationToken);
            return true;
        }
        catch (StaleWriteException)
        {
            return false;
        }
    }

    /// <summary>Where two factors are needed, a passkey without an app beside it is the only way in: a password alone could set up a factor of its own.</summary>
    public async Task<bool> NeedsPasskeyAsync(OperatorAccount account) =>
        options.Value.SecondFactorNeeded && !account.TwoFactorEnabled && (await accounts.GetPasskeysAsync(account)).Count > 0;

    private string? KnownBrowser(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[HostCookies.Name(http, BrowserCookie)] is { Length: > 0 } sealedId ? _browsers.Unprotect(sealedId) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private void Remember(HttpContext http)
    {
        var id = KnownBrowser(http) ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(HostCookies.Name(http, BrowserCookie), _browsers.Protect(id, BrowserLife), new CookieOptions
        {
            HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = BrowserLife, IsEssential = true,
        });
    }

    [LoggerMessage(4101, LogLevel.Warning, "A sign-in at the desk was refused")]
    private static partial void SignInRefused(ILogger log);

    [LoggerMessage(4102, LogLevel.Warning, "A sign-in at the desk was slowed down")]
    private static partial void SignInSlowed(ILogger log);
}

/// <summary>An account with a one-time password opens nothing but the page that replaces it.</summary>
internal static class OneTimePassword
{
    private const string ClaimType = "core:one-time-until";

    public static async Task<DateTimeOffset?> ExpiryAsync(UserManager<OperatorAccount> accounts, OperatorAccount account) =>
        (await accounts.GetClaimsAsync(account)).FirstOrDefault(c => c.Type == ClaimType) is { } claim
            ? new DateTimeOffset(long.Parse(claim.Value, CultureInfo.InvariantCulture), TimeSpan.Zero)
            : null;

    public static async Task MarkAsync(UserManager<OperatorAccount> accounts, OperatorAccount account, DateTimeOffset until)
    {
        await ClearAsync(accounts, account);
        await accounts.AddClaimAsync(account, new Claim(ClaimType, until.UtcTicks.ToString(CultureInfo.InvariantCulture)));
    }

    public static async Task ClearAsync(UserManager<OperatorAccount> accounts, OperatorAccount account) =>
        await accounts.RemoveClaimsAsync(account, (await accounts.GetClaimsAsync(account)).Where(c => c.Type == ClaimType).ToList());

    /// <summary>80 random bits in letters and digits that are not mistaken for each other, in groups.</summary>
    public static string New()
    {
        const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
        return string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));
    }
}

/// <summary>A hash that no password opens, with the same cost as a real one.</summary>
internal static class DummyHash
{
    public static readonly string Value = Make();

    private static string Make() => new PasswordHasher<OperatorAccount>(Options.Create(new PasswordHasherOptions { IterationCount = OperatorsSetup.HashRounds }))
        .HashPassword(new OperatorAccount(), Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
}
