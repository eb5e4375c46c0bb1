using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CoRe.Bot.Operators.Factors;

/// <summary>
/// The forms of recovery codes and passkeys. Whoever changes a factor says the password again: an unguarded screen must not.
/// </summary>
internal static class FactorEndpoints
{
    /// <summary>The note in which new recovery codes travel to the page that shows them once.</summary>
    public const string CodesNote = "core-codes";
    private const int LongestField = 256;

    public static void MapFactors(this RouteGroupBuilder session, RouteGroupBuilder signedIn)
    {
        signedIn.MapPost("/recovery", RenewCodesAsync);
        signedIn.MapPost("/passkey/new", BeginPasskeyAsync);
        signedIn.MapPost("/passkey", FinishPasskeyAsync);
        signedIn.MapPost("/passkey/remove", RemovePasskeyAsync);
        session.MapPost("/passkey/ask", AskAsync).AllowAnonymous();
        session.MapPost("/passkey/enter", EnterAsync).AllowAnonymous();
    }

    public static async Task<RedirectHttpResult> RenewCodesAsync([FromForm] string? current, HttpContext http, UserManager<OperatorAccount> accounts, SignInThrottle throttle,
        RecoveryCodes recovery, SealedNotes notes, CancellationToken cancellationToken)
    {
        if (await ProvenAsync(http, accounts, throttle, current) is not { TwoFactorEnabled: true })
        {
            return See("/desk/second-factor?problem=wrong");
        }

        ShowOnce(http, notes, await recovery.RenewAsync(Actor.Signed(http.User).Id, cancellationToken));
        return See("/desk/second-factor");
    }

    /// <summary>The JSON for the browser; 400 with the problem's code when the password or the name is not right.</summary>
    public static async Task<IResult> BeginPasskeyAsync([FromForm] string? current, [FromForm] string? name, HttpContext http, UserManager<OperatorAccount> accounts, SignInThrottle throttle, PasskeyDoor passkeys) =>
        await ProvenAsync(http, accounts, throttle, current) is not { } account ? TypedResults.Text("wrong", statusCode: StatusCodes.Status400BadRequest)
        : await passkeys.BeginNewAsync(http, account, name ?? "") is { } options ? TypedResults.Text(options, "application/json")
        : TypedResults.Text("name", statusCode: StatusCodes.Status400BadRequest);

    public static async Task<RedirectHttpResult> FinishPasskeyAsync([FromForm] string? credential, HttpContext http, UserManager<OperatorAccount> accounts, PasskeyDoor passkeys, SignInDoor door, CancellationToken cancellationToken)
    {
        if (await accounts.FindByIdAsync(Actor.Signed(http.User).Id.Value) is not { } account || !await passkeys.FinishNewAsync(http, account, credential ?? "", cancellationToken))
        {
            return See("/desk/passkeys?problem=refused");
        }

        // Whoever owed a second factor has one now.
        await door.OpenSessionAsync(http, account, both: true);
        return See("/desk/passkeys");
    }

    public static async Task<RedirectHttpResult> RemovePasskeyAsync([FromForm] string? id, [FromForm] string? current, HttpContext http, UserManager<OperatorAccount> accounts,
        SignInThrottle throttle, PasskeyDoor passkeys, SignInDoor door, CancellationToken cancellationToken)
    {
        if (await ProvenAsync(http, accounts, throttle, current) is not { } account)
        {
            return See("/desk/passkeys?problem=wrong");
        }

        if (await passkeys.RemoveAsync(account, id ?? "", cancellationToken))
        {
            await door.OpenSessionAsync(http, account, both: http.User.HasClaim(c => c.Type == OperatorClaims.Both) && (await accounts.GetPasskeysAsync(account)).Count > 0);
        }

        return See("/desk/passkeys");
    }

    /// <summary>Takes the form because that is what asks for the token.</summary>
    public static async Task<IResult> AskAsync(IFormCollection form, HttpContext http, PasskeyDoor passkeys) => TypedResults.Text(await passkeys.BeginEnterAsync(http), "application/json");

    public static async Task<RedirectHttpResult> EnterAsync([FromForm] string? credential, HttpContext http, PasskeyDoor passkeys, CancellationToken cancellationToken) =>
        await passkeys.EnterAsync(http, credential ?? "", cancellationToken) switch
        {
            SignInAnswer.Open => See("/desk"),
            SignInAnswer.Slow => See("/desk/sign-in?problem=slow"),
            _ => See("/desk/sign-in?problem=passkey"),
        };

    /// <summary>Puts new codes into a note for the page that shows them.</summary>
    public static void ShowOnce(HttpContext http, SealedNotes notes, IReadOnlyList<string> codes) => notes.Give(http, CodesNote, string.Join(' ', codes));

    private static async Task<OperatorAccount?> ProvenAsync(HttpContext http, UserManager<OperatorAccount> accounts, SignInThrottle throttle, string? password)
    {
        var actor = Actor.Signed(http.User);
        return password is { Length: > 0 and <= LongestField } && throttle.Admit("", "account " + actor.Id) && await accounts.FindByIdAsync(actor.Id.Value) is { } account
            && await accounts.CheckPasswordAsync(account, password) ? account : null;
    }

    private static RedirectHttpResult See(string page) => TypedResults.LocalRedirect(page, permanent: false, preserveMethod: false);
}
