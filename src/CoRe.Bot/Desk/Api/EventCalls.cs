using System.Text.Json.Serialization;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Handing;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using static CoRe.Bot.Desk.Api.DeskApi;

namespace CoRe.Bot.Desk.Api;

/// <summary>A Bot Framework event that a foreign desk posts: <c>handoff.status</c>.</summary>
internal sealed record EventBody(string? Type, string? Name, string? Id, DateTimeOffset? Timestamp, EventValueBody? Value);

/// <summary>Which case, and what became of it: <c>accepted</c>, <c>completed</c> or <c>failed</c>. <paramref name="Outcome"/>: how a completed case ended, a code.</summary>
internal sealed record EventValueBody(string? Case, string? State, string? Outcome);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 4)]
[JsonSerializable(typeof(EventBody))]
internal sealed partial class EventCallsJson : JsonSerializerContext;

/// <summary>
/// Hand-off events from a foreign desk. The same event twice changes nothing more: what counts is whether the case already is where the
/// event wants it.
/// </summary>
internal static class EventCalls
{
    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapPost("/events", (HttpContext http, CaseStore cases, CaseDesk desk, CancellationToken token) => WithBodyAsync(http, EventCallsJson.Default.EventBody,
            body => body is { Type: "event", Name: "handoff.status", Value: { State: { } state } value } && Guid.TryParse(value.Case, out var id)
                ? MoveAsync(http, cases, desk, new CaseId(id), state, value.Outcome, token)
                : Task.FromResult(DeskAnswer.Invalid), token)).Does<EventBody>("handoffStatus", "handoff.status: accepted takes the case, completed closes it (with an outcome) or gives it back, failed gives it back.");

    private static async Task<DeskAnswer> MoveAsync(HttpContext http, CaseStore cases, CaseDesk desk, CaseId id, string state, string? outcome, CancellationToken cancellationToken)
    {
        var who = Who(http);
        if (await cases.HeadAsync(id, cancellationToken) is not { } head || await cases.IsBarredAsync(who, head, cancellationToken))
        {
            return DeskAnswer.Gone;
        }

        var mine = head.State == CaseState.Taken && head.Owner == who.Id;
        return state switch
        {
            HandoffEvents.Accepted => mine ? DeskAnswer.Done : await desk.TakeAsync(who, id, cancellationToken),
            HandoffEvents.Completed when outcome is not null && head.State == CaseState.Closed => DeskAnswer.Done,
            HandoffEvents.Completed when outcome is not null => await desk.CloseAsync(who, id, outcome, cancellationToken),
            HandoffEvents.Completed or "failed" => mine ? await desk.ReturnAsync(who, id, cancellationToken) : head.State == CaseState.Open ? DeskAnswer.Done : DeskAnswer.NotYours,
            _ => DeskAnswer.Invalid,
        };
    }
}
