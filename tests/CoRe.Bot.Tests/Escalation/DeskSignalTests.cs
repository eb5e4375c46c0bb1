using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Tests.Escalation;

public sealed class DeskSignalTests
{
    [Fact]
    public async Task A_reader_who_starts_late_misses_nothing()
    {
        var signal = new DeskSignal();
        signal.Publish(null, Severity.None, alarm: false);
        var seen = signal.Sequence;
        signal.Publish(null, Severity.High, alarm: true);
        var reading = ReadAsync(signal, seen, 2);
        signal.Publish(null, Severity.Concern, alarm: false);

        Assert.Equal([2, 3], (await reading).Select(n => n.Sequence));
    }

    [Fact]
    public async Task A_reader_who_fell_far_behind_is_told_to_read_all_again_and_keeps_the_alarm()
    {
        var signal = new DeskSignal();
        for (var i = 0; i < 2000; i++)
        {
            signal.Publish(new CaseId(Guid.NewGuid()), i == 1900 ? Severity.Emergency : Severity.Concern, alarm: i == 1900);
        }

        var news = Assert.Single(await ReadAsync(signal, 5, 1));

        Assert.Equal((2000, null, Severity.Emergency, true), (news.Sequence, news.Case, news.Severity, news.Alarm));
    }

    private static async Task<List<DeskNews>> ReadAsync(DeskSignal signal, long after, int count)
    {
        var news = new List<DeskNews>();
        await foreach (var item in signal.FollowAsync(after, CancellationToken.None))
        {
            news.Add(item);
            if (news.Count == count)
            {
                break;
            }
        }

        return news;
    }
}
