using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CoRe.Bot.Tests.ServiceDirectory;

/// <summary>The room on real storage.</summary>
public sealed class UpkeepTests : IAsyncLifetime
{
    private static readonly OperatorId Amina = new("op-amina");
    private readonly string _folder = Directory.CreateTempSubdirectory("corebot-directory-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
    private ServiceProvider _services = null!;

    [Fact]
    public async Task A_number_that_somebody_reached_counts_as_dialled_and_vouches_for_the_entry()
    {
        var service = Library.ForDesk().First(it => it.Phones.Count > 0 && !it.CheckedByPhone);

        await DoAsync(new NoteCall(service.Id, service.Phones[0].Number.Digits, CallOutcomes.Reached, Amina));

        var now = Library.FindForDesk(service.Id)!;
        Assert.True(now.Phones[0].Dialled);
        Assert.Equal(new DateOnly(2026, 11, 24), now.AssuredOn);
        var call = Assert.Single(await Store.CallsAsync(service.Id, 5, CancellationToken.None));
        Assert.Equal((Amina.Value, _time.GetUtcNow()), (call.By, call.At));
    }

    [Fact]
    public async Task A_wrong_number_is_shown_to_nobody_until_somebody_reaches_it()
    {
        var service = Library.ForDesk().First(it => it.Phones.Count == 1);
        var digits = service.Phones[0].Number.Digits;

        await DoAsync(new NoteCall(service.Id, digits, CallOutcomes.Wrong, Amina));
        Assert.True(Library.FindForDesk(service.Id)!.Phones.Single().Wrong);
        Assert.Empty(Library.FindForDesk(service.Id)!.ToPublic(production: false).Phones);

        await DoAsync(new NoteCall(service.Id, digits, CallOutcomes.Reached, Amina));
        Assert.Equal(digits, Library.FindForDesk(service.Id)!.ToPublic(production: true).Phones.Single().Number.Digits);
    }

    [Fact]
    public async Task A_line_that_is_wrong_goes_and_112_stays()
    {
        var lines = Get<Hotlines>();

        await DoAsync(new NoteCall(CallOutcomes.LinePrefix + "19696", "19696", CallOutcomes.Wrong, Amina), new NoteCall(CallOutcomes.LinePrefix + "112", "112", CallOutcomes.Wrong, Amina));

        Assert.Equal(["112", "114"], lines.For(RiskCategory.SelfHarm).Select(line => line.Id));
        await DoAsync(new NoteCall(CallOutcomes.LinePrefix + "19696", "19696", CallOutcomes.Reached, Amina));
        Assert.Contains(lines.For(RiskCategory.SelfHarm), line => line is { Id: "19696", CheckedByPhone: true });
    }

    [Fact]
    public async Task A_directory_that_was_brought_in_is_shown_and_the_one_before_can_come_back()
    {
        var name = Library.ForDesk()[0].Name;
        var old = DirectoryImport.Read(DirectoryImport.Write(DirectoryFiles.Everything()), null, Library);
        var changed = DirectoryImport.Read(old.Json.Replace(name, "Nome nuovo", StringComparison.Ordinal), null, Library);

        await DoAsync(new TakeDirectory(old.Json, old.Services, "amina"));
        await DoAsync(new TakeDirectory(changed.Json, changed.Services, "amina"));
        Assert.Equal("Nome nuovo", Library.ForDesk()[0].Name);

        var versions = await Store.VersionsAsync(5, CancellationToken.None);
        var before = await Store.TablesAsync(versions[1].Number, CancellationToken.None);
        await DoAsync(new TakeDirectory(before!, versions[1].Services, "amina"));
        Assert.Equal(name, Library.ForDesk()[0].Name);
        Assert.Equal(3, (await Store.VersionsAsync(5, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Reports_of_one_kind_are_one_task_until_it_is_closed()
    {
        await DoAsync(new OpenServiceTask("svc-1", ServiceTaskKind.SentAway, LocaleTag.Arabic));
        await DoAsync(new OpenServiceTask("svc-1", ServiceTaskKind.SentAway), new OpenServiceTask("svc-2", ServiceTaskKind.SentAway));

        var open = await Store.OpenTasksAsync(CancellationToken.None);
        Assert.Equal([("svc-1", 2), ("svc-2", 1)], open.Select(task => (task.ServiceId, task.Count)));

        await DoAsync(new CloseServiceTask(open[0].Id, Amina, "talked"));
        await Assert.ThrowsAsync<StaleWriteException>(() => DoAsync(new CloseServiceTask(open[0].Id, Amina, "talked")));
        _time.Advance(TimeSpan.FromMinutes(1));
        await DoAsync(new OpenServiceTask("svc-1", ServiceTaskKind.SentAway));
        Assert.Equal([("svc-2", 1), ("svc-1", 1)], (await Store.OpenTasksAsync(CancellationToken.None)).Select(task => (task.ServiceId, task.Count)));
    }

    [Fact]
    public async Task The_newest_agreement_holds()
    {
        await DoAsync(new SetAgreement("svc-1", new DateOnly(2026, 1, 1), null, ["casa-blu"], null, Amina));
        await DoAsync(new SetAgreement("svc-1", new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1), ["casa-blu", "coop-x"], "a@b.example", Amina));

        var agreement = Assert.Single(await Store.AgreementsAsync(CancellationToken.None));
        Assert.Equal(("casa-blu coop-x", new DateOnly(2027, 1, 1), "a@b.example"), (agreement.ConflictTags, agreement.Until, agreement.Email));
    }

    private ServiceLibrary Library => Get<ServiceLibrary>();

    private UpkeepStore Store => Get<UpkeepStore>();

    public async Task InitializeAsync()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = _folder }).AddInMemoryCollection(Storage.TestDatabase.Settings(_folder)).Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(_time).AddSingleton<IConfiguration>(settings);
        services.AddStorage(settings).AddServiceDirectory(settings);
        _services = services.BuildServiceProvider();
        await Get<DatabaseUpgrade>().RunAsync(CancellationToken.None);
        await Get<Committer>().StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Get<Committer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        Storage.TestDatabase.Forget(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Commits, and looks as the clock of every node does.</summary>
    private async Task DoAsync(params IChange[] changes)
    {
        await Get<ICommitter>().CommitAsync(changes, CancellationToken.None);
        await Get<DirectoryRefresh>().RefreshAsync(CancellationToken.None);
    }
}
