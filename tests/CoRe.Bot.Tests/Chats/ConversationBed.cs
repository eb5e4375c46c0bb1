using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Hosting.Verbs.Trying;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Pipeline;
using CoRe.Bot.Privacy;
using CoRe.Bot.Referrals;
using CoRe.Bot.Rights;
using CoRe.Bot.Screening;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Storage;
using CoRe.Bot.Understanding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoRe.Bot.Tests.Chats;

/// <summary>The whole product without its web doors, on a folder of its own; only the desk's state and the clock are the test's.</summary>
internal sealed class ConversationBed : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("corebot-chat-").FullName;
    private readonly IHost _host;

    public ConversationBed(DeskStatus desk)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = Repository.Root });
        var settings = builder.Configuration;
        settings.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Folder"] = Path.Combine(_folder, "data"),
            ["Privacy:KeyFolder"] = Path.Combine(_folder, "keys"),
        }).AddInMemoryCollection(TestDatabase.Settings(_folder));
        var services = builder.Services;
        services.AddLogging().AddSingleton<TimeProvider>(new StandingClock());
        services.AddStorage(settings).AddPrivacy(settings).AddConversations().AddLanguages(settings);
        services.AddScreening(settings).AddUnderstanding().AddRights();
        services.AddServiceDirectory(settings);
        services.AddOperators(settings);
        services.AddDispatch(settings);
        services.AddEscalation(settings);
        services.AddReferrals(settings);
        services.AddDialogs(settings).AddPipeline(settings);
        // What is costly to load is loaded once for all conversations.
        services.AddSingleton(_ => Screening.ScreeningBed.Lexicon).AddSingleton(_ => Pipeline.RealParts.Screener);
        services.AddSingleton(_ => Pipeline.RealParts.Recognizer);
        services.AddSingleton<IDeskStatus>(new FixedDesk(desk));
        Accept<AnswerConsent>(services);
        Accept<WithdrawReferral>(services);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    public static async Task<ConversationBed> StartAsync(DeskStatus desk)
    {
        var bed = new ConversationBed(desk);
        await bed.Services.GetRequiredService<DatabaseUpgrade>().RunAsync(CancellationToken.None);
        foreach (var worker in bed.Workers)
        {
            await worker.StartAsync(CancellationToken.None);
        }

        return bed;
    }

    public ChatPlayer NewPlayer() => new(Services.GetRequiredService<IInbox>(), Services.GetRequiredService<IConversationAccess>(),
        Services.GetRequiredService<ICoreDb>(), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in Workers.Reverse())
        {
            await worker.StopAsync(CancellationToken.None);
        }

        _host.Dispose();
        TestDatabase.Forget(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Only what a conversation needs to run; the clocks of the desk stand still here.</summary>
    private IEnumerable<IHostedService> Workers => Services.GetServices<IHostedService>().Where(worker => worker is Committer or TurnPump);

    /// <summary>Takes a change of a room that is not in this composition.</summary>
    private static void Accept<T>(IServiceCollection services)
        where T : IChange
    {
        if (!services.Any(service => typeof(ChangeWriter<T>).IsAssignableFrom(service.ImplementationType)))
        {
            services.AddSingleton<IChangeWriter, Accepting<T>>();
        }
    }

    private sealed class Accepting<T> : ChangeWriter<T>
        where T : IChange
    {
        protected override Task WriteAsync(T change, CommitScope scope, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class FixedDesk(DeskStatus status) : IDeskStatus
    {
        public DeskStatus Now => status;
    }

    /// <summary>One moment for all, real timers.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 22, 0, 0, TimeSpan.Zero);
    }
}

/// <summary>Where the sources lie while tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CoRe.Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
