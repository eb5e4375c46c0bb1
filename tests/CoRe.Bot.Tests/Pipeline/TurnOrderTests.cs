using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Pipeline;

public sealed class TurnOrderTests
{
    [Fact]
    public async Task Messages_of_one_conversation_are_answered_in_order_without_gaps()
    {
        await using var bed = await new PipelineBed().StartAsync();
        var talk = await bed.TalkAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => bed.SayAsync(talk, $"m{i}")));
        var lines = await bed.LinesAsync(talk, 80);

        Assert.Equal(Enumerable.Range(1, 80).Select(i => (long)i), lines.Select(l => l.Number));
        var said = lines.Where(l => l.Speaker == Speaker.Person).Select(l => "echo " + l.Activity.Text);
        var answered = lines.Where(l => l.Speaker == Speaker.Bot).Select(l => l.Activity.Text);
        Assert.Equal(said, answered);
    }

    [Fact]
    public async Task The_same_message_posted_three_times_is_stored_and_answered_once()
    {
        await using var bed = await new PipelineBed().StartAsync();
        var talk = await bed.TalkAsync();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bed.SayAsync(talk, "ciao", "same-key")));
        await bed.SayAsync(talk, "after");
        var lines = await bed.LinesAsync(talk, 4);

        Assert.Single(receipts, r => r.Outcome == InboxOutcome.Stored);
        Assert.Single(receipts.Select(r => r.ActivityId).Distinct());
        Assert.Equal(["ciao", "after"], bed.Bot.Heard);
        Assert.Equal(4, lines.Count);
    }

    [Fact]
    public async Task A_conversation_that_does_not_exist_takes_nothing()
    {
        await using var bed = await new PipelineBed().StartAsync();

        var receipt = await bed.SayAsync(ConversationId.New(), "ciao");

        Assert.Equal(InboxOutcome.Gone, receipt.Outcome);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(0, await db.Inbox.CountAsync());
        Assert.Equal(0, await db.Transcript.CountAsync());
    }

    [Fact]
    public async Task What_was_accepted_before_a_stop_is_answered_after_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("corebot-").FullName;
        ConversationId talk;
        await using (var first = await new PipelineBed(folder: folder).StartAsync())
        {
            talk = await first.TalkAsync();
            await first.StopTurnsAsync();
            await first.SayAsync(talk, "sono qui");
        }

        await using var second = await new PipelineBed(folder: folder).StartAsync();
        var lines = await second.LinesAsync(talk, 2);

        Assert.Equal("echo sono qui", lines[1].Activity.Text);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_turn_that_throws_still_answers_and_calls_a_person_once()
    {
        var bot = new ScriptedBot(_ => throw new InvalidOperationException("planted"));
        await using var bed = await new PipelineBed(bot).StartAsync();
        var talk = await bed.TalkAsync();

        await bed.SayAsync(talk, "ciao");
        await Poll.UntilAsync(async () =>
        {
            await using var db = bed.Get<ICoreDb>().Open();
            return await db.Inbox.AnyAsync(i => i.ConversationId == talk.Value && i.State == InboxState.Parked);
        });

        Assert.Single(bot.Heard);
    }

    [Fact]
    public async Task A_turn_that_an_operator_overtook_starts_over_and_answers_once()
    {
        PipelineBed? bed = null;
        var overtaken = 0;
        var bot = new ScriptedBot(async context =>
        {
            if (Interlocked.Exchange(ref overtaken, 1) == 0)
            {
                var id = new ConversationId(context.Activity.Conversation.Id);
                await bed!.Get<ICommitter>().CommitAsync([new Hold(id, null, new OperatorId("op"))], default);
                await bed.Get<ICommitter>().CommitAsync([new Hold(id, new OperatorId("op"), null)], default);
            }
        });
        await using var started = bed = await new PipelineBed(bot).StartAsync();
        var talk = await bed.TalkAsync();

        await bed.SayAsync(talk, "ciao");
        var lines = await bed.LinesAsync(talk, 2);

        Assert.Equal("echo ciao", lines[1].Activity.Text);
        Assert.Equal(2, bot.Heard.Count);
        Assert.Equal(2, lines.Count);
    }
}

internal static class Poll
{
    /// <summary>Waits for something that happens on another thread; a bound, not a sleep that a result depends on.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(25);
        }

        Assert.Fail("It did not happen within 15 seconds.");
    }
}
