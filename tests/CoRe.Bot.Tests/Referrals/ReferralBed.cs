using System.Globalization;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Pipeline;
using CoRe.Bot.Privacy;
using CoRe.Bot.Referrals;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>The room on real storage, with a mail server on loopback and a clock that the test moves.</summary>
internal sealed class ReferralBed : IAsyncDisposable
{
    public const string Service = "svc-1";
    public const string OtherService = "svc-2";
    public static readonly OperatorId Amina = new("op-amina");
    public static readonly CaseId Case = new(Guid.Parse("0198f000-0000-7000-8000-000000000001"));

    private readonly string _folder = Directory.CreateTempSubdirectory("corebot-referrals-").FullName;
    private readonly ServiceProvider _services;

    private ReferralBed(bool withMail, string mode, bool withSite)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mode"] = mode,
            ["Storage:Folder"] = Path.Combine(_folder, "data"),
            ["Privacy:KeyFolder"] = Path.Combine(_folder, "keys"),
            ["Pipeline:DeliveryTries"] = "3",
            [$"Referrals:Recipients:{Service}:Name"] = "Centro Esempio",
            [$"Referrals:Recipients:{Service}:Email"] = "accoglienza@centro.example",
            [$"Referrals:Recipients:{OtherService}:Name"] = "Altro Centro",
            [$"Referrals:Recipients:{OtherService}:Email"] = "altro@centro.example",
            ["Site:Address"] = withSite ? "https://bot.example" : null,
            ["Mail:Host"] = withMail ? "127.0.0.1" : "",
            ["Mail:Port"] = Smtp.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:From"] = "rete@core.example",
            ["Mail:Security"] = "None",
            ["Mail:TimeoutSeconds"] = "5",
        }).AddInMemoryCollection(TestDatabase.Settings(_folder)).Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
        services.AddStorage(settings).AddPrivacy(settings).AddConversations().AddLanguages(settings);
        services.AddSingleton<Lanes>().AddSingleton<IChangeWriter, StartConversationWriter>();
        services.Configure<PipelineOptions>(settings.GetSection(PipelineOptions.Section));
        services.AddSingleton<OutboxPump>();
        services.AddSingleton<IConfiguration>(settings);
        services.AddServiceDirectory(settings).AddDispatch(settings);
        services.AddReferrals(settings).AddSingleton<IChangeWriter, SwapWriter>();
        services.AddSingleton<ICaseBell>(Bell).AddSingleton<ISupervisorCall>(Bell);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public LoopbackSmtp Smtp { get; } = new();

    public RecordedBell Bell { get; } = new();

    public ConversationId Conversation { get; private set; }

    public ReferralStore Store => Get<ReferralStore>();

    public static async Task<ReferralBed> StartAsync(bool withMail = true, string mode = "production", bool withSite = false)
    {
        var bed = new ReferralBed(withMail, mode, withSite);
        await bed.Get<DatabaseUpgrade>().RunAsync(CancellationToken.None);
        await bed.Get<Committer>().StartAsync(CancellationToken.None);
        bed.Conversation = await bed.TalkAsync();
        return bed;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task DoAsync(params IChange[] changes) => Get<ICommitter>().CommitAsync(changes, CancellationToken.None);

    /// <summary>What the desk would read when the change is not allowed; empty when it was.</summary>
    public async Task<string> TryAsync(IChange change)
    {
        try
        {
            await DoAsync(change);
            return "";
        }
        catch (IllegalReferralMoveException illegal)
        {
            return illegal.Code;
        }
    }

    public async Task<ConversationId> TalkAsync()
    {
        var id = ConversationId.New();
        var (key, keyRow) = Get<Vault>().Create(id);
        var row = new ConversationRow { Id = id.Value, Channel = "directline", UserHash = [1], SealedUserId = [2], Language = "fr" };
        await DoAsync(new StartConversation(row, keyRow, key, null));
        return id;
    }

    public async Task<ReferralId> DraftAsync(CaseId? ofCase = null)
    {
        var id = ReferralId.New(Time);
        await DoAsync(new DraftReferral(id, ofCase ?? Case, Conversation, Severity.High, RiskCategory.PhysicalAbuse, new LocaleTag("fr"), Area: null, AgeBand: "14-17"));
        return id;
    }

    public static CompleteReferral Complete(ReferralId id, string service = Service, string area = "Verona, Borgo Roma") =>
        new(id, Amina, "violence_support", service, area, Severity.High, new LocaleTag("fr"));

    public AnswerConsent Answer(ReferralId id, bool yes) => new(id, Conversation, yes, new LocaleTag("fr"), "14-17");

    /// <summary>What the person reads in the chat.</summary>
    public async Task<IReadOnlyList<Activity>> SaidAsync() => [.. (await Get<Conversations.Transcript>().ReadAsync(Conversation, 0, 1000, withDeskLines: false, CancellationToken.None) ?? [])
        .Select(line => line.Activity).Where(activity => activity.Type == ActivityTypes.Message)];

    /// <summary>Sent and delivered.</summary>
    public async Task<ReferralId> SentAsync()
    {
        var id = await ReadyAsync();
        await DoAsync(new SendReferral(id, Amina));
        await Get<OutboxPump>().DeliverDueAsync(CancellationToken.None);
        return id;
    }

    /// <summary>Drafted, completed, asked, agreed.</summary>
    public async Task<ReferralId> ReadyAsync()
    {
        var id = await DraftAsync();
        await DoAsync(Complete(id), new AskConsent(id, Amina));
        await DoAsync(Answer(id, yes: true));
        return id;
    }

    public async Task<ReferralView> ViewAsync(ReferralId id) => (await Store.FindAsync(id, CancellationToken.None))!;

    public async Task<ReferralState> StateAsync(ReferralId id) => (await ViewAsync(id)).Summary.State;

    /// <summary>The outbox works until nothing is due; time moves past the pauses when asked.</summary>
    public async Task DeliverAsync(int rounds = 1)
    {
        for (var i = 0; i < rounds; i++)
        {
            await Get<OutboxPump>().DeliverDueAsync(CancellationToken.None);
            Time.Advance(TimeSpan.FromHours(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Get<Committer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await Smtp.DisposeAsync();
        TestDatabase.Forget(_folder);
        Directory.Delete(_folder, recursive: true);
    }
}
