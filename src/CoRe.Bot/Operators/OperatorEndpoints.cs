using System.Security.Claims;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators.Factors;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CoRe.Bot.Operators;

/// <summary>
/// The forms of sign-in, password and second factor. They change something, so they are POST with an anti-forgery token; each
/// leads back to a page by 303, with a code that the page turns into words.
/// </summary>
internal static class OperatorEndpoints
{
    private const int LongestField = 256;

    public static async Task<RedirectHttpResult> SignInAsync([FromForm] string? userName, [FromForm] string? password, [FromForm] string? code,
        HttpContext http, SignInDoor door, CancellationToken cancellationToken)
    {
        if (TooLong(userName, password, code))
        {
            return See("/desk/sign-in?problem=wrong");
        }

        return await door.EnterAsync(http, userName ?? "", password ?? "", code, cancellationToken) switch
        {
            SignInAnswer.Open => See("/desk"),
            SignInAnswer.Slow => See("/desk/sign-in?problem=slow"),
            _ => See("/desk/sign-in?problem=wrong"),
        };
    }

    /// <summary>Ends every session of the account, not only this browser's. Takes the form because that is what asks for the token.</summary>
    public static async Task<RedirectHttpResult> SignOutAsync(IFormCollection form, HttpContext http, UserManager<OperatorAccount> accounts, OperatorSessions sessions, ICommitter committer, CancellationToken cancellationToken)
    {
        var actor = Actor.Signed(http.User);
        await committer.CommitAsync([new Audited(actor.Id, "sign-out", "desk")], cancellationToken);
        if (await accounts.FindByIdAsync(actor.Id.Value) is { } account)
        {
            await accounts.UpdateSecurityStampAsync(account);
        }

        sessions.End(http.User.FindFirstValue(OperatorClaims.Session) ?? "");
        await http.SignOutAsync(OperatorsSetup.Scheme);
        return See("/desk/sign-in");
    }

    public static async Task<RedirectHttpResult> ChangePasswordAsync([FromForm] string? current, [FromForm] string? wanted, HttpContext http,
        UserManager<OperatorAccount> accounts, SignInDoor door, SignInThrottle throttle, ICommitter committer, CancellationToken cancellationToken)
    {
        var actor = Actor.Signed(http.User);
        var account = await accounts.FindByIdAsync(actor.Id.Value);
        if (account is null || TooLong(current, wanted) || !throttle.Admit("", "account " + actor.Id) || current == wanted)
        {
            return See("/desk/password?problem=wrong");
        }

        var changed = await accounts.ChangePasswordAsync(account, current ?? "", wanted ?? "");
        if (!changed.Succeeded)
        {
            return See(changed.Errors.Any(e => e.Code == "PasswordMismatch") ? "/desk/password?problem=wrong" : "/desk/password?problem=weak");
        }

        await OneTimePassword.ClearAsync(accounts, account);
        await committer.CommitAsync([new Audited(actor.Id, "password.change", actor.Id.Value)], cancellationToken);
        await door.OpenSessionAsync(http, account, both: http.User.HasClaim(c => c.Type == OperatorClaims.Both));
        return See("/desk");
    }

    /// <summary>
    /// Makes a new key after the password was asked again: an unguarded screen must not change factors. Whoever has no password (another provider
    /// vouches for them) is asked for none, as long as they owe the factor and the desk is still shut.
    /// </summary>
    public static async Task<RedirectHttpResult> NewKeyAsync([FromForm] string? current, HttpContext http,
        UserManager<OperatorAccount> accounts, SignInThrottle throttle, ICommitter committer, CancellationToken cancellationToken)
    {
        var actor = Actor.Signed(http.User);
        var account = await accounts.FindByIdAsync(actor.Id.Value);
        var owes = http.User.HasClaim(OperatorClaims.Must, OperatorClaims.MustEnrol);
        if (account is null || account.TwoFactorEnabled || TooLong(current) || !throttle.Admit("", "account " + actor.Id)
            || !(account.PasswordHash is null ? owes : await accounts.CheckPasswordAsync(account, current ?? "")))
        {
            return See("/desk/second-factor?problem=wrong");
        }

        await committer.CommitAsync([new Audited(actor.Id, "second-factor.key", actor.Id.Value)], cancellationToken);
        await accounts.SetAuthenticationTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey", Totp.NewKey());
        return See("/desk/second-factor");
    }

    /// <summary>Switches the second factor on once a first code proves that the app has the key.</summary>
    public static async Task<RedirectHttpResult> EnrolAsync([FromForm] string? code, HttpContext http, UserManager<OperatorAccount> accounts, SignInDoor door,
        SignInThrottle throttle, RecoveryCodes recovery, SealedNotes notes, TimeProvider time, CancellationToken cancellationToken)
    {
        var actor = Actor.Signed(http.User);
        var account = await accounts.FindByIdAsync(actor.Id.Value);
        var key = account is null ? null : await accounts.GetAuthenticatorKeyAsync(account);
        if (account is null || key is null || account.TwoFactorEnabled || !throttle.Admit("", "account " + actor.Id) || Totp.Match(key, code, time.GetUtcNow()) is not { } step)
        {
            return See("/desk/second-factor?problem=code");
        }

        var codes = await recovery.RenewAsync(actor.Id, cancellationToken, new UseCodeStep(actor.Id, step), new Audited(actor.Id, "second-factor.on", actor.Id.Value));
        await accounts.SetTwoFactorEnabledAsync(account, true);
        await door.OpenSessionAsync(http, account, both: http.User.HasClaim(c => c.Type == OperatorClaims.Both));
        FactorEndpoints.ShowOnce(http, notes, codes);
        return See("/desk/second-factor");
    }

    private static bool TooLong(params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
        {
            if (field?.Length > LongestField)
            {
                return true;
            }
        }

        return false;
    }

    private static RedirectHttpResult See(string page) => TypedResults.LocalRedirect(page, permanent: false, preserveMethod: false);
}
