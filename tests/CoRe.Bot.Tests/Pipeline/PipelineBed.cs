using System.Collections.Concurrent;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Pipeline;
using CoRe.Bot.Privacy;
using CoRe.Bot.Screening;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoRe.Bot.Tests.Pipeline;

/// <summary>The real storage and pipeline around a bot of the test, on a folder of its own.</summary>
internal sealed class PipelineBed : IAsyncDisposable
{
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private IHost? _host;

    public PipelineBed(ScriptedBot? bot = null, string? folder = null)
    {
        Bot = bot ?? new ScriptedBot();
        _ownsFolder = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("corebot-").FullName;
    }

    public ScriptedBot Bot { get; }

    public IServiceProvider Services => _host!.Services;

    public string DatabaseFile => Path.Combine(_folder, "data", "corebot.db");

    public async Task<PipelineBed> StartAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = Path.Combine(_folder, "data"),
            ["Privacy:KeyFolder"] = Path.Combine(_folder, "keys"),
        }).AddInMemoryCollection(TestDatabase.Settings(_folder));
        var services = builder.Services;
        services.AddLogging().AddSingleton(TimeProvider.System);
        services.AddStorage(builder.Configuration).AddPrivacy(builder.Configuration).AddConversations().AddPipeline(builder.Configuration);
        services.AddLanguages(builder.Configuration);
        services.AddServiceDirectory(builder.Configuration);
        services.AddSingleton(_ => RealParts.Screener).AddSingleton<IScreenedLanguages>(_ => Screening.ScreeningBed.Lexicon);
        services.AddSingleton(_ => RealParts.Recognizer);
        services.AddSingleton<CoRe.Bot.Escalation.Conflicts.PlaceNames>();
        services.AddSingleton<SafetyTexts>();
        services.AddSingleton<CoRe.Bot.Escalation.CheckIn.CheckInPhrases>();
        services.AddSingleton<IBot>(Bot);
        services.AddSingleton<IDeskStatus, NobodyThere>().AddSingleton<HandoverWords>();
        services.AddSingleton<IChangeWriter, CountingCaseWriter>();
        services.AddSingleton<IChangeWriter, CountingDraftWriter>();
        _host = builder.Build();
        await Services.GetRequiredService<DatabaseUpgrade>().RunAsync(CancellationToken.None);
        await _host.StartAsync();
        return this;
    }

    public async Task<ConversationId> TalkAsync()
    {
        var id = ConversationId.New();
        await Get<IConversationAccess>().StartAsync("directline", id.Value, "dl_test", "it", CancellationToken.None);
        return id;
    }

    public Task<InboxReceipt> SayAsync(ConversationId conversation, string text, string? key = null) =>
        Get<IInbox>().AcceptAsync(new InboundActivity("directline", conversation.Value, key ?? Guid.NewGuid().ToString("N"),
            new Activity { Type = ActivityTypes.Message, Text = text, From = new ChannelAccount { Id = "dl_test" } }), CancellationToken.None);

    /// <summary>The transcript once it has <paramref name="lines"/> lines.</summary>
    public async Task<IReadOnlyList<TranscriptEntry>> LinesAsync(ConversationId conversation, int lines)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var seen = new List<TranscriptEntry>();
        await foreach (var entry in Get<Conversations.Transcript>().FollowAsync(conversation, 0, withDeskLines: true, patience.Token))
        {
            seen.Add(entry);
            if (seen.Count == lines)
            {
                break;
            }
        }

        return seen;
    }

    /// <summary>From here on messages are accepted but no turn runs, as in a process about to die.</summary>
    public Task StopTurnsAsync() => Services.GetServices<IHostedService>().OfType<TurnPump>().Single().StopAsync(CancellationToken.None);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        if (_ownsFolder)
        {
            TestDatabase.Forget(_folder);
            Directory.Delete(_folder, recursive: true);
        }
    }

    private sealed class NobodyThere : IDeskStatus
    {
        public DeskStatus Now { get; } = new(DeskMode.InformationOnly, null);
    }

    private sealed class CountingCaseWriter : ChangeWriter<OpenCase>
    {
        protected override Task WriteAsync(OpenCase change, CommitScope scope, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class CountingDraftWriter : ChangeWriter<CoRe.Bot.Referrals.DraftReferral>
    {
        protected override Task WriteAsync(CoRe.Bot.Referrals.DraftReferral change, CommitScope scope, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Answers every message with its own text; what else it does is up to the test.</summary>
internal sealed class ScriptedBot(Func<ITurnContext, Task>? also = null) : IBot
{
    public ConcurrentQueue<string> Heard { get; } = [];

    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity.Type != ActivityTypes.Message)
        {
            return;
        }

        Heard.Enqueue(turnContext.Activity.Text);
        if (also is not null)
        {
            await also(turnContext);
        }

        await turnContext.SendActivityAsync(MessageFactory.Text("echo " + turnContext.Activity.Text), cancellationToken);
    }
}
