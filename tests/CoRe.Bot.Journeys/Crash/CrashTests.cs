using System.Globalization;
using Xunit.Abstractions;

namespace CoRe.Bot.Journeys.Crash;

/// <summary>
/// The promise of src/README.md: a crash at any point loses nothing that was accepted, and nothing is answered twice. The
/// program is killed again and again while people write.
/// </summary>
[Collection(RealProcess.Name)]
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 24;
    private const int Talks = 200;
    private const int RiskTalks = 60;
    private const string Danger = "mio zio mi picchia ogni sera";

    private static readonly string[] Plain = ["ciao", "voglio andare a scuola", "grazie", "permesso di soggiorno"];
    private static readonly string[] Risk = ["ciao", Danger, "grazie", "voglio andare a scuola"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Killed_again_and_again_it_answers_every_accepted_message_exactly_once()
    {
        var seed = Environment.GetEnvironmentVariable("COREBOT_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"COREBOT_SEED={seed}");
        using var patience = new CancellationTokenSource(Patience);
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(20) };
        await using var server = new ServerProcess();
        await server.StartAsync();
        var calm = await CalmAsync(http, server.Url, patience.Token);

        var talks = await StormAsync(http, server, new Random(seed), patience.Token);

        var cut = talks.Sum(t => t.Phone.Cut);
        output.WriteLine($"{Kills} kills cut {cut} requests in the middle");
        Assert.True(cut >= Kills, "The kills came when nobody was talking: they prove nothing.");
        foreach (var talk in talks)
        {
            await talk.SettleAsync(calm[talk.IsRisk], patience.Token);
        }

        await server.StopAsync();
        await using var store = await StoredRows.OpenAsync(server.DatabaseFile);
        await CheckRowsAsync(store, talks);
    }

    /// <summary>One talk of each kind with nobody killing: what the answers look like when all is well.</summary>
    private static async Task<Dictionary<bool, IReadOnlyList<string>>> CalmAsync(HttpClient http, Uri url, CancellationToken cancellationToken)
    {
        var calm = new Dictionary<bool, IReadOnlyList<string>>();
        foreach (var isRisk in (bool[])[false, true])
        {
            var talk = new Talk(new StubbornPhone(http, url), isRisk ? Risk : Plain, isRisk);
            await talk.RunAsync(new Random(1), cancellationToken);
            calm[isRisk] = await talk.QuietAsync(cancellationToken);
            Assert.All(talk.Script, text => Assert.Contains(calm[isRisk], line => line.StartsWith($"{text} <- ", StringComparison.Ordinal)));
        }

        return calm;
    }

    private static async Task<IReadOnlyList<Talk>> StormAsync(HttpClient http, ServerProcess server, Random random, CancellationToken cancellationToken)
    {
        var talks = Enumerable.Range(0, Talks).Select(i => i * RiskTalks % Talks < RiskTalks)
            .Select(isRisk => new Talk(new StubbornPhone(http, server.Url), isRisk ? Risk : Plain, isRisk)).ToList();
        Assert.Equal(RiskTalks, talks.Count(t => t.IsRisk));
        var running = new List<Task>();
        foreach (var group in talks.Chunk((Talks + Kills - 1) / Kills))
        {
            running.AddRange(group.Select(talk => talk.RunAsync(new Random(random.Next()), cancellationToken)));
            await Task.Delay(random.Next(5, 250), cancellationToken);
            await server.KillAsync();
            await server.StartAsync();
        }

        Assert.True(talks.Chunk((Talks + Kills - 1) / Kills).Count() >= 20);
        await Task.WhenAll(running);
        return talks;
    }

    private static async Task CheckRowsAsync(StoredRows store, IReadOnlyList<Talk> talks)
    {
        Assert.Equal(0, await store.CountAsync("SELECT COUNT(*) FROM inbox WHERE state <> 1"));
        // The desk's own lines are hidden from the person but numbered with the others.
        Assert.Empty(await store.GroupsAsync("SELECT conversation_id, MAX(number) FROM transcript GROUP BY conversation_id HAVING MAX(number) <> COUNT(*)"));
        var cases = await store.GroupsAsync("SELECT conversation_id, COUNT(*) FROM cases GROUP BY conversation_id");
        var referrals = await store.GroupsAsync("SELECT conversation_id, COUNT(*) FROM referrals GROUP BY conversation_id");
        var turns = await store.GroupsAsync("SELECT conversation_id, COUNT(*) FROM inbox GROUP BY conversation_id");
        foreach (var talk in talks)
        {
            var id = talk.Phone.Conversation;
            Assert.Equal(talk.IsRisk ? 1 : 0, cases.GetValueOrDefault(id));
            Assert.Equal(talk.IsRisk ? 1 : 0, referrals.GetValueOrDefault(id));
            Assert.Equal(talk.Script.Count + 1, turns.GetValueOrDefault(id));
        }
    }
}
