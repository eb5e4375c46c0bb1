using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CoRe.Bot.Operators.Factors;

/// <summary>
/// Gives a browser a sealed note to carry from one request to the next, for five minutes: a challenge, codes to be shown, half a sign-in.
/// Nothing is kept here, so any node can read it; scripts and other sites cannot.
/// </summary>
internal sealed class SealedNotes(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    public void Give(HttpContext http, string name, string note) =>
        http.Response.Cookies.Append(HostCookies.Name(http, name), Protector(name).Protect(note, Life), Cookie(http, Life));

    /// <summary>The note, which stays with the browser; null when there is none, or one that is too old or not ours.</summary>
    public string? Read(HttpContext http, string name)
    {
        try
        {
            return http.Request.Cookies[HostCookies.Name(http, name)] is { Length: > 0 } note ? Protector(name).Unprotect(note) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The note, and the browser forgets it.</summary>
    public string? Take(HttpContext http, string name)
    {
        var note = Read(http, name);
        if (note is not null)
        {
            Forget(http, name);
        }

        return note;
    }

    public static void Forget(HttpContext http, string name) => http.Response.Cookies.Delete(HostCookies.Name(http, name), Cookie(http, null));

    // A note of one kind must not pass for another.
    private ITimeLimitedDataProtector Protector(string name) => protection.CreateProtector("CoRe.Bot.Operators.Note", name).ToTimeLimitedDataProtector();

    private static CookieOptions Cookie(HttpContext http, TimeSpan? life) => new()
    {
        HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = life, IsEssential = true,
    };
}
