using CoRe.Bot.Operators;
using CoRe.Bot.Operators.Keys;

namespace CoRe.Bot.Desk.Api;

/// <summary>
/// The policy of the desk's API beside sign-in: what changes something carries a header that a page of another site cannot
/// send, and one account may call only so often.
/// </summary>
internal sealed class DeskGate(TimeProvider time) : IEndpointFilter
{
    public const string Header = "X-Core-Desk";
    private const int CallsPerMinute = 240;
    private readonly WindowCounts _calls = new(TimeSpan.FromMinutes(1), time);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // A key is no cookie: no page of another site can make a browser send it.
        if (!HttpMethods.IsGet(http.Request.Method) && http.Request.Headers[Header].Count == 0 && !http.User.HasClaim(claim => claim.Type == IntegrationKeys.KeyClaim))
        {
            return TypedResults.Problem($"The header {Header} is missing.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (Actor.Of(http.User) is not { } actor || !_calls.Take(actor.Id.Value, CallsPerMinute))
        {
            http.Response.Headers.RetryAfter = "60";
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        return await next(context);
    }
}
