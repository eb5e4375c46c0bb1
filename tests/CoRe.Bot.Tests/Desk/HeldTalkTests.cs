using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Desk;

/// <summary>What still passes while an operator holds the talk.</summary>
public sealed class HeldTalkTests
{
    [Fact]
    public async Task A_change_of_language_counts_and_the_bot_stays_silent_otherwise()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        Assert.Equal(DeskAnswer.Done, await bed.Get<CaseDesk>().TakeAsync(amina, id, CancellationToken.None));
        var before = (await bed.LinesAsync(talk)).Count;

        await bed.SayAsync(talk, "je préfère le français");
        await bed.SayAsync(talk, "#lang:xx");
        await bed.SayAsync(talk, "#lang:fr");
        await Poll.UntilAsync(async () => (await bed.LinesAsync(talk)).Count >= before + 5);

        var said = (await bed.LinesAsync(talk)).Skip(before).Where(l => l.Speaker == Speaker.Bot).Select(l => l.Activity).ToList();
        Assert.Equal(["message", "event"], said.Select(a => a.Type));
        Assert.Contains("français", said[0].Text, StringComparison.Ordinal);
        Assert.Equal(("fr", "core.language"), (said[0].Locale, said[1].Name));
        Assert.Empty(bed.Bot.Heard);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal("fr", (await db.Conversations.SingleAsync(c => c.Id == talk.Value)).Language);
    }
}
