using CoRe.Bot.Desk.Services;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Desk;

public sealed class DirectoryDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_call_counts_at_once_and_says_who_made_it()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (desk, amina) = (bed.Get<DirectoryDesk>(), await bed.HireAsync("Amina", OperatorRole.Operator));
        var service = bed.Get<ServiceLibrary>().ForDesk().First(it => it.Phones.Count > 0);

        Assert.Equal("unknown", await desk.NoteCallAsync(amina, service.Id, "0600000000", CallOutcomes.Reached, None));
        Assert.Equal("unknown", await desk.NoteCallAsync(amina, service.Id, service.Phones[0].Number.Digits, "perhaps", None));
        Assert.Null(await desk.NoteCallAsync(amina, service.Id, service.Phones[0].Number.Digits, CallOutcomes.Reached, None));
        await bed.Get<DirectoryRefresh>().RefreshAsync(None);

        Assert.True(bed.Get<ServiceLibrary>().FindForDesk(service.Id)!.CheckedByPhone);
        Assert.Equal([("directory.call.reached", amina.Id.Value, service.Id)], await ActsAsync(bed));
    }

    [Fact]
    public async Task Only_a_coordinator_agrees_and_only_a_supervisor_brings_in_directories()
    {
        await using var bed = await new DeskBed().StartAsync();
        var desk = bed.Get<DirectoryDesk>();
        var (amina, carla, sara) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Carla", OperatorRole.Coordinator), await bed.HireAsync("Sara", OperatorRole.Supervisor));
        var id = bed.Get<ServiceLibrary>().ForDesk()[0].Id;
        var form = new AgreementForm(new DateOnly(2026, 1, 1), null, "casa-blu coop-x", "a@b.example");
        var whole = await desk.ExportAsync(sara, None);

        Assert.Equal("forbidden", await desk.SetAgreementAsync(amina, id, form, None));
        Assert.Equal("tags", await desk.SetAgreementAsync(carla, id, form with { Tags = "Casa Blu!" }, None));
        Assert.Equal("email", await desk.SetAgreementAsync(carla, id, form with { Email = "nowhere" }, None));
        Assert.Equal("dates", await desk.SetAgreementAsync(carla, id, form with { Until = new DateOnly(2025, 1, 1) }, None));
        Assert.Equal("unknown", await desk.SetAgreementAsync(carla, "nobody", form, None));
        Assert.Null(await desk.SetAgreementAsync(carla, id, form, None));
        Assert.Equal("forbidden", desk.Try(carla, whole).Problem);
        Assert.Equal("forbidden", await desk.TakeAsync(carla, desk.Try(sara, whole).Read!, None));
        Assert.NotNull(desk.Try(sara, "[]x").Problem);
        Assert.Null(await desk.TakeAsync(sara, desk.Try(sara, whole).Read!, None));
        Assert.Equal("unknown", await desk.GoBackAsync(sara, 99, None));
        Assert.Equal(["directory.export", "directory.agreement", "directory.import"], (await ActsAsync(bed)).Select(act => act.Action));
    }

    [Fact]
    public async Task A_task_is_closed_once()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (desk, amina) = (bed.Get<DirectoryDesk>(), await bed.HireAsync("Amina", OperatorRole.Operator));
        await bed.CommitAsync(new OpenServiceTask("svc", ServiceTaskKind.SentAway));
        var task = Assert.Single(await bed.Get<UpkeepStore>().OpenTasksAsync(None));

        Assert.Equal("unknown", await desk.CloseTaskAsync(amina, task.Id, "whatever", None));
        Assert.Null(await desk.CloseTaskAsync(amina, task.Id, "talked", None));
        Assert.Equal("gone", await desk.CloseTaskAsync(amina, task.Id, "talked", None));
    }

    [Fact]
    public async Task Services_are_found_by_name_city_and_type()
    {
        await using var bed = await new DeskBed().StartAsync();
        var desk = bed.Get<DirectoryDesk>();

        Assert.Contains(desk.Find("calabria verona", 20), service => service.Name == "Centro Polifunzionale Don Calabria");
        Assert.Empty(desk.Find("calabria milano", 20));
        Assert.Equal(5, desk.Find("", 5).Count);
    }

    private static async Task<List<(string Action, string Actor, string Object)>> ActsAsync(DeskBed bed)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        var rows = await db.Audit.Where(a => a.Action.StartsWith("directory.")).OrderBy(a => a.Seq).ToListAsync();
        return [.. rows.Select(a => (a.Action, a.Actor, a.Object))];
    }
}
