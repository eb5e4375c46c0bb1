using System.Globalization;

namespace CoRe.Bot.Journeys.Crash;

/// <summary>What "stored" and "once" mean, seen from outside the process.</summary>
[Collection(RealProcess.Name)]
public sealed class DurabilityTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // kill -9 cannot tell a synced file from a written one, because the page cache survives the process: only counting can.
    [StraceFact]
    public async Task Each_acknowledged_message_and_each_answer_is_on_the_disk_by_an_fsync_of_its_own()
    {
        const int Messages = 20;
        var trace = Path.GetTempFileName();
        using var patience = new CancellationTokenSource(Patience);
        using var http = new HttpClient();
        await using var server = new ServerProcess(under: ["/usr/bin/strace", "-f", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-o", trace]);
        await server.StartAsync();
        var phone = new StubbornPhone(http, server.Url);
        await phone.StartAsync(patience.Token);
        await AnsweredAsync(phone, 0, patience.Token);

        var before = Syncs(trace);
        for (var i = 0; i < Messages; i++)
        {
            // Waiting for the answer keeps the next message out of this group: the two commits of a message share no fsync.
            var id = await phone.SayAsync("ciao", i.ToString(CultureInfo.InvariantCulture), patience.Token);
            await AnsweredAsync(phone, id, patience.Token);
        }

        var syncs = Syncs(trace) - before;
        await server.KillAsync();
        File.Delete(trace);
        Assert.True(syncs >= 2 * Messages, $"{Messages} messages and their answers, but only {syncs} fsyncs.");
    }

    [Fact]
    public async Task Two_messages_posted_at_once_are_answered_in_the_order_in_which_they_stand()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var http = new HttpClient();
        await using var server = new ServerProcess();
        await server.StartAsync();
        var phone = new StubbornPhone(http, server.Url);
        await phone.StartAsync(patience.Token);

        var ids = await Task.WhenAll(phone.SayAsync("ciao", "a", patience.Token), phone.SayAsync("grazie", "b", patience.Token));
        var lines = await AnsweredAsync(phone, ids.Max(StringComparer.Ordinal)!, patience.Token);

        var answered = lines.Where(l => l.ReplyTo is not null && ids.Contains(l.ReplyTo)).Select(l => l.ReplyTo!).ToList();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), answered.Distinct());
        Assert.Equal(answered.Order(StringComparer.Ordinal), answered);
    }

    [Fact]
    public async Task The_same_message_posted_three_times_gets_one_id_and_one_answer()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var http = new HttpClient();
        await using var server = new ServerProcess();
        await server.StartAsync();
        var phone = new StubbornPhone(http, server.Url);
        await phone.StartAsync(patience.Token);

        var ids = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => phone.SayAsync("ciao", "same", patience.Token)));
        var once = await AnsweredAsync(phone, ids[0], patience.Token);
        var other = await phone.SayAsync("ciao", "other", patience.Token);
        var lines = await AnsweredAsync(phone, other, patience.Token);

        Assert.Single(ids.Distinct());
        Assert.Equal(["ciao", "ciao"], lines.Where(l => l.Role == "user").Select(l => l.Text));
        Assert.Equal(once.Count(l => l.ReplyTo == ids[0]), lines.Count(l => l.ReplyTo == ids[0]));
    }

    /// <summary>The talk once the message has an answer.</summary>
    private static async Task<IReadOnlyList<SeenLine>> AnsweredAsync(StubbornPhone phone, string id, CancellationToken cancellationToken) =>
        await UntilAsync(phone, lines => lines.Any(l => l.ReplyTo == id), cancellationToken);

    /// <summary>The talk once it has more than so many lines.</summary>
    private static async Task AnsweredAsync(StubbornPhone phone, int lines, CancellationToken cancellationToken) =>
        await UntilAsync(phone, seen => seen.Count > lines, cancellationToken);

    private static async Task<IReadOnlyList<SeenLine>> UntilAsync(StubbornPhone phone, Func<IReadOnlyList<SeenLine>, bool> enough, CancellationToken cancellationToken)
    {
        while (true)
        {
            var lines = await phone.ReadAsync(cancellationToken);
            if (enough(lines))
            {
                return lines;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    private static int Syncs(string trace) => File.ReadLines(trace).Count(l => l.Contains("sync(", StringComparison.Ordinal));
}
