using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Wires;

/// <summary>Waiting for what happens by itself, within bounds.</summary>
internal static class WireWaits
{
    /// <summary>Everything accepted is answered and everything said is delivered; then the texts that the messenger has.</summary>
    public static async Task<IReadOnlyList<string>> SettledAsync(this WireBed bed, string user = "77")
    {
        await bed.WaitForAsync(async () =>
        {
            var link = await bed.LinkAsync(user);
            await using var db = bed.Desk.Get<ICoreDb>().Open();
            return !await db.Inbox.AnyAsync(i => i.State == InboxState.New) && link.Delivered == await db.Conversations.Where(c => c.Id == link.ConversationId).Select(c => c.LastNumber).SingleAsync();
        });
        return [.. bed.Wire.Of(user).Select(message => message.Text)];
    }

    /// <summary>At least one more message was tried.</summary>
    public static Task TriedAsync(this WireBed bed)
    {
        var before = bed.Wire.Tries;
        return bed.WaitForAsync(() => bed.Wire.Tries > before || before > 0);
    }

    public static Task WaitForAsync(this WireBed bed, Func<bool> holds) => bed.WaitForAsync(() => Task.FromResult(holds()));

    public static async Task WaitForAsync(this WireBed bed, Func<Task<bool>> holds)
    {
        for (var tries = 0; tries < 1500; tries++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail($"It did not come to that; the messenger has: {string.Join(" | ", bed.Wire.Of("77").Select(m => m.Text))}");
    }

    public static async Task<IReadOnlyList<TranscriptEntry>> LinesAsync(this WireBed bed, ConversationId talk) =>
        await bed.Desk.Get<CoRe.Bot.Conversations.Transcript>().ReadAsync(talk, 0, 1000, withDeskLines: true, CancellationToken.None) ?? [];

    public static async Task<IReadOnlyList<TranscriptEntry>> DeskLinesAsync(this WireBed bed, ConversationId talk) => [.. (await bed.LinesAsync(talk)).Where(line => line.Speaker == Speaker.Desk)];
}
