using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Wires;

/// <summary>Words that reach the bot while somebody answers in the page's own inbox.</summary>
public sealed class HeldElsewhereTests
{
    [Fact]
    public async Task The_bot_is_silent_reads_for_danger_and_speaks_when_there_is_danger()
    {
        await using var bed = await WireBed.StartAsync();

        await bed.Inbox.AcceptAsync(Held("a che ora aprite?"), CancellationToken.None);
        await bed.SettledAsync();
        Assert.Empty(bed.Wire.Of("77"));

        await bed.Inbox.AcceptAsync(Held("mio zio mi picchia ogni sera"), CancellationToken.None);
        await bed.WaitForAsync(() => bed.Wire.Of("77").Any(message => message.Text.Contains("112", StringComparison.Ordinal)));
        await using (var db = bed.Desk.Get<ICoreDb>().Open())
        {
            Assert.Single(await db.Cases.AsNoTracking().ToListAsync());
        }
    }

    [Fact]
    public async Task Once_the_thread_is_back_the_talk_begins_as_any_other()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.Inbox.AcceptAsync(Held("a che ora aprite?"), CancellationToken.None);
        await bed.SettledAsync();

        await bed.SayAsync("ciao");
        await bed.WaitForAsync(() => bed.Wire.Of("77").Count > 0);
    }

    private static WireEvent Held(string text) => new("fake", "77", Guid.NewGuid().ToString("N"), "it", text) { HeldElsewhere = true };
}
