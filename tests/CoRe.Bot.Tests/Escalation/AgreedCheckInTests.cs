using CoRe.Bot.Conversations;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.CheckIn;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Escalation;

/// <summary>The agreed day, with words that are safe on the phone.</summary>
public sealed class AgreedCheckInTests
{
    private const string Words = "Com'è andata la scuola?";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task After_a_yes_exactly_the_agreed_words_are_written_once_at_the_agreed_time()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, id, amina) = await TakenAsync(bed);
        var at = bed.Time.GetUtcNow().AddHours(2);
        Assert.Equal(DeskAnswer.Done, await bed.Get<CheckInDesk>().AskAsync(amina, id, at, new PersonText(Words), None));
        var question = (await bed.LinesAsync(talk))[^1].Activity;
        Assert.Contains(Words, question.Text, StringComparison.Ordinal);
        Assert.Contains("lunedì 23 novembre, 13:00", question.Text, StringComparison.Ordinal);
        var checkIn = await OnlyAsync(bed);
        Assert.Equal([CheckInAgreement.Command(true, checkIn.Id), CheckInAgreement.Command(false, checkIn.Id)], question.SuggestedActions!.Actions.Select(a => a.Value!.ToString()));

        await bed.CommitAsync(new AnswerCheckIn(checkIn.Id, ConversationId.New(), true), new AnswerCheckIn(checkIn.Id, talk, true));
        await bed.Get<CheckInWatch>().KeepDueAsync(None);
        Assert.Equal(CheckInState.Agreed, (await OnlyAsync(bed)).State);
        bed.Time.SetUtcNow(at);
        await bed.Get<CheckInWatch>().KeepDueAsync(None);
        await bed.Get<CheckInWatch>().KeepDueAsync(None);

        var lines = (await bed.LinesAsync(talk)).Where(line => line.Activity.Text == Words).ToList();
        Assert.Null(Assert.Single(lines).Activity.SuggestedActions);
        Assert.Equal((CheckInState.Sent, "yes"), ((await OnlyAsync(bed)).State, await ReceiptAsync(bed)));
        Assert.DoesNotContain("scuola", bed.Log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public async Task Without_a_yes_nothing_is_ever_written(bool? answer)
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, id, amina) = await TakenAsync(bed);
        await bed.Get<CheckInDesk>().AskAsync(amina, id, bed.Time.GetUtcNow().AddHours(2), new PersonText(Words), None);
        if (answer is { } said)
        {
            await bed.CommitAsync(new AnswerCheckIn((await OnlyAsync(bed)).Id, talk, said));
        }

        bed.Time.SetUtcNow(bed.Time.GetUtcNow().AddHours(3));
        await bed.Get<CheckInWatch>().KeepDueAsync(None);
        await bed.CommitAsync(new AnswerCheckIn((await OnlyAsync(bed)).Id, talk, true));
        await bed.Get<CheckInWatch>().KeepDueAsync(None);

        Assert.DoesNotContain(await bed.LinesAsync(talk), line => line.Activity.Text == Words);
        Assert.Equal(CheckInState.Refused, (await OnlyAsync(bed)).State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_and_a_day_of_silence_both_bring_a_person_also_after_the_case_was_closed(bool answers)
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, id, amina) = await TakenAsync(bed);
        await bed.Get<CheckInDesk>().AskAsync(amina, id, bed.Time.GetUtcNow().AddHours(2), new PersonText(Words), None);
        await bed.CommitAsync(new AnswerCheckIn((await OnlyAsync(bed)).Id, talk, true));
        Assert.Equal(DeskAnswer.Done, await bed.Get<CaseDesk>().CloseAsync(amina, id, CaseOutcomes.All[0], None));
        bed.Time.SetUtcNow(bed.Time.GetUtcNow().AddHours(2));
        await bed.Get<CheckInWatch>().KeepDueAsync(None);
        if (answers)
        {
            bed.Time.SetUtcNow(bed.Time.GetUtcNow().AddMinutes(10));
            await bed.SayAsync(talk, "bene");
            for (var tries = 0; tries < 250 && (await bed.LinesAsync(talk)).All(line => line.Speaker != Speaker.Person); tries++)
            {
                await Task.Delay(20);
            }
        }
        else
        {
            await bed.Get<CheckInWatch>().KeepDueAsync(None);
            Assert.Empty(await bed.Get<CaseStore>().QueueAsync(null, None));
            bed.Time.SetUtcNow(bed.Time.GetUtcNow().AddHours(24));
        }

        await bed.Get<CheckInWatch>().KeepDueAsync(None);

        Assert.Equal(answers ? CheckInState.Answered : CheckInState.Silent, (await OnlyAsync(bed)).State);
        var open = Assert.Single(await bed.Get<CaseStore>().QueueAsync(null, None));
        Assert.NotEqual(id, open.Case);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.True(await db.CaseEvents.AnyAsync(e => e.CaseId == open.Case.Value && e.Kind == (answers ? "checkin_answered" : "checkin_silent")));
    }

    [Fact]
    public async Task Only_the_owner_agrees_only_everyday_words_only_a_moment_ahead_and_the_newest_counts()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (talk, id, amina) = await TakenAsync(bed);
        var bruno = await bed.HireAsync("Bruno", OperatorRole.Operator);
        var (desk, now) = (bed.Get<CheckInDesk>(), bed.Time.GetUtcNow());

        Assert.Equal(DeskAnswer.NotYours, await desk.AskAsync(bruno, id, now.AddHours(2), new PersonText(Words), None));
        Assert.Equal(DeskAnswer.Invalid, await desk.AskAsync(amina, id, now.AddMinutes(1), new PersonText(Words), None));
        Assert.Equal(DeskAnswer.Invalid, await desk.AskAsync(amina, id, now.AddDays(61), new PersonText(Words), None));
        Assert.Equal(DeskAnswer.Invalid, await desk.AskAsync(amina, id, now.AddHours(2), new PersonText("tuo padre ti picchia ancora?"), None));
        Assert.Equal(DeskAnswer.Done, await desk.AskAsync(amina, id, now.AddHours(2), new PersonText(Words), None));
        var first = (await OnlyAsync(bed)).Id;
        bed.Time.SetUtcNow(now.AddMinutes(1));
        Assert.Equal(DeskAnswer.Done, await desk.AskAsync(amina, id, now.AddHours(3), new PersonText("Ciao, tutto bene?"), None));
        await bed.CommitAsync(new AnswerCheckIn(first, talk, true));
        Assert.Equal(CheckInState.Asked, (await desk.LatestAsync(talk, None))!.State);
        Assert.Equal(DeskAnswer.Done, await desk.DropAsync(amina, id, None));

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.All(await db.AgreedCheckIns.ToListAsync(), row => Assert.Equal(CheckInState.Dropped, row.State));
    }

    private static async Task<(ConversationId Talk, CaseId Case, Actor Amina)> TakenAsync(DeskBed bed)
    {
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        return (talk, id, amina);
    }

    private static async Task<AgreedCheckInRow> OnlyAsync(DeskBed bed)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        return await db.AgreedCheckIns.AsNoTracking().SingleAsync();
    }

    private static async Task<string> ReceiptAsync(DeskBed bed)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        return (await db.Consents.AsNoTracking().SingleAsync(c => c.Purpose == "check_in")).Answer;
    }
}
