using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Ladder;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Escalation;

/// <summary>A case comes back before somebody's eyes because something happened to its referral.</summary>
public sealed class CaseBellTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_closed_case_waits_in_the_queue_again_and_its_ladder_begins_anew()
    {
        await using var bed = await LadderBed.StartAsync();
        var fatou = await bed.HireAsync("Fatou", OperatorRole.Operator, "it fr");
        var (_, id) = await bed.Desk.CaseAsync(Severity.High);
        await bed.Desk.Get<CaseDesk>().TakeAsync(fatou, id, None);
        await bed.Desk.Get<CaseDesk>().CloseAsync(fatou, id, CaseOutcomes.All[0], None);
        await bed.WaitAsync(600, fatou);
        Assert.Empty(await bed.Desk.Get<CaseStore>().QueueAsync(null, None));
        Assert.Empty(await bed.StepsAsync());
        var rung = bed.Desk.Get<DeskSignal>().Sequence;

        await bed.Desk.CommitAsync(new Ring(id, CaseCalls.Rejected, Severity.High));
        await bed.WaitAsync(0, fatou);

        var open = Assert.Single(await bed.Desk.Get<CaseStore>().QueueAsync(null, None));
        Assert.Equal((id, CaseState.Open, bed.Desk.Time.GetUtcNow()), (open.Case, open.State, await SinceAsync(bed.Desk, id)));
        Assert.Equal(["0 Desk Fatou"], await bed.StepsAsync());
        var news = await bed.Desk.Get<DeskSignal>().FollowAsync(rung, None).FirstAsync(None);
        Assert.Equal((id, true), (news.Case!.Value, news.Alarm));
        Assert.Equal(["closed." + CaseOutcomes.All[0], "reopened", CaseCalls.Rejected], (await KindsAsync(bed.Desk, id)).TakeLast(3));
    }

    [Fact]
    public async Task The_owner_is_rung_and_keeps_the_case_and_only_a_graver_call_makes_it_graver()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        await bed.Get<CoRe.Bot.Escalation.Duty.DutyDesk>().GoOnShiftAsync(amina, None);
        var (_, id) = await bed.CaseAsync(Severity.High);
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);

        await bed.CommitAsync(new Ring(id, CaseCalls.Failed, Severity.Concern));
        var kept = Assert.Single(await bed.Get<CaseStore>().QueueAsync(amina, None));
        Assert.Equal((CaseState.Taken, amina.Id, Severity.High), (kept.State, kept.Owner!.Value, kept.Severity));
        await bed.CommitAsync(new Ring(id, CaseCalls.Failed, Severity.Emergency));
        Assert.Equal(Severity.Emergency, Assert.Single(await bed.Get<CaseStore>().QueueAsync(amina, None)).Severity);
    }

    [Fact]
    public async Task A_closed_case_of_somebody_who_erased_the_chat_stays_closed()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        await bed.Get<CoRe.Bot.Escalation.Duty.DutyDesk>().GoOnShiftAsync(amina, None);
        var (talk, id) = await bed.CaseAsync(Severity.High);
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await bed.Get<CaseDesk>().CloseAsync(amina, id, CaseOutcomes.All[0], None);
        await bed.CommitAsync(new EraseConversation(talk));

        await bed.CommitAsync(new Ring(id, CaseCalls.Rejected, Severity.High), new Ring(CaseId.New(bed.Time), CaseCalls.Rejected, Severity.High));

        Assert.Empty(await bed.Get<CaseStore>().QueueAsync(null, None));
    }

    [Fact]
    public async Task A_case_that_stands_still_under_its_owner_is_told_to_the_supervisors_once_also_after_a_kill()
    {
        await using var bed = await LadderBed.StartAsync();
        var fatou = await bed.HireAsync("Fatou", OperatorRole.Operator, "it fr");
        await bed.HireAsync("Carla", OperatorRole.Supervisor, phone: "+390622222");
        var (_, id) = await bed.Desk.CaseAsync(Severity.High);
        await bed.Desk.Get<CaseDesk>().TakeAsync(fatou, id, None);
        var since = bed.Desk.Time.GetUtcNow().AddHours(-26);

        await bed.Desk.Get<ISupervisorCall>().CallSupervisorsAsync(id, since, None);
        await bed.DeliveredAsync();
        await bed.RestartAsync();
        await bed.Desk.Get<ISupervisorCall>().CallSupervisorsAsync(id, since, None);
        await bed.DeliveredAsync();

        Assert.Equal(["901 Email Carla", "901 Sms Carla"], (await bed.StepsAsync()).Where(step => step.StartsWith("901", StringComparison.Ordinal)));
        var letter = Assert.Single(bed.Smtp.Letters, letter => letter.To.Mailboxes.Single().Address == "carla@rete.example");
        Assert.Contains("una segnalazione ferma da 26 ore", letter.TextBody, StringComparison.Ordinal);

        // What waits climbs its own ladder.
        await bed.Desk.Get<CaseDesk>().ReturnAsync(fatou, id, None);
        await bed.Desk.Get<ISupervisorCall>().CallSupervisorsAsync(id, since.AddHours(1), None);
        Assert.Equal(2, (await bed.StepsAsync()).Count(step => step.StartsWith("901", StringComparison.Ordinal)));
    }

    private static async Task<DateTimeOffset> SinceAsync(DeskBed bed, CaseId id)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        return (await db.Cases.SingleAsync(c => c.Id == id.Value)).WaitingSince;
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(DeskBed bed, CaseId id)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        return await db.CaseEvents.Where(e => e.CaseId == id.Value).OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync();
    }
}

/// <summary>Rings in a commit of its own.</summary>
internal sealed record Ring(CaseId About, string Call, Severity Urgency) : IChange;

internal sealed class RingWriter(ICaseBell bell) : ChangeWriter<Ring>
{
    protected override Task WriteAsync(Ring change, CommitScope scope, CancellationToken cancellationToken) =>
        bell.RingAsync(scope, change.About, change.Call, change.Urgency, cancellationToken);
}
