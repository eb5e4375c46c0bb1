using System.Net;
using System.Text.RegularExpressions;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Corrections;
using CoRe.Bot.Corrections.Asking;
using CoRe.Bot.Desk;
using CoRe.Bot.Dialogs;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Duty;
using CoRe.Bot.Facts;
using CoRe.Bot.Hosting;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Pipeline;
using CoRe.Bot.Privacy;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Rights;
using CoRe.Bot.Screening;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Pipeline;
using CoRe.Bot.Tests.Storage;
using CoRe.Bot.Wires;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CoRe.Bot.Tests.Desk;

/// <summary>The real rooms of the desk on a loopback port and a folder of their own, with a clock that the test moves.</summary>
internal sealed class DeskBed : IAsyncDisposable
{
    public const string Password = "tre-Gatti-sul-tetto";
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly Dictionary<string, string?> _settings;
    private WebApplication? _app;

    public DeskBed(string? folder = null, params (string Name, string? Value)[] settings)
    {
        _ownsFolder = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("corebot-desk-").FullName;
        _settings = new Dictionary<string, string?>
        {
            ["Storage:Folder"] = Path.Combine(_folder, "data"), ["Privacy:KeyFolder"] = Path.Combine(_folder, "keys"),
            ["Operators:Bootstrap:UserName"] = "capo", ["Operators:Bootstrap:Password"] = Password,
        };
        foreach (var (name, value) in settings)
        {
            _settings[name] = value;
        }
    }

    public ScriptedBot Bot { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

    public StringWriter Printed { get; } = new();

    public WrittenLog Log { get; } = new();

    /// <summary>More rooms than the desk needs by itself.</summary>
    public Action<IServiceCollection>? Extra { get; init; }

    public WebApplication App => _app!;

    public async Task<DeskBed> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "CoRe.Bot", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(_settings).AddInMemoryCollection(TestDatabase.Settings(_folder));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        var (services, settings) = (builder.Services, builder.Configuration);
        services.AddSingleton<TimeProvider>(Time).AddProblemDetails();
        services.AddStorage(settings).AddPrivacy(settings).AddLanguages(settings).AddConversations().AddDispatch(settings);
        services.AddServiceDirectory(settings);
        services.AddRights().AddCorrections(settings);
        services.AddOperators(settings).AddEscalation(settings);
        services.AddReferrals(settings);
        services.AddSingleton<IChangeWriter, Escalation.RingWriter>();
        services.AddPipeline(settings);
        services.AddWires(settings);
        services.AddDesk(settings);
        services.AddSingleton(_ => RealParts.Screener).AddSingleton<IScreenedLanguages>(_ => Screening.ScreeningBed.Lexicon).AddSingleton(_ => RealParts.Recognizer).AddSingleton<SafetyTexts>().AddSingleton<IBot>(Bot);
        services.AddSingleton(_ => CoRe.Bot.Understanding.GlobalWords.Load(RealParts.Locales));
        services.AddSingleton(new BootstrapOutput(Printed));
        Extra?.Invoke(services);
        _app = builder.Build();
        _app.UseHosting();
        _app.UseOperators();
        _app.UseDesk();
        _app.MapOperators();
        _app.MapDesk();
        _app.MapAsking();
        _app.MapAnswering();
        _app.MapMachineAnswers();
        await Get<DatabaseUpgrade>().RunAsync(CancellationToken.None);
        await _app.StartAsync();
        return this;
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>An account with a password of its own, ready to sign in.</summary>
    public async Task<Actor> HireAsync(string name, OperatorRole role)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        var row = new OperatorAccount { UserName = name.ToLowerInvariant(), DisplayName = name };
        Assert.True((await accounts.CreateAsync(row, Password)).Succeeded);
        await accounts.AddToRoleAsync(row, role.Name());
        return new Actor(new OperatorId(row.Id), name, role);
    }

    public async Task<ConversationId> TalkAsync(string language = "it")
    {
        var id = ConversationId.New();
        await Get<IConversationAccess>().StartAsync("directline", id.Value, "dl_test", language, CancellationToken.None);
        await using var db = Get<ICoreDb>().Open();
        return id;
    }

    public Task<InboxReceipt> SayAsync(ConversationId conversation, string text) => Get<IInbox>().AcceptAsync(new InboundActivity("directline", conversation.Value, Guid.NewGuid().ToString("N"),
        new Activity { Type = ActivityTypes.Message, Text = text, From = new ChannelAccount { Id = "dl_test" } }), CancellationToken.None);

    /// <summary>A talk with an open case.</summary>
    public async Task<(ConversationId Talk, CaseId Case)> CaseAsync(Severity severity = Severity.High, RiskCategory category = RiskCategory.PhysicalAbuse, bool asked = false)
    {
        var talk = await TalkAsync();
        var id = CaseId.New(Time);
        await CommitAsync(new OpenCase(id, talk, severity, category, ["Parla di botte."], new LocaleTag("fr"), "directline", asked ? CaseOrigin.Asked : CaseOrigin.Found));
        return (talk, id);
    }

    public Task CommitAsync(params IChange[] changes) => Get<ICommitter>().CommitAsync(changes, CancellationToken.None);

    public async Task<IReadOnlyList<TranscriptEntry>> LinesAsync(ConversationId conversation) =>
        await Get<Conversations.Transcript>().ReadAsync(conversation, 0, 1000, withDeskLines: true, CancellationToken.None) ?? [];

    public DeskBrowser Browser() => new(App.Urls.First());

    public async Task<DeskBrowser> SignedInAsync(string name)
    {
        var browser = Browser();
        Assert.Equal("/desk", await browser.SignInAsync(name, Password));
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_ownsFolder)
        {
            TestDatabase.Forget(_folder);
            Directory.Delete(_folder, recursive: true);
        }
    }
}

/// <summary>A browser as far as forms and cookies go; follows no redirect by itself.</summary>
internal sealed partial class DeskBrowser : IDisposable
{
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, UseCookies = true };

    public DeskBrowser(string address) => Http = new HttpClient(_handler) { BaseAddress = new Uri(address) };

    public HttpClient Http { get; }

    public CookieCollection Cookies => _handler.CookieContainer.GetCookies(Http.BaseAddress!);

    /// <summary>Where the door sends this browser.</summary>
    public async Task<string> SignInAsync(string name, string password, string code = "") =>
        (await PostAsync("/desk/sign-in", "/desk/session", ("userName", name), ("password", password), ("code", code))).Headers.Location?.OriginalString ?? "(no answer)";

    /// <summary>Loads a page, takes its form's token, posts the fields.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string form, params (string Name, string Value)[] fields)
    {
        var html = await Http.GetStringAsync(page);
        var token = TokenField().Match(html).Groups[1].Value;
        var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]);
        return await Http.PostAsync(form, content);
    }

    /// <summary>A second browser with the same cookies, as a thief would have.</summary>
    public DeskBrowser Copy()
    {
        var copy = new DeskBrowser(Http.BaseAddress!.ToString());
        copy._handler.CookieContainer.Add(Cookies);
        return copy;
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TokenField();
}

/// <summary>Keeps what was logged.</summary>
internal sealed class WrittenLog : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

    public string All => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
