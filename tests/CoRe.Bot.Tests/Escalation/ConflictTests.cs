using System.Net;
using CoRe.Bot.Desk;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Carrying;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Tests.Escalation;

/// <summary>A child who complains of a place must not be read by its people.</summary>
public sealed class ConflictTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly (string, string?)[] Aurora = [("Escalation:Conflicts:Places:casa-aurora:0", "Casa Aurora"), ("Escalation:Conflicts:Places:casa-aurora:1", "كازا أورورا")];

    [Fact]
    public async Task Who_belongs_to_the_place_neither_sees_nor_opens_nor_touches_the_case()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (amina, bruno) = (await HireAsync(bed, "Amina", "casa-aurora"), await HireAsync(bed, "Bruno", ""));
        var (_, id) = await bed.CaseAsync();
        var (cases, store) = (bed.Get<CaseDesk>(), bed.Get<CaseStore>());

        Assert.Single(await store.QueueAsync(amina, None));
        Assert.Equal(DeskAnswer.Done, await bed.Get<PlaceDesk>().SetAsync(bruno, id, ["casa-aurora"], None));

        Assert.Empty(await store.QueueAsync(amina, None));
        Assert.Single(await store.QueueAsync(bruno, None));
        Assert.Null(await cases.OpenAsync(amina, id, None));
        Assert.Null(await store.FileAsync(amina, id, None));
        Assert.Equal(DeskAnswer.Gone, await cases.TakeAsync(amina, id, None));
        Assert.Equal(DeskAnswer.Gone, await cases.NoteAsync(amina, id, new PersonText("nota"), None));
        Assert.Equal(DeskAnswer.Gone, await cases.RaiseAsync(amina, id, Severity.Emergency, None));
        Assert.Equal(DeskAnswer.Done, await cases.TakeAsync(bruno, id, None));
        await bed.Get<DutyDesk>().GoOnShiftAsync(amina, None);
        Assert.NotEqual(DeskAnswer.Done, await cases.PassAsync(bruno, id, amina.Id, new PersonText("vado via"), None));
        await cases.CloseAsync(bruno, id, "informed", None);
        Assert.Empty(await store.ClosedAsync(amina, 10, None));
        Assert.Equal(DeskAnswer.Gone, await cases.ReopenAsync(amina, id, new PersonText("riapro"), None));
    }

    [Fact]
    public async Task By_the_api_the_case_is_as_if_it_were_not_there()
    {
        await using var bed = await new DeskBed().StartAsync();
        await HireAsync(bed, "Amina", "casa-aurora");
        var bruno = await HireAsync(bed, "Bruno", "");
        var (_, id) = await bed.CaseAsync();
        await bed.Get<PlaceDesk>().SetAsync(bruno, id, ["casa-aurora"], None);
        using var browser = await bed.SignedInAsync("amina");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync($"/api/desk/cases/{id}")).StatusCode);
        Assert.DoesNotContain(id.ToString(), await browser.Http.GetStringAsync("/api/desk/queue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_named_in_the_chat_bars_its_people_at_once_and_takes_the_talk_from_its_owner()
    {
        await using var bed = await new DeskBed(settings: Aurora).StartAsync();
        var amina = await HireAsync(bed, "Amina", "casa-aurora");
        var (talk, id) = await bed.CaseAsync();
        await bed.Get<DutyDesk>().GoOnShiftAsync(amina, None);
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);

        await bed.SayAsync(talk, "vivo alla Casa  AURORA e ho paura");
        await Eventually(async () => (await bed.Get<CaseStore>().HeadAsync(id, None))!.Places == "casa-aurora");
        Assert.Null(await bed.Get<CaseStore>().FileAsync(amina, id, None));
        await bed.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<AbandonedCases>().Single().SweepAsync(None);

        Assert.Null((await bed.Get<CaseStore>().HeadAsync(id, None))!.Owner);
    }

    [Theory]
    [InlineData("sono a casa aurora", true)]
    [InlineData("SONO A CASA AURÒRA", true)]
    [InlineData("أنا في كازا أورورا", true)]
    [InlineData("a casa, aurora dorme", true)]
    [InlineData("la casa di aurora", false)]
    [InlineData("casa auroras", false)]
    public void Names_are_found_as_whole_words_in_any_writing(string text, bool found)
    {
        var options = new ConflictOptions();
        options.Places["casa-aurora"] = ["Casa Aurora", "كازا أورورا"];

        Assert.Equal(found, new PlaceNames(Options.Create(options)).Find(new PersonText(text)).Count > 0);
    }

    [Fact]
    public async Task Only_a_supervisor_takes_a_place_off_and_then_it_stays_off()
    {
        await using var bed = await new DeskBed(settings: Aurora).StartAsync();
        var (bruno, carla) = (await HireAsync(bed, "Bruno", ""), await bed.HireAsync("Carla", OperatorRole.Supervisor));
        var (talk, id) = await bed.CaseAsync();
        var desk = bed.Get<PlaceDesk>();
        await bed.SayAsync(talk, "sono a casa aurora");
        await Eventually(async () => (await bed.Get<CaseStore>().HeadAsync(id, None))!.Places == "casa-aurora");

        Assert.Equal(DeskAnswer.Forbidden, await desk.SetAsync(bruno, id, [], None));
        Assert.Equal(DeskAnswer.Invalid, await desk.SetAsync(carla, id, ["Casa Aurora"], None));
        Assert.Equal(DeskAnswer.Done, await desk.SetAsync(carla, id, [], None));
        await bed.SayAsync(talk, "casa aurora");
        await bed.SayAsync(talk, "fine");
        await Eventually(async () => (await bed.LinesAsync(talk)).Count(l => l.Speaker == Speaker.Person) == 3);

        Assert.Empty(PlaceTags.Standing((await bed.Get<CaseStore>().HeadAsync(id, None))!.Places));
        Assert.Equal(DeskAnswer.Done, await desk.SetAsync(bruno, id, ["casa-aurora"], None));
        Assert.Equal(["casa-aurora"], PlaceTags.Standing((await bed.Get<CaseStore>().HeadAsync(id, None))!.Places));
    }

    [Theory]
    [InlineData("casa-aurora", "casa-aurora", "operator", true)]
    [InlineData("casa-aurora", "casa-aurora", "supervisor", true)]
    [InlineData("casa-aurora", "scuola-verdi", "operator", false)]
    [InlineData("casa-aurora scuola-verdi", "scuola-verdi", "operator", true)]
    [InlineData("!casa-aurora", "casa-aurora", "operator", false)]
    [InlineData("?", "scuola-verdi", "coordinator", true)]
    [InlineData("?", "scuola-verdi", "supervisor", false)]
    [InlineData("?", "", "operator", false)]
    [InlineData(null, "casa-aurora", "operator", false)]
    public void The_rule_of_who_is_kept_out(string? talk, string own, string role, bool barred) => Assert.Equal(barred, PlaceTags.Bars(talk, own, Roles.Parse(role)));

    [Fact]
    public async Task The_ladder_calls_nobody_of_the_place_and_rather_who_has_room_and_knows_the_harm()
    {
        await using var bed = await LadderBed.StartAsync();
        var fatou = await bed.HireAsync("Fatou", OperatorRole.Operator, "fr");
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator, "fr");
        var jean = await bed.HireAsync("Jean", OperatorRole.Operator, "fr");
        await SetAsync(bed.Desk, amina, row => row.Places = "casa-aurora");
        await SetAsync(bed.Desk, jean, row => (row.Skills, row.LoadCap) = ("physical_abuse", 1));
        await bed.Desk.Get<DutyRoster>().RefreshAsync(None);
        var (_, first) = await bed.Desk.CaseAsync(Severity.Emergency);
        await bed.Desk.Get<PlaceDesk>().SetAsync(fatou, first, ["casa-aurora"], None);

        await bed.WaitAsync(0, fatou, amina, jean);
        var trained = await bed.StepsAsync();
        await bed.Desk.Get<CaseDesk>().TakeAsync(jean, first, None);
        await bed.Desk.CaseAsync(Severity.Emergency);
        await bed.WaitAsync(0, fatou, amina, jean);

        Assert.Equal(["0 Desk Jean", "0 Email Jean"], trained);
        // Jean has no room now; nobody else is trained, so whoever reads French is asked, Amina too: this case is not about her house.
        Assert.Equal(["0 Desk Amina", "0 Desk Fatou", "0 Email Amina", "0 Email Fatou"], (await bed.StepsAsync()).Except(trained).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_export_of_a_barred_case_is_neither_seen_nor_granted()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (carla, dario) = (await bed.HireAsync("Carla", OperatorRole.Coordinator), await bed.HireAsync("Dario", OperatorRole.Coordinator));
        var (_, id) = await bed.CaseAsync();
        await bed.Get<ExportDesk>().AskAsync(carla, id, new PersonText("per il tribunale per i minorenni"), alone: false, None);
        await SetAsync(bed, dario, row => row.Places = "casa-aurora");
        await bed.Get<PlaceDesk>().SetAsync(carla, id, ["casa-aurora"], None);

        var request = Assert.Single(await bed.Get<ExportDesk>().LinesAsync(carla, None));

        Assert.Empty(await bed.Get<ExportDesk>().LinesAsync(dario, None));
        Assert.Equal(DeskAnswer.Gone, await bed.Get<ExportDesk>().DecideAsync(dario, request.Id, granted: true, None));
    }

    internal static async Task SetAsync(DeskBed bed, Actor of, Action<OperatorAccount> change)
    {
        await using var scope = bed.App.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        var row = (await manager.FindByIdAsync(of.Id.Value))!;
        change(row);
        await manager.UpdateAsync(row);
    }

    internal static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail("It did not come about.");
    }

    private static async Task<Actor> HireAsync(DeskBed bed, string name, string places)
    {
        var actor = await bed.HireAsync(name, OperatorRole.Operator);
        await SetAsync(bed, actor, row => row.Places = places);
        return actor;
    }
}
