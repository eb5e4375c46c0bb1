using CoRe.Bot.Desk.Services;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Operators;
using static CoRe.Bot.Desk.Api.DeskApi;

namespace CoRe.Bot.Desk.Api;

/// <summary>Who is there, and what the desk promises.</summary>
internal static class DutyCalls
{
    public static void MapDuty(this RouteGroupBuilder api)
    {
        api.MapGet("/status", (DutyRoster roster) => TypedResults.Json(StatusJson.Of(roster), DeskJson.Default.StatusJson))
            .Gives<StatusJson>("status", "Where the desk stands: mode, who is on shift, when somebody is back.");
        api.MapGet("/colleagues", (DutyRoster roster) => TypedResults.Json(new ColleaguesJson([.. roster.Present().Select(one => new ColleagueJson(one.Operator.Value, one.Name))]), DeskJson.Default.ColleaguesJson))
            .Gives<ColleaguesJson>("colleagues", "Who is on shift, with the id that pass takes.");
        api.MapPost("/shift", (HttpContext http, DutyDesk duty, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.ShiftBody,
            body => body.On ? duty.GoOnShiftAsync(Who(http), token) : duty.GoOffShiftAsync(Who(http), token), token)).Does<ShiftBody>("shift", "Begin or end the own shift; 409 while a talk is held.");
        api.MapPost("/seen", SeenAsync).Does("seen", "Still there. Whoever says nothing for the time of presence loses the talks: call it every minute.");
        api.MapPost("/mode", (HttpContext http, DutyDesk duty, CancellationToken token) => WithBodyAsync(http, DeskJson.Default.ModeBody,
            body => body.Mode is "staffed" or "information" or "closed" ? duty.SetModeAsync(Who(http), DutyWords.Mode(body.Mode), token) : Task.FromResult(DeskAnswer.Invalid), token))
            .RequireAuthorization(DeskPolicies.Coordinator).Does<ModeBody>("mode", "Open the desk, information only, or close it. Coordinators and supervisors.");
        api.MapGet("/directory", async (HttpContext http, DirectoryDesk desk, CancellationToken token) =>
            TypedResults.Text(await desk.ExportAsync(Who(http), token), "application/json", System.Text.Encoding.UTF8)).RequireAuthorization(DeskPolicies.Supervisor)
            .WithName("directory").WithSummary("All services as an Open Referral HSDS 3 page. Supervisors.").Produces<object>(contentType: "application/json");
    }

    /// <summary>A key was pressed lately: the session lives on, and who is on shift is present.</summary>
    private static async Task<IResult> SeenAsync(HttpContext http, DutyDesk duty, CancellationToken cancellationToken)
    {
        await duty.SeenAsync(Who(http), cancellationToken);
        return TypedResults.NoContent();
    }
}
