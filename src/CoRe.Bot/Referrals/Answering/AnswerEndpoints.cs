using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Mvc;

namespace CoRe.Bot.Referrals.Answering;

/// <summary><c>/r/{token}</c>: where a service answers a referral, without an account.</summary>
internal static class AnswerEndpoints
{
    private const string Cookie = "core-r";

    /// <summary>Policy of the group: who holds the link and, beyond the first question, the browser that typed its code. The cookie is not sent from other sites' forms.</summary>
    public static IEndpointRouteBuilder MapAnswering(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/r/{token:length(48)}").AllowAnonymous().DisableAntiforgery().AddEndpointFilter<PlainPageHeaders>()
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<LinkThrottle>().AdmitAsync(context, next));
        group.MapGet("", ShowAsync);
        group.MapPost("", AnswerAsync);
        return routes;
    }

    private static async Task<IResult> ShowAsync(string token, HttpContext http, LinkStore links, AnswerPage page, ICommitter committer, LinkThrottle throttle, CancellationToken cancellationToken)
    {
        if (await links.LivingAsync(token, cancellationToken) is not { } referral)
        {
            return Gone(http, page, throttle);
        }

        await committer.CommitAsync([new LinkFetched(referral.Link.Id)], cancellationToken);
        return PlainPage.Html(IsBound(http, referral) ? page.Content(referral, null) : page.AskCode(null));
    }

    private static async Task<IResult> AnswerAsync(string token, [FromForm] string? code, [FromForm] string? answer, [FromForm] string? when, [FromForm] string? reason,
        HttpContext http, LinkStore links, AnswerPage page, ICommitter committer, LinkThrottle throttle, CancellationToken cancellationToken)
    {
        if (await links.LivingAsync(token, cancellationToken) is not { } referral)
        {
            return Gone(http, page, throttle);
        }

        try
        {
            if (!IsBound(http, referral))
            {
                return await OpenAsync(http, referral, code, page, committer, cancellationToken);
            }

            return Read(referral, answer, when, reason) is not { } change
                ? PlainPage.Html(page.Content(referral, "answer"), StatusCodes.Status400BadRequest)
                : await TakeAsync(change, committer, page, cancellationToken);
        }
        catch (IllegalReferralMoveException refused)
        {
            return PlainPage.Html(page.Content(referral, refused.Code == "appointment_not_ahead" ? "when" : "answer"), StatusCodes.Status400BadRequest);
        }
        catch (StaleWriteException)
        {
            return Gone(http, page, throttle);
        }
    }

    private static async Task<IResult> OpenAsync(HttpContext http, LinkedReferral referral, string? code, AnswerPage page, ICommitter committer, CancellationToken cancellationToken)
    {
        if (!LinkSecrets.IsCode(referral.Link.Id, code, referral.Link.CodeHash))
        {
            await committer.CommitAsync([new LinkMistyped(referral.Link.Id)], cancellationToken);
            return PlainPage.Html(page.AskCode("code"), StatusCodes.Status400BadRequest);
        }

        var browser = LinkSecrets.NewToken();
        await committer.CommitAsync([new OpenLink(referral.Link.Id, LinkSecrets.Hash(browser))], cancellationToken);
        http.Response.Cookies.Append(Cookie, browser, new CookieOptions
        {
            HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = http.Request.Path, Expires = referral.Link.ExpiresAt, IsEssential = true,
        });
        return Results.Redirect(http.Request.Path);
    }

    private static async Task<IResult> TakeAsync(AnswerReferral change, ICommitter committer, AnswerPage page, CancellationToken cancellationToken)
    {
        await committer.CommitAsync([change], cancellationToken);
        return PlainPage.Html(page.Sentence(change.Answer == ServiceAnswer.Accept ? "thanks.accept" : "thanks"));
    }

    /// <summary>Null when the form was filled by nobody who saw it.</summary>
    private static AnswerReferral? Read(LinkedReferral referral, string? answer, string? when, string? reason)
    {
        AnswerReferral Of(ServiceAnswer said, DateTimeOffset? at, string? code) => new(new ReferralId(referral.Row.Id), referral.Link.Id, null, said, at, code);
        DateTimeOffset? at = null;
        return answer switch
        {
            "accept" when string.IsNullOrEmpty(when) || (at = ItalianClock.Read(when)) is not null => Of(ServiceAnswer.Accept, at, null),
            "reject" when !string.IsNullOrEmpty(reason) => Of(ServiceAnswer.Reject, null, reason),
            "finish" when !string.IsNullOrEmpty(reason) => Of(ServiceAnswer.Finish, null, reason),
            _ => null,
        };
    }

    private static bool IsBound(HttpContext http, LinkedReferral referral) => referral.Link.BrowserHash is { } bound
        && http.Request.Cookies[Cookie] is { } browser && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(bound, LinkSecrets.Hash(browser));

    /// <summary>Wrong, old, taken back, answered, forwarded: one page for all, so that nobody learns whether there is a referral.</summary>
    private static IResult Gone(HttpContext http, AnswerPage page, LinkThrottle throttle)
    {
        throttle.Missed(http);
        return PlainPage.Html(page.Sentence("gone"), StatusCodes.Status410Gone);
    }
}

/// <summary>Slows who tries links that lead nowhere. Counts per address, in memory, and keeps no address.</summary>
internal sealed partial class LinkThrottle(TimeProvider time, ILogger<LinkThrottle> log)
{
    private const int MostMisses = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly WindowCounts _counts = new(Window, time);
    private readonly WindowCounts _blocked = new(Window, time);

    /// <summary>A link led nowhere.</summary>
    public void Missed(HttpContext http)
    {
        var address = Address(http);
        if (!_counts.Take(address, MostMisses - 1) && _blocked.Take(address, 1))
        {
            LinksGuessed(log, MostMisses);
        }
    }

    public async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (_counts.Of(Address(context.HttpContext)) < MostMisses)
        {
            return await next(context);
        }

        context.HttpContext.Response.Headers.RetryAfter = $"{(int)Window.TotalSeconds}";
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    [LoggerMessage(5110, LogLevel.Warning, "Somebody tries links of referrals that do not exist: {Count} in a short time; refused for a while")]
    private static partial void LinksGuessed(ILogger log, int count);
}
