using CoRe.Bot.Operators.Factors;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CoRe.Bot.Operators.OpenId;

/// <summary>The way to the other provider, and the code that is asked afterwards.</summary>
internal static class OpenIdEndpoints
{
    private const int LongestField = 256;

    /// <summary>
    /// A visit and not a form, because a page may send its forms to its own site alone, redirects included. It changes nothing here.
    /// </summary>
    public static async Task BeginAsync(string? join, HttpContext http)
    {
        var properties = new AuthenticationProperties { RedirectUri = "/desk" };
        if (join is { Length: > 0 and <= LongestField })
        {
            properties.Items[OpenIdEvents.JoinItem] = join;
        }

        try
        {
            await http.ChallengeAsync(OpenIdSetup.Scheme, properties);
        }
        catch (Exception error) when (error is InvalidOperationException or IOException && !http.Response.HasStarted)
        {
            // Its addresses could not be read: the provider is down.
            http.Response.Redirect("/desk/sign-in?problem=provider");
        }
    }

    /// <summary>The second factor of somebody whom the provider has vouched for.</summary>
    public static async Task<IResult> CodeAsync([FromForm] string? code, HttpContext http, SignInDoor door, SealedNotes notes, UserManager<OperatorAccount> accounts, CancellationToken cancellationToken)
    {
        if (!door.MayTry(http))
        {
            return See("/desk/code?problem=slow");
        }

        if (notes.Read(http, OpenIdDoor.HalfNote)?.Split('\n') is not [var id, var stamp] || await accounts.FindByIdAsync(id) is not { } account || account.SecurityStamp != stamp)
        {
            return See("/desk/sign-in?problem=openid");
        }

        if (!account.TwoFactorEnabled || code?.Length > LongestField || !await door.CodeHoldsAsync(account, code, cancellationToken))
        {
            await door.RefuseAsync(account, OpenIdSetup.Scheme, cancellationToken);
            return See("/desk/code?problem=wrong");
        }

        SealedNotes.Forget(http, OpenIdDoor.HalfNote);
        return See(await door.AdmitAsync(http, account, OpenIdSetup.Scheme, both: false, cancellationToken) ? "/desk" : "/desk/sign-in?problem=openid");
    }

    private static IResult See(string page) => TypedResults.LocalRedirect(page, permanent: false, preserveMethod: false);
}
