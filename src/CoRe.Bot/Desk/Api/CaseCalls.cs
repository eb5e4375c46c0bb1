using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using static CoRe.Bot.Desk.Api.DeskApi;

namespace CoRe.Bot.Desk.Api;

/// <summary>Queue and cases: reading, taking, speaking, handing on, closing.</summary>
internal static class CaseCalls
{
    private const int LongestTranscript = 5000;

    public static void MapCases(this RouteGroupBuilder api)
    {
        api.MapGet("/queue", QueueAsync).Gives<QueueJson>("queue", "Cases that wait or are taken: waiting before taken, then by severity, then by waiting time.");
        var one = api.MapGroup("/cases/{id:guid}");
        one.MapGet("", CaseAsync).Gives<CaseJson>("case", "One case with reasons, history and the lines after a number. Reading it is written to the audit trail.").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapPost("/take", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => AnswerAsync(desk.TakeAsync(Who(http), new CaseId(id), token)))
            .Does("take", "Take a case that waits; 409 when somebody else was first. Begins the shift of who takes it.");
        one.MapPost("/return", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => AnswerAsync(desk.ReturnAsync(Who(http), new CaseId(id), token)))
            .Does("return", "Give the talk back to the bot; the case waits in the queue.");
        one.MapPost("/say", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.SayBody,
            body => desk.SayAsync(Who(http), new CaseId(id), new PersonText(body.Text?.Trim()), null, body.Confirmed, token), token))
            .Does<SayBody>("say", "Speak to the person, in the person's language; nothing is translated here. 422 when the text carries a way to be reached outside and is not confirmed.").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        one.MapPost("/notes", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.SayBody,
            body => desk.NoteAsync(Who(http), new CaseId(id), new PersonText(body.Text?.Trim()), token), token)).Does<SayBody>("note", "Write a note that the person never sees.");
        one.MapPost("/pass", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.PassBody,
            body => desk.PassAsync(Who(http), new CaseId(id), new OperatorId(body.To ?? ""), new PersonText(body.Reason?.Trim()), token), token))
            .Does<PassBody>("pass", "Hand a case to a colleague on shift (an id of colleagues), with the reason.");
        one.MapPost("/raise", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.RaiseBody,
            body => Enum.IsDefined((Severity)body.Severity) ? desk.RaiseAsync(Who(http), new CaseId(id), (Severity)body.Severity, token) : Task.FromResult(DeskAnswer.Invalid), token))
            .Does<RaiseBody>("raise", "Make a case graver (1 to 3); the ladder begins anew.");
        one.MapPost("/close", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.CloseBody,
            body => desk.CloseAsync(Who(http), new CaseId(id), body.Outcome ?? "", token), token)).Does<CloseBody>("close", "Close a case with its outcome, a code.");
        one.MapPost("/reopen", (Guid id, HttpContext http, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.ReasonBody,
            body => desk.ReopenAsync(Who(http), new CaseId(id), new PersonText(body.Reason?.Trim()), token), token)).Does<ReasonBody>("reopen", "Open a closed case again, with the reason.");
        one.MapPost("/join", (Guid id, HttpContext http, PhraseDesk desk, CancellationToken token) => AnswerAsync(desk.JoinAsync(Who(http), new CaseId(id), token)))
            .Does("join", "Enter the chat of a case that was taken silently.");
        one.MapPut("/phrase", (Guid id, HttpContext http, PhraseDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.PhraseBody,
            body => desk.AgreeAsync(Who(http), new CaseId(id), new PersonText(body.Text?.Trim()), body.PhoneIsSafe, token), token))
            .Does<PhraseBody>("agreePhrase", "Agree on everyday words that mean danger; kept as a hash.").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        one.MapDelete("/phrase", (Guid id, HttpContext http, PhraseDesk desk, CancellationToken token) => AnswerAsync(desk.RemoveAsync(Who(http), new CaseId(id), token)))
            .Does("removePhrase", "The agreed words mean nothing from now on.");
        one.MapPut("/check-in", (Guid id, HttpContext http, CheckInDesk desk, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.CheckInBody,
            body => desk.AskAsync(Who(http), new CaseId(id), body.At, new PersonText(body.Words?.Trim()), token), token))
            .Does<CheckInBody>("askCheckIn", "Ask the person whether the team may write these words at that time; nothing is written without a yes.");
        one.MapDelete("/check-in", (Guid id, HttpContext http, CheckInDesk desk, CancellationToken token) => AnswerAsync(desk.DropAsync(Who(http), new CaseId(id), token)))
            .Does("dropCheckIn", "Nothing will be written at the agreed time.");
    }

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
}
