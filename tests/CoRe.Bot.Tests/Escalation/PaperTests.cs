using System.Net;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Carrying;
using CoRe.Bot.Escalation.Reporting;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Escalation;

/// <summary>The duty to report, and four eyes on what leaves the desk.</summary>
public sealed class PaperTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly PersonText Reason = new("per il tribunale per i minorenni");

    [Fact]
    public async Task The_clock_begins_when_a_person_takes_a_grave_case_and_keeps_who_knew_first()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (amina, bruno) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Bruno", OperatorRole.Operator));
        await ConflictTests.SetAsync(bed, amina, row => row.DutyStatus = "public_service");
        var (desk, report) = (bed.Get<CaseDesk>(), bed.Get<ReportDesk>());
        var (_, grave) = await bed.CaseAsync();
        var (_, light) = await bed.CaseAsync(Severity.Concern);
        var taken = bed.Time.GetUtcNow();
        await desk.TakeAsync(amina, grave, None);
        await desk.TakeAsync(amina, light, None);

        Assert.Null(await report.OfAsync(amina, light, None));
        await desk.RaiseAsync(amina, light, Severity.High, None);
        Assert.NotNull(await report.OfAsync(amina, light, None));

        bed.Time.Advance(TimeSpan.FromMinutes(5));
        await desk.ReturnAsync(amina, grave, None);
        await desk.TakeAsync(bruno, grave, None);
        await ConflictTests.SetAsync(bed, amina, row => row.DutyStatus = "other");
        var view = (await report.OfAsync(bruno, grave, None))!;
        Assert.Equal(("Amina", "public_service", taken, taken.AddHours(24), ReportState.Undecided), (view.KnownBy, view.KnownAs, view.KnownSince, view.DecideBy, view.State));
    }

    [Fact]
    public async Task Facts_are_the_persons_own_words_and_the_decision_stands_with_name_and_reason()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (amina, bruno) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Bruno", OperatorRole.Operator));
        var (talk, id) = await bed.CaseAsync();
        var (desk, report) = (bed.Get<CaseDesk>(), bed.Get<ReportDesk>());
        await desk.TakeAsync(amina, id, None);
        await bed.SayAsync(talk, "ضربني أمس");
        await bed.SayAsync(talk, "#menu");
        await desk.SayAsync(amina, id, new PersonText("ti ascolto"), null, confirmed: false, None);
        await ConflictTests.Eventually(async () => (await bed.LinesAsync(talk)).Count(l => l.Speaker == Speaker.Person) == 2);

        var facts = await report.FactsAsync((await bed.Get<CaseStore>().HeadAsync(id, None))!, TimeZoneInfo.Utc, None);
        Assert.Equal("23/11/2026 10:00 «ضربني أمس»\n", facts);

        var why = new PersonText("Detto alla procura presso il tribunale per i minorenni, con la tutrice.");
        Assert.Equal(DeskAnswer.NotYours, await report.DraftAsync(bruno, id, new PersonText(facts), None));
        Assert.Equal(DeskAnswer.Done, await report.DraftAsync(amina, id, new PersonText(facts), None));
        Assert.Equal(DeskAnswer.Invalid, await report.TickAsync(amina, id, "made_up", true, None));
        await report.TickAsync(amina, id, "told", true, None);
        await report.TickAsync(amina, id, "facts", true, None);
        await report.TickAsync(amina, id, "told", false, None);
        Assert.Equal(DeskAnswer.Invalid, await report.DecideAsync(amina, id, true, new PersonText("fatto"), None));
        Assert.Equal(DeskAnswer.Done, await report.DecideAsync(amina, id, true, why, None));

        var view = (await report.OfAsync(bruno, id, None))!;
        Assert.Equal((ReportState.Reported, facts, why.Reveal(), "Amina"), (view.State, view.Draft, view.Decision, view.DecidedBy));
        Assert.Equal(["facts"], view.Checks);
        await using var db = bed.Get<ICoreDb>().Open();
        var row = await db.CaseReports.SingleAsync();
        Assert.True(row.SealedDraft!.AsSpan().IndexOf("ضربني"u8) < 0);
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "report.reported"));
    }

    [Fact]
    public async Task Two_people_carry_a_case_out_once_and_within_the_hour()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (amina, carla) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Carla", OperatorRole.Coordinator));
        var (talk, id) = await bed.CaseAsync();
        var exports = bed.Get<ExportDesk>();
        await bed.SayAsync(talk, "<script>alert(1)</script> mi picchia");
        Assert.Equal(DeskAnswer.NotYours, await exports.AskAsync(amina, id, Reason, false, None));
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        Assert.Equal(DeskAnswer.Invalid, await exports.AskAsync(amina, id, new PersonText("serve"), false, None));
        Assert.Equal(DeskAnswer.Done, await exports.AskAsync(amina, id, Reason, false, None));
        var request = Assert.Single(await exports.LinesAsync(amina, None));
        using var browser = await bed.SignedInAsync("amina");
        using var other = await bed.SignedInAsync("carla");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/desk/exports/{request.Id}")).StatusCode);
        Assert.Equal(DeskAnswer.Forbidden, await exports.DecideAsync(amina, request.Id, true, None));
        Assert.Equal(DeskAnswer.Done, await exports.DecideAsync(carla, request.Id, true, None));
        Assert.Equal(HttpStatusCode.NotFound, (await other.Http.GetAsync($"/desk/exports/{request.Id}")).StatusCode);
        var page = await browser.Http.GetAsync($"/desk/exports/{request.Id}");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; mi picchia", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/desk/exports/{request.Id}")).StatusCode);

        await exports.AskAsync(amina, id, Reason, false, None);
        var late = (await exports.LinesAsync(amina, None))[0];
        await exports.DecideAsync(carla, late.Id, true, None);
        bed.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Null(await exports.TakeAsync(amina, late.Id, None));
    }

    [Fact]
    public async Task Nobody_grants_the_own_request()
    {
        await using var bed = await new DeskBed().StartAsync();
        var carla = await bed.HireAsync("Carla", OperatorRole.Supervisor);
        var (_, id) = await bed.CaseAsync();
        await bed.Get<ExportDesk>().AskAsync(carla, id, Reason, false, None);
        var request = Assert.Single(await bed.Get<ExportDesk>().LinesAsync(carla, None));

        Assert.Equal(DeskAnswer.NotYours, await bed.Get<ExportDesk>().DecideAsync(carla, request.Id, true, None));
        Assert.Null(await bed.Get<ExportDesk>().TakeAsync(carla, request.Id, None));
    }

    [Fact]
    public async Task Who_is_alone_takes_it_at_once_and_somebody_else_looks_at_it_within_a_day()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (amina, carla) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Carla", OperatorRole.Supervisor));
        var (_, id) = await bed.CaseAsync(Severity.Emergency);
        var exports = bed.Get<ExportDesk>();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await exports.AskAsync(amina, id, Reason, alone: true, None);
        var request = Assert.Single(await exports.LinesAsync(amina, None));

        Assert.NotNull(await exports.TakeAsync(amina, request.Id, None));
        Assert.Null(await exports.TakeAsync(amina, request.Id, None));
        bed.Time.Advance(TimeSpan.FromHours(25));
        Assert.True(Assert.Single(await exports.LinesAsync(carla, None)).Overdue);
        Assert.Equal(DeskAnswer.Done, await exports.DecideAsync(carla, request.Id, granted: false, None));

        Assert.False(Assert.Single(await exports.LinesAsync(carla, None)).Overdue);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(["flag.export_alone", "flag.export_not_right"], await db.Audit.Where(a => a.Action.StartsWith("flag.")).OrderBy(a => a.Seq).Select(a => a.Action).ToListAsync());
    }
}
