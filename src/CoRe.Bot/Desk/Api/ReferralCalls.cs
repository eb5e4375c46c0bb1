using System.Text.Json.Serialization;
using CoRe.Bot.Desk.Referring;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Storage;
using static CoRe.Bot.Desk.Api.DeskApi;

namespace CoRe.Bot.Desk.Api;

/// <summary>A service that takes referrals.</summary>
internal sealed record DestinationJson(string Service, string Name);

/// <summary>Where a referral may go and what it may be about.</summary>
internal sealed record DestinationsJson(IReadOnlyList<DestinationJson> Services, IReadOnlyList<string> Needs);

/// <summary>One step of a referral's history.</summary>
internal sealed record ReferralStepJson(DateTimeOffset At, string Kind);

/// <summary>Where a case's referral stands. No words of the person.</summary>
internal sealed record ReferralJson(string Referral, string State, string Turn, string? Need, int Urgency, string? Language, string? Service, DateTimeOffset Deadline, bool Overdue,
    DateTimeOffset? Appointment, string? Outcome, IReadOnlyList<ReferralStepJson> History)
{
    public static ReferralJson Of(ReferralView view) => new(view.Summary.Id.ToString(), view.Summary.State.ToString().ToLowerInvariant(), view.Summary.Owner.ToString().ToLowerInvariant(), view.Summary.Need,
        (int)view.Summary.Urgency, view.Summary.Language, view.Summary.RecipientName, view.Summary.Deadline, view.Summary.Overdue, view.Summary.AppointmentAt, view.Summary.Outcome,
        [.. view.History.Select(line => new ReferralStepJson(line.At, line.Kind))]);
}

/// <summary>Body of <c>referral/complete</c>.</summary>
internal sealed record CompleteBody(string? Need, string? Service, string? Area, int Urgency, bool ForAnother, string? Language, string? AgeBand);

/// <summary>Body of <c>referral/answer</c>: what the service said on the phone, <c>accept</c>, <c>reject</c> or <c>finish</c>.</summary>
internal sealed record AnswerBody(string? Answer, DateTimeOffset? Appointment, string? Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 8)]
[JsonSerializable(typeof(DestinationsJson))]
[JsonSerializable(typeof(ReferralJson))]
[JsonSerializable(typeof(CompleteBody))]
[JsonSerializable(typeof(AnswerBody))]
internal sealed partial class ReferralCallsJson : JsonSerializerContext;

/// <summary>The referral of a case, as the page next to the talk handles it.</summary>
internal static class ReferralCalls
{
    public static void MapReferrals(this RouteGroupBuilder api)
    {
        api.MapGet("/destinations", (ReferralDesk desk) => TypedResults.Json(new DestinationsJson([.. desk.Destinations.Select(d => new DestinationJson(d.ServiceId, d.Name))], [.. desk.Needs.Select(need => need.Code)]), ReferralCallsJson.Default.DestinationsJson))
            .Gives<DestinationsJson>("destinations", "Services that have agreed to take referrals, and the codes of needs.");
        var one = api.MapGroup("/cases/{id:guid}/referral");
        one.MapGet("", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => WithAsync(id, http, cases, desk, view => Task.FromResult<IResult>(TypedResults.Json(ReferralJson.Of(view), ReferralCallsJson.Default.ReferralJson)), token))
            .Gives<ReferralJson>("referral", "Where the case's latest referral stands.").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapPost("/draft", async (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) =>
            await cases.HeadAsync(new CaseId(id), token) is not { } head || await cases.IsBarredAsync(Who(http), head, token) ? TypedResults.NotFound() : Said(await desk.DraftAsync(Who(http), head, token)))
            .Does("draftReferral", "Begin a referral where the case has none.");
        one.MapPost("/complete", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => ReadAsync(http, ReferralCallsJson.Default.CompleteBody,
            body => ActAsync(id, http, cases, desk, of => Enum.IsDefined((Severity)body.Urgency)
                ? desk.CompleteAsync(Who(http), of, new ReferralForm(body.Need ?? "", body.Service ?? "", body.Area ?? "", (Severity)body.Urgency, body.ForAnother, body.Language, body.AgeBand), token)
                : Task.FromResult<string?>("urgency_unknown"), token), token)).Does<CompleteBody>("completeReferral", "Fill in need, service, area and urgency.");
        one.MapPost("/ask", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => ActAsync(id, http, cases, desk, of => desk.AskAsync(Who(http), of, token), token))
            .Does("askConsent", "Ask the person, in the chat and in the own language, whether this service may be written to.");
        one.MapPost("/override", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => ReadAsync(http, DeskJson.Default.ReasonBody,
            body => ActAsync(id, http, cases, desk, of => desk.OverrideAsync(Who(http), of, body.Reason ?? "", token), token), token)).Does<ReasonBody>("overrideConsent", "Go on without the person's yes: named, with the legal reason, marked for the supervisor.");
        one.MapPost("/send", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => ActAsync(id, http, cases, desk, of => desk.SendAsync(Who(http), of, token), token))
            .Does("sendReferral", "Send what was agreed.");
        one.MapPost("/remind", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => ActAsync(id, http, cases, desk, of => desk.RemindAsync(Who(http), of, token), token))
            .Does("remindService", "A new link for the service; the old one dies.");
        one.MapPost("/answer", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => ReadAsync(http, ReferralCallsJson.Default.AnswerBody,
            body => ActAsync(id, http, cases, desk, of => Enum.TryParse<ServiceAnswer>(body.Answer, ignoreCase: true, out var answer) && Enum.IsDefined(answer)
                ? desk.AnswerAsync(Who(http), of, answer, body.Appointment, body.Code, token)
                : Task.FromResult<string?>("answer_not_a_code"), token), token)).Does<AnswerBody>("answerForService", "Write down what the service said on the phone.");
        one.MapPost("/redraft", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => ActAsync(id, http, cases, desk, of => desk.RedraftAsync(Who(http), of, token), token))
            .Does("redraftReferral", "A new draft for another service.");
        one.MapPost("/close", (Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, CancellationToken token) => ReadAsync(http, DeskJson.Default.CloseBody,
            body => ActAsync(id, http, cases, desk, of => desk.CloseAsync(Who(http), of, body.Outcome ?? "", token), token), token)).Does<CloseBody>("closeReferral", "End a referral with its outcome, a code.");
    }

    private static Task<IResult> ActAsync(Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, Func<ReferralSummary, Task<string?>> act, CancellationToken cancellationToken) =>
        WithAsync(id, http, cases, desk, async view => Said(await act(view.Summary)), cancellationToken);

    /// <summary>The case's referral, for who may see the case.</summary>
    private static async Task<IResult> WithAsync(Guid id, HttpContext http, CaseStore cases, ReferralDesk desk, Func<ReferralView, Task<IResult>> act, CancellationToken cancellationToken) =>
        await cases.HeadAsync(new CaseId(id), cancellationToken) is { } head && !await cases.IsBarredAsync(Who(http), head, cancellationToken) && await desk.OfCaseAsync(head.Case, cancellationToken) is { } view
            ? await act(view)
            : TypedResults.NotFound();

    /// <summary>Null is done; a code says why not.</summary>
    private static IResult Said(string? code) => code switch
    {
        null => TypedResults.NoContent(),
        "gone" => TypedResults.NotFound(),
        _ => TypedResults.Problem(code, statusCode: StatusCodes.Status409Conflict),
    };
}
