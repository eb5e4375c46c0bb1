namespace CoRe.Bot.Hosting;

/// <summary>Headers that every answer carries, also 404 and 500. Pages set their own, narrower content-security policy.</summary>
internal static class SecurityHeaders
{
    private const string NothingAllowed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()");
            headers.TryAdd("Content-Security-Policy", NothingAllowed);
            headers.TryAdd("Cache-Control", "no-store");
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
