using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace CoRe.Bot.Desk;

/// <summary>The language in which somebody reads the desk: a cookie, read for the desk's pages and its live connection only.</summary>
internal static class DeskTongue
{
    private const string Cookie = "core-tongue";

    /// <summary>What the desk says in a request is in its language; the chat's languages have nothing to do with it.</summary>
    public static IApplicationBuilder UseDeskTongue(this IApplicationBuilder app)
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo(DeskWords.Tongues[0])),
            SupportedCultures = [CultureInfo.InvariantCulture],
            SupportedUICultures = [.. DeskWords.Tongues.Select(CultureInfo.GetCultureInfo)],
            FallBackToParentUICultures = false,
            // Numbers and dates of the program stay what they are; only the words change.
            RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Cookie }],
        };
        return app.UseWhen(http => http.Request.Path.StartsWithSegments("/desk", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal),
            desk => desk.UseRequestLocalization(options));
    }

    public static IResult Choose([FromForm] string? to, HttpContext http)
    {
        if (to is not null && DeskWords.Tongues.Contains(to))
        {
            http.Response.Cookies.Append(Cookie, $"c={to}|uic={to}", new CookieOptions
            {
                HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, IsEssential = true, Path = "/", MaxAge = TimeSpan.FromDays(365),
            });
        }

        return TypedResults.LocalRedirect("/desk", permanent: false, preserveMethod: false);
    }
}
