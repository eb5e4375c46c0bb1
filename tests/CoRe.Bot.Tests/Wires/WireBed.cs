using System.Collections.Concurrent;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using CoRe.Bot.Wires;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoRe.Bot.Tests.Wires;

/// <summary>The real rooms with a messenger in memory that takes, refuses and slows down as it is told.</summary>
internal sealed class WireBed : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("corebot-wires-").FullName;

    public DeskBed Desk { get; private set; } = null!;

    public FakeWire Wire { get; } = new();

    public FakeFiles Files { get; } = new();

    public IWireInbox Inbox => Desk.Get<IWireInbox>();

    public static async Task<WireBed> StartAsync()
    {
        var bed = new WireBed();
        await bed.OpenAsync();
        return bed;
    }

    /// <summary>Ends the program and starts it on the same folder.</summary>
    public async Task RestartAsync()
    {
        var now = Desk.Time.GetUtcNow();
        await Desk.DisposeAsync();
        await OpenAsync();
        Desk.Time.SetUtcNow(now);
    }

    public Task SayAsync(string text, string user = "77", string? key = null) => Inbox.AcceptAsync(new WireEvent("fake", user, key ?? Guid.NewGuid().ToString("N"), "it", text), CancellationToken.None);

    public Task TapAsync(string button, string user = "77") => Inbox.AcceptAsync(new WireEvent("fake", user, Guid.NewGuid().ToString("N"), "it", null, Tap: button), CancellationToken.None);

    /// <summary>The conversation that the user's messenger leads to.</summary>
    public async Task<ConversationId> TalkAsync(string user = "77")
    {
        var hash = Desk.Get<CoRe.Bot.Privacy.Pseudonyms>().Of("fake", user);
        return (await Desk.Get<WireLinks>().FindAsync("fake", hash, CancellationToken.None))!.Value.Conversation;
    }

    public async Task<WireLinkRow> LinkAsync(string user = "77")
    {
        var hash = Desk.Get<CoRe.Bot.Privacy.Pseudonyms>().Of("fake", user);
        await using var db = Desk.Get<ICoreDb>().Open();
        return await db.WireLinks.AsNoTracking().SingleAsync(l => l.Channel == "fake" && l.UserHash == hash);
    }

    /// <summary>What the operator, or the bot by itself, says in a talk.</summary>
    public Task AddAsync(ConversationId talk, Speaker speaker, params Activity[] activities) => Desk.CommitAsync(new Say(talk, speaker, activities));

    /// <summary>Waits until the messenger has got so many messages of the user, and shows them.</summary>
    public async Task<IReadOnlyList<WireMessage>> GotAsync(int count, string user = "77")
    {
        for (var tries = 0; tries < 1500; tries++)
        {
            if (Wire.Of(user) is var got && got.Count >= count)
            {
                // One more would come in this moment.
                await Task.Delay(60);
                Assert.Equal(count, Wire.Of(user).Count);
                return got;
            }

            await Task.Delay(10);
        }

        Assert.Fail($"Only {Wire.Of(user).Count} of {count} came: {string.Join(" | ", Wire.Of(user).Select(m => m.Text))}");
        return [];
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        Storage.TestDatabase.Forget(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        Desk = new DeskBed(_folder) { Extra = services => services.AddSingleton<IWire>(Wire).AddSingleton<IWireFiles>(Files) };
        await Desk.StartAsync();
    }
}

/// <summary>The provider's store of files.</summary>
internal sealed class FakeFiles : IWireFiles
{
    public string Channel => "fake";

    public Dictionary<string, WireFile> Kept { get; } = [];

    public List<long> Asked { get; } = [];

    public Task<WireFile> FetchAsync(string key, long largest, CancellationToken cancellationToken)
    {
        Asked.Add(largest);
        return Task.FromResult(Kept.GetValueOrDefault(key, WireFile.Of(WireFileState.Gone)));
    }
}

/// <summary>A messenger. <see cref="Behave"/> decides about each try; what it takes is kept.</summary>
internal sealed class FakeWire : IWire
{
    private readonly ConcurrentQueue<(string User, WireMessage Message)> _taken = new();

    public string Channel => "fake";

    public WireLimits Limits { get; set; } = new(4096, 40, 60, Links: true);

    /// <summary>Null: takes it.</summary>
    public Func<string, WireMessage, Task<WireOutcome?>> Behave { get; set; } = (_, _) => Task.FromResult<WireOutcome?>(null);

    public int Tries;

    public IReadOnlyList<WireMessage> Of(string user) => [.. _taken.Where(one => one.User == user).Select(one => one.Message)];

    public async Task<WireOutcome> SendAsync(string user, WireMessage message, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Tries);
        if (await Behave(user, message) is { } other)
        {
            return other;
        }

        _taken.Enqueue((user, message));
        return WireOutcome.Sent;
    }
}
