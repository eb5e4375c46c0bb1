using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators;

/// <summary>
/// When a session was last used, and whether it still counts. An open page asks every few seconds, because its live
/// connection does not renew a cookie.
/// </summary>
internal sealed class OperatorSessions(ICoreDb database, IOptions<OperatorsOptions> options, TimeProvider time)
{
    internal const string StartedAt = "started";
    private readonly ConcurrentDictionary<string, (DateTimeOffset Started, DateTimeOffset Seen)> _seen = new();

    public void Touch(string session, DateTimeOffset started)
    {
        var now = time.GetUtcNow();
        _seen[session] = (started, now);
        foreach (var (old, times) in _seen)
        {
            if (now - times.Started > TimeSpan.FromHours(options.Value.SessionHours))
            {
                _seen.TryRemove(old, out _);
            }
        }
    }

    public void End(string session) => _seen.TryRemove(session, out _);

    /// <summary>Used lately, not too old, and the account has not ended it.</summary>
    public async Task<bool> IsLiveAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return principal.FindFirstValue(OperatorClaims.Session) is { } session
            && _seen.TryGetValue(session, out var times)
            && now - times.Seen < TimeSpan.FromMinutes(options.Value.IdleMinutes)
            && now - times.Started < TimeSpan.FromHours(options.Value.SessionHours)
            && await StampHoldsAsync(principal, cancellationToken);
    }

    /// <summary>The account exists, is not disabled, and its stamp is the one of this session.</summary>
    public async Task<bool> StampHoldsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        var stamp = principal.FindFirstValue(OperatorClaims.Stamp);
        await using var db = database.Open();
        var account = await db.Users.AsNoTracking().Where(u => u.Id == id).Select(u => new { u.SecurityStamp, u.LockoutEnd }).FirstOrDefaultAsync(cancellationToken);
        return account is not null && stamp is not null && account.SecurityStamp == stamp && (account.LockoutEnd is null || account.LockoutEnd <= time.GetUtcNow());
    }
}

/// <summary>Checks each request's cookie against the account, and says "no" to programs without sending them to a page.</summary>
internal sealed class DeskCookieEvents(OperatorSessions sessions, IOptions<OperatorsOptions> options, TimeProvider time) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var started = context.Properties.Items.TryGetValue(OperatorSessions.StartedAt, out var ticks)
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new DateTimeOffset(value, TimeSpan.Zero) : default;
        var session = context.Principal?.FindFirstValue(OperatorClaims.Session);
        if (session is null || time.GetUtcNow() - started >= TimeSpan.FromHours(options.Value.SessionHours)
            || !await sessions.StampHoldsAsync(context.Principal!, context.HttpContext.RequestAborted))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(OperatorsSetup.Scheme);
            return;
        }

        // The live connection's own traffic is not a sign of a person at the keyboard.
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
        {
            sessions.Touch(session, started);
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status401Unauthorized, "/desk/sign-in");

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status403Forbidden, context.HttpContext.User.FindFirstValue(OperatorClaims.Must) is { } owed ? "/desk/" + owed
            // The door leads everybody to the queue; who has no cases goes on to where the own work is.
            : context.Request.Path == "/desk" && Actor.Of(context.HttpContext.User) is { SeesCases: false } actor ? "/" + actor.Home
            : null);

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status, string? page)
    {
        if (page is not null && HttpMethods.IsGet(context.Request.Method) && context.Request.Path.StartsWithSegments("/desk", StringComparison.Ordinal))
        {
            context.Response.Redirect(page);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }
}

/// <summary>The cookie's name says how far it may be trusted: <c>__Host-core</c> over https, plain on a developer's loopback.</summary>
internal sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, Name(context, key), options);

    public static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
