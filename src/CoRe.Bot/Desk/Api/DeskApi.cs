using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CoRe.Bot.Desk.Services;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;

namespace CoRe.Bot.Desk.Api;

/// <summary>
/// The desk for programs: what the pages can do, with the same checks and the same audit lines. Described in
/// <c>src/CoRe.Bot/Desk/README.md</c>.
/// </summary>
internal static class DeskApi
{
    private const int LongestTranscript = 5000;

    public static void MapDeskApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/desk").WithTags("desk").RequireAuthorization(DeskPolicies.Desk);
        api.AddEndpointFilter<RouteGroupBuilder, DeskGate>();
        api.MapGet("/queue", QueueAsync);
        api.MapGet("/status", (DutyRoster roster) => TypedResults.Json(StatusJson.Of(roster), DeskJson.Default.StatusJson));
        api.MapGet("/cases/{id:guid}", CaseAsync);
        api.MapPost("/cases/{id:guid}/take", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => AnswerAsync(desk.TakeAsync(Who(http), new CaseId(id), token)));
        api.MapPost("/cases/{id:guid}/return", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => AnswerAsync(desk.ReturnAsync(Who(http), new CaseId(id), token)));
        api.MapPost("/cases/{id:guid}/say", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.SayBody,
            body => desk.SayAsync(Who(http), new CaseId(id), new PersonText(body.Text?.Trim()), null, body.Confirmed, token), token));
        api.MapPost("/cases/{id:guid}/notes", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.SayBody,
            body => desk.NoteAsync(Who(http), new CaseId(id), new PersonText(body.Text?.Trim()), token), token));
        api.MapPost("/cases/{id:guid}/close", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.CloseBody,
            body => desk.CloseAsync(Who(http), new CaseId(id), body.Outcome ?? "", token), token));
        api.MapPost("/cases/{id:guid}/join", (Guid id, HttpContext http, PhraseDesk desk, CancellationToken token) => AnswerAsync(desk.JoinAsync(Who(http), new CaseId(id), token)));
        api.MapPut("/cases/{id:guid}/phrase", (Guid id, HttpContext http, PhraseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.PhraseBody,
            body => desk.AgreeAsync(Who(http), new CaseId(id), new PersonText(body.Text?.Trim()), body.PhoneIsSafe, token), token));
        api.MapDelete("/cases/{id:guid}/phrase", (Guid id, HttpContext http, PhraseDesk desk, CancellationToken token) => AnswerAsync(desk.RemoveAsync(Who(http), new CaseId(id), token)));
        api.MapPost("/shift", (HttpContext http, DutyDesk duty, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.ShiftBody,
            body => body.On ? duty.GoOnShiftAsync(Who(http), token) : duty.GoOffShiftAsync(Who(http), token), token));
        api.MapPost("/seen", SeenAsync);
        api.MapPush();
        api.MapGet("/directory", async (HttpContext http, DirectoryDesk desk, CancellationToken token) =>
            TypedResults.Text(await desk.ExportAsync(Who(http), token), "application/json", System.Text.Encoding.UTF8)).RequireAuthorization(DeskPolicies.Supervisor);
        api.MapPost("/mode", (HttpContext http, DutyDesk duty, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.ModeBody,
            body => body.Mode is "staffed" or "information" or "closed" ? duty.SetModeAsync(Who(http), DutyWords.Mode(body.Mode), token) : Task.FromResult(DeskAnswer.Invalid), token))
            .RequireAuthorization(DeskPolicies.Coordinator);
    }

    private static Actor Who(HttpContext http) => Actor.Of(http.User) ?? throw new InvalidOperationException("The group lets nobody in who is not signed in.");

    private static async Task<IResult> QueueAsync(HttpContext http, CaseStore store, DeskSignal signal, CancellationToken cancellationToken)
    {
        // The number first: what happens while reading is then asked for again, not missed.
        var sequence = signal.Sequence;
        return TypedResults.Json(new QueueJson(sequence, [.. (await store.QueueAsync(Who(http), cancellationToken)).Select(QueueRowJson.Of)]), DeskJson.Default.QueueJson);
    }

    private static async Task<IResult> CaseAsync(Guid id, long? after, HttpContext http, CaseDesk desk, CancellationToken cancellationToken)
    {
        var who = Who(http);
        if (await desk.OpenAsync(who, new CaseId(id), cancellationToken) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var head = file.Head;
        var lines = await desk.ReadAsync(head, after ?? 0, LongestTranscript, cancellationToken) ?? [];
        return TypedResults.Json(new CaseJson(head.Case.ToString(), head.State.ToString().ToLowerInvariant(), (int)head.Severity, head.Category.Name(), head.Language, head.Channel,
            head.OwnerName, head.Owner == who.Id, head.OpenedAt, head.Outcome, head.Erased, file.WordsGone, file.Reasons,
            [.. file.History.Select(h => new HistoryJson(h.At, h.Kind, h.Operator, h.Note))], [.. lines.Select(LineJson.Of)]), DeskJson.Default.CaseJson);
    }

    /// <summary>A key was pressed lately: the session lives on, and who is on shift is present.</summary>
    private static async Task<IResult> SeenAsync(HttpContext http, DutyDesk duty, CancellationToken cancellationToken)
    {
        await duty.SeenAsync(Who(http), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> WithBodyAsync<T>(HttpContext http, JsonTypeInfo<T> type, Func<T, Task<DeskAnswer>> act, CancellationToken cancellationToken)
    {
        try
        {
            return http.Request.HasJsonContentType() && await http.Request.ReadFromJsonAsync(type, cancellationToken) is { } body
                ? await AnswerAsync(act(body))
                : TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }
        catch (JsonException)
        {
            return TypedResults.Problem("The body does not have the described shape.", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> AnswerAsync(Task<DeskAnswer> act) => await act switch
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
