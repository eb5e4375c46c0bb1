using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CoRe.Bot.Escalation;
using CoRe.Bot.Operators;

namespace CoRe.Bot.Desk.Api;

/// <summary>
/// The desk for programs: what the pages can do, with the same checks and the same audit lines. Described by
/// <c>/openapi/desk.json</c> and <c>src/CoRe.Bot/Desk/Api/README.md</c>.
/// </summary>
internal static class DeskApi
{
    public static void MapDeskApi(this IEndpointRouteBuilder routes)
    {
        // What all calls may answer.
        var api = routes.MapGroup("/api/desk").WithTags("desk").RequireAuthorization(DeskPolicies.Desk)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.AddEndpointFilter<RouteGroupBuilder, DeskGate>();
        api.MapCases();
        api.MapDuty();
        api.MapReferrals();
        api.MapEvents();
        api.MapPush();
    }

    /// <summary>Names a call for the document, with what it takes.</summary>
    public static RouteHandlerBuilder Does<TBody>(this RouteHandlerBuilder call, string name, string summary)
        where TBody : notnull => call.Does(name, summary).Accepts<TBody>("application/json").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>Names a call for the document: 204 when done.</summary>
    public static RouteHandlerBuilder Does(this RouteHandlerBuilder call, string name, string summary) =>
        call.WithName(name).WithSummary(summary).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    /// <summary>Names a call that answers with something.</summary>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder call, string name, string summary) => call.WithName(name).WithSummary(summary).Produces<T>();

    public static Actor Who(HttpContext http) => Actor.Of(http.User) ?? throw new InvalidOperationException("The group lets nobody in who is not signed in.");

    public static Task<IResult> WithBodyAsync<T>(HttpContext http, JsonTypeInfo<T> type, Func<T, Task<DeskAnswer>> act, CancellationToken cancellationToken) =>
        ReadAsync(http, type, body => AnswerAsync(act(body)), cancellationToken);

    /// <summary>Reads a body of exactly the described shape.</summary>
    public static async Task<IResult> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, Func<T, Task<IResult>> act, CancellationToken cancellationToken)
    {
        try
        {
            return http.Request.HasJsonContentType() && await http.Request.ReadFromJsonAsync(type, cancellationToken) is { } body
                ? await act(body)
                : TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }
        catch (JsonException)
        {
            return TypedResults.Problem("The body does not have the described shape.", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> AnswerAsync(Task<DeskAnswer> act) => await act switch
    {
        DeskAnswer.Done => TypedResults.NoContent(),
        DeskAnswer.Gone => TypedResults.NotFound(),
        DeskAnswer.NotYours => TypedResults.Problem("Somebody else owns this case, or nobody does, or its owner has not entered the chat.", statusCode: StatusCodes.Status409Conflict),
        DeskAnswer.StillHolding => TypedResults.Problem("A talk is still held.", statusCode: StatusCodes.Status409Conflict),
        DeskAnswer.Confirm => TypedResults.Problem("Confirm first: the text carries a way to be reached outside (confirmed), or nobody asked whether the phone is safe (phoneIsSafe).", statusCode: StatusCodes.Status422UnprocessableEntity),
        DeskAnswer.Forbidden => TypedResults.StatusCode(StatusCodes.Status403Forbidden),
        _ => TypedResults.Problem("Not a value that can be used.", statusCode: StatusCodes.Status400BadRequest),
    };
}
