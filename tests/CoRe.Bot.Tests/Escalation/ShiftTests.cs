using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Escalation;

public sealed class ShiftTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_plan_says_when_somebody_is_back_and_promises_nothing_while_the_one_who_should_be_there_is_not()
    {
        await using var bed = await new DeskBed(settings: ("Escalation:OpeningHours:0", "Mon-Fri 09:00-18:00 Europe/Rome")).StartAsync();
        var (carla, amina) = (await bed.HireAsync("Carla", OperatorRole.Coordinator), await bed.HireAsync("Amina", OperatorRole.Operator));
        var plan = bed.Get<ShiftPlan>();
        var now = bed.Time.GetUtcNow();
        DateTimeOffset? Back() => bed.Get<IDeskStatus>().Now.BackAt;

        Assert.Null(Back());
        Assert.Equal(DeskAnswer.Done, await plan.PlanAsync(carla, amina.Id, now.AddHours(2), now.AddHours(6), None));
        Assert.Equal(now.AddHours(2), Back());

        bed.Time.SetUtcNow(now.AddHours(3));
        await bed.Get<DutyRoster>().RefreshAsync(None);
        Assert.Null(Back());
        Assert.False(bed.Get<IDeskStatus>().Now.Staffed);
        Assert.Equal([amina.Id], bed.Get<DutyRoster>().PlannedNow());
    }

    [Fact]
    public async Task Only_a_coordinator_plans_and_only_what_can_be()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (carla, amina, editor) = (await bed.HireAsync("Carla", OperatorRole.Coordinator), await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Edo", OperatorRole.Editor));
        var (plan, now) = (bed.Get<ShiftPlan>(), bed.Time.GetUtcNow());

        Assert.Equal(DeskAnswer.Forbidden, await plan.PlanAsync(amina, amina.Id, now, now.AddHours(1), None));
        Assert.Equal(DeskAnswer.Invalid, await plan.PlanAsync(carla, amina.Id, now.AddHours(2), now.AddHours(1), None));
        Assert.Equal(DeskAnswer.Invalid, await plan.PlanAsync(carla, amina.Id, now, now.AddHours(30), None));
        Assert.Equal(DeskAnswer.Invalid, await plan.PlanAsync(carla, editor.Id, now, now.AddHours(1), None));
        Assert.Equal(DeskAnswer.Invalid, await plan.PlanAsync(carla, new OperatorId("nobody"), now, now.AddHours(1), None));
        Assert.Empty(await plan.ComingAsync(None));
        await plan.PlanAsync(carla, amina.Id, now, now.AddHours(1), None);
        Assert.Equal(DeskAnswer.Forbidden, await plan.UnplanAsync(amina, (await plan.ComingAsync(None))[0].Id, None));
        Assert.Equal(DeskAnswer.Done, await plan.UnplanAsync(carla, (await plan.ComingAsync(None))[0].Id, None));
        Assert.Empty(await plan.ComingAsync(None));
    }

    [Fact]
    public async Task The_ladder_writes_to_whoever_should_be_on_shift_and_is_not()
    {
        await using var bed = await LadderBed.StartAsync();
        var fatou = await bed.HireAsync("Fatou", OperatorRole.Operator);
        await ConflictTests.SetAsync(bed.Desk, fatou, row => row.Languages = "fr");
        var carla = await bed.Desk.HireAsync("Carla", OperatorRole.Coordinator);
        var now = bed.Desk.Time.GetUtcNow();
        await bed.Desk.Get<ShiftPlan>().PlanAsync(carla, fatou.Id, now.AddHours(-1), now.AddHours(3), None);
        await bed.Desk.CaseAsync(Severity.Emergency);

        await bed.WaitAsync(0);

        Assert.Equal("0 Email Fatou", (await bed.StepsAsync())[0]);
    }

    [Fact]
    public async Task A_shift_ends_with_each_talk_somewhere_and_somebody_named_for_what_waits()
    {
        await using var bed = await LadderBed.StartAsync();
        var (amina, bruno) = (await bed.HireAsync("Amina", OperatorRole.Operator, "it"), await bed.HireAsync("Bruno", OperatorRole.Operator, "it"));
        var (desk, signOff) = (bed.Desk, bed.Desk.Get<SignOff>());
        var (_, first) = await desk.CaseAsync();
        var (_, second) = await desk.CaseAsync();
        await desk.Get<CaseDesk>().TakeAsync(amina, first, None);
        await desk.Get<CaseDesk>().TakeAsync(amina, second, None);
        var whole = new Dictionary<CaseId, OperatorId?> { [first] = bruno.Id, [second] = null };

        Assert.Equal(DeskAnswer.Invalid, await signOff.GoAsync(amina, new Dictionary<CaseId, OperatorId?> { [first] = bruno.Id }, new PersonText("domani colloquio"), NextWatch.Colleagues, None));
        Assert.Equal(DeskAnswer.Invalid, await signOff.GoAsync(amina, whole, new PersonText(""), NextWatch.Colleagues, None));
        Assert.Equal(DeskAnswer.Done, await signOff.GoAsync(amina, whole, new PersonText("domani colloquio"), NextWatch.Colleagues, None));

        await using var db = desk.Get<ICoreDb>().Open();
        Assert.Equal(bruno.Id.Value, (await db.Cases.SingleAsync(c => c.Id == first.Value)).OwnerId);
        Assert.Null((await db.Cases.SingleAsync(c => c.Id == second.Value)).OwnerId);
        Assert.Equal([bruno.Id], desk.Get<DutyRoster>().Present().Select(s => s.Operator));
        Assert.Contains((await desk.Get<CaseStore>().FileAsync(bruno, first, None))!.History, h => h is { Kind: "passed", Note: "domani colloquio" });
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "shift.sign_off" && a.Object == "colleagues"));
    }

    [Fact]
    public async Task The_last_who_goes_may_name_the_partners_and_they_hear_of_each_waiting_case_once()
    {
        await using var bed = await LadderBed.StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator, "it");
        var signOff = bed.Desk.Get<SignOff>();
        await bed.Desk.CaseAsync();
        await bed.Desk.CaseAsync();

        Assert.Equal([NextWatch.Partners, NextWatch.Information], signOff.Choices(amina));
        Assert.Equal(DeskAnswer.Invalid, await signOff.GoAsync(amina, new Dictionary<CaseId, OperatorId?>(), new PersonText(""), NextWatch.Colleagues, None));
        Assert.Equal(DeskAnswer.Done, await signOff.GoAsync(amina, new Dictionary<CaseId, OperatorId?>(), new PersonText(""), NextWatch.Partners, None));
        await bed.DeliveredAsync();

        Assert.Equal(2, bed.Smtp.Letters.Count(letter => letter.To.Mailboxes.Single().Address.StartsWith("notte@", StringComparison.Ordinal)));
        Assert.False(bed.Desk.Get<IDeskStatus>().Now.Staffed);
    }

    [Fact]
    public async Task Unread_lines_are_counted_for_the_owner_until_they_are_on_the_screen()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (amina, bruno) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Bruno", OperatorRole.Operator));
        var (talk, id) = await bed.CaseAsync();
        var (desk, store) = (bed.Get<CaseDesk>(), bed.Get<CaseStore>());
        await desk.TakeAsync(amina, id, None);
        await bed.SayAsync(talk, "uno");
        await bed.SayAsync(talk, "due");
        await ConflictTests.Eventually(async () => (await store.QueueAsync(amina, None))[0].Unread == 2);

        await desk.ReadToAsync(amina, id, (await bed.LinesAsync(talk))[^1].Number, None);

        Assert.Equal(0, (await store.QueueAsync(amina, None))[0].Unread);
        Assert.Equal(0, (await store.QueueAsync(bruno, None))[0].Unread);
        await bed.SayAsync(talk, "tre");
        await ConflictTests.Eventually(async () => (await store.QueueAsync(amina, None))[0].Unread == 1);
        await desk.ReadToAsync(amina, id, 1, None);
        Assert.Equal(1, (await store.QueueAsync(amina, None))[0].Unread);
    }

    [Fact]
    public async Task A_closed_case_is_opened_again_with_a_reason_and_rings()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (_, id) = await bed.CaseAsync();
        var desk = bed.Get<CaseDesk>();
        await desk.TakeAsync(amina, id, None);
        Assert.Equal(DeskAnswer.Gone, await desk.ReopenAsync(amina, id, new PersonText("ancora aperto"), None));
        await desk.CloseAsync(amina, id, "informed", None);

        Assert.Equal(DeskAnswer.Invalid, await desk.ReopenAsync(amina, id, new PersonText(" "), None));
        Assert.Equal(DeskAnswer.Done, await desk.ReopenAsync(amina, id, new PersonText("ha scritto di nuovo alla scuola"), None));

        var head = (await bed.Get<CaseStore>().HeadAsync(id, None))!;
        Assert.Equal((CaseState.Open, null), (head.State, head.Owner));
        Assert.Equal(DeskAnswer.Done, await desk.TakeAsync(amina, id, None));
    }
}
