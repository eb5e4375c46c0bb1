using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoRe.Bot.Tests.Escalation;

public sealed class DutyTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_desk_is_staffed_only_while_somebody_on_shift_was_seen_lately()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (desk, status) = (bed.Get<DutyDesk>(), bed.Get<IDeskStatus>());

        var empty = status.Now.Mode;
        await desk.GoOnShiftAsync(amina, None);
        var there = status.Now.Mode;
        bed.Time.Advance(TimeSpan.FromMinutes(9));
        var quiet = status.Now.Mode;
        bed.Time.Advance(TimeSpan.FromMinutes(2));
        var gone = status.Now.Mode;
        await desk.SeenAsync(amina, None);
        var back = status.Now.Mode;
        await desk.GoOffShiftAsync(amina, None);

        Assert.Equal([DeskMode.InformationOnly, DeskMode.Staffed, DeskMode.Staffed, DeskMode.InformationOnly, DeskMode.Staffed, DeskMode.InformationOnly],
            [empty, there, quiet, gone, back, status.Now.Mode]);
    }

    [Theory]
    [InlineData("operator", "staffed", "Forbidden")]
    [InlineData("coordinator", "closed", "Done")]
    [InlineData("supervisor", "information", "Done")]
    public async Task Only_a_coordinator_switches_the_desk(string role, string word, string expected)
    {
        await using var bed = await new DeskBed().StartAsync();
        var actor = await bed.HireAsync("Carla", Roles.Parse(role));
        await bed.Get<DutyDesk>().GoOnShiftAsync(actor, None);

        var answer = await bed.Get<DutyDesk>().SetModeAsync(actor, DutyWords.Mode(word), None);

        Assert.Equal(expected, answer.ToString());
        Assert.Equal(DutyWords.Mode(word), bed.Get<IDeskStatus>().Now.Mode);
    }

    [Theory]
    [InlineData("2026-11-23T10:00:00+01:00", null)]
    [InlineData("2026-11-23T08:59:00+01:00", "2026-11-23T08:00:00+00:00")]
    [InlineData("2026-11-23T18:00:00+01:00", "2026-11-24T08:00:00+00:00")]
    [InlineData("2026-11-27T20:00:00+01:00", "2026-11-30T08:00:00+00:00")]
    [InlineData("2026-07-03T20:00:00+02:00", "2026-07-06T07:00:00+00:00")]
    public void Opening_hours_say_when_a_person_is_back_and_nothing_inside_them(string now, string? expected)
    {
        var hours = OpeningHours.Parse(["Mon-Fri 09:00-18:00 Europe/Rome"]);

        var back = hours.BackAt(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(expected, back?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Mon-Fri 09:00-18:00 Europe/Rome", true)]
    [InlineData("Sat,Sun 22:00-06:00 Europe/Rome", true)]
    [InlineData("Mon-Fry 09:00-18:00 Europe/Rome", false)]
    [InlineData("Mon 9-18 Europe/Rome", false)]
    [InlineData("Mon 09:00-18:00 Europe/Atlantis", false)]
    [InlineData("always", false)]
    public void Opening_hours_that_cannot_be_read_are_refused_at_start(string line, bool good) => Assert.Equal(good, OpeningPeriod.Parse(line) is not null);

    [Fact]
    public void A_night_shift_runs_past_midnight()
    {
        var night = OpeningPeriod.Parse("Sat 22:00-06:00 Europe/Rome")!;

        Assert.True(night.Holds(new DateTimeOffset(2026, 11, 29, 5, 59, 0, TimeSpan.FromHours(1))));
        Assert.False(night.Holds(new DateTimeOffset(2026, 11, 29, 6, 0, 0, TimeSpan.FromHours(1))));
        Assert.False(night.Holds(new DateTimeOffset(2026, 11, 28, 5, 0, 0, TimeSpan.FromHours(1))));
    }

    [Fact]
    public async Task A_talk_whose_owner_vanished_goes_back_to_the_bot_and_the_person_is_told()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        var sweep = bed.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<AbandonedCases>().Single();

        var early = await sweep.SweepAsync(None);
        bed.Time.Advance(TimeSpan.FromMinutes(11));
        await sweep.SweepAsync(None);

        Assert.Equal(0, early);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Null((await db.Conversations.SingleAsync()).HolderId);
        Assert.Equal(CaseState.Open, (await db.Cases.SingleAsync()).State);
        var lines = await bed.LinesAsync(talk);
        Assert.Single(lines, l => l.Activity.Name == "core.state" && l.Activity.GetValue<Dictionary<string, object>>()["state"].ToString() == "bot");
        Assert.Contains(lines, l => l.Activity.Text?.Contains("112", StringComparison.Ordinal) == true);
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "case.abandoned" && a.Actor == "product"));
    }

    [Fact]
    public async Task Nobody_goes_off_shift_while_holding_a_talk()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var bruno = await bed.HireAsync("Bruno", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);

        var holding = await bed.Get<DutyDesk>().GoOffShiftAsync(amina, None);
        var toNobody = await bed.Get<CaseDesk>().PassAsync(amina, id, bruno.Id, new PersonText("vado via"), None);
        await bed.Get<DutyDesk>().GoOnShiftAsync(bruno, None);
        var toBruno = await bed.Get<CaseDesk>().PassAsync(amina, id, bruno.Id, new PersonText("vado via"), None);
        var free = await bed.Get<DutyDesk>().GoOffShiftAsync(amina, None);

        Assert.Equal([DeskAnswer.StillHolding, DeskAnswer.Invalid, DeskAnswer.Done, DeskAnswer.Done], [holding, toNobody, toBruno, free]);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(bruno.Id.Value, (await db.Conversations.SingleAsync()).HolderId);
        Assert.Contains(await bed.LinesAsync(talk), l => l.Activity.Text?.Contains("Bruno", StringComparison.Ordinal) == true);
    }
}
