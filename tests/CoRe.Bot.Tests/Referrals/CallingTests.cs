using CoRe.Bot.Conversations;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Referrals.Following;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>When a referral comes back to the desk, the desk is called; when it stays there, whoever stands above it.</summary>
public sealed class CallingTests
{
    private static readonly IReadOnlyList<string> Agreed = [CaseCalls.Agreed];

    [Fact]
    public async Task The_desk_is_called_when_the_person_agrees_and_when_the_service_cannot()
    {
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        var id = await bed.SentAsync();
        Assert.Equal(Agreed, Calls(bed));

        await using var db = bed.Get<ICoreDb>().Open();
        var link = (await db.ReferralLinks.SingleAsync()).Id;
        await bed.DoAsync(new OpenLink(link, [1]), new AnswerReferral(id, link, null, ServiceAnswer.Reject, null, "full"));
        Assert.Equal([.. Agreed, CaseCalls.Rejected], Calls(bed));
        Assert.All(bed.Bell.Rung, call => Assert.Equal(ReferralBed.Case, call.About));
    }

    [Fact]
    public async Task Who_writes_the_service_s_no_down_is_not_called_to_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        await bed.DoAsync(new AnswerReferral(await bed.SentAsync(), null, ReferralBed.Amina, ServiceAnswer.Reject, null, "full"));
        Assert.Equal(Agreed, Calls(bed));
    }

    [Fact]
    public async Task A_refusal_of_the_person_calls_nobody()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.DraftAsync();
        await bed.DoAsync(ReferralBed.Complete(id), new AskConsent(id, ReferralBed.Amina));
        await bed.DoAsync(bed.Answer(id, yes: false));
        Assert.Empty(Calls(bed));
    }

    [Fact]
    public async Task Too_many_wrong_codes_call_once()
    {
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        await bed.SentAsync();
        await using var db = bed.Get<ICoreDb>().Open();
        var link = (await db.ReferralLinks.SingleAsync()).Id;
        for (var i = 0; i < ReferralLinks.MostTries + 3; i++)
        {
            await bed.DoAsync(new LinkMistyped(link));
        }

        Assert.Equal([.. Agreed, CaseCalls.Locked], Calls(bed));
    }

    [Fact]
    public async Task What_cannot_be_delivered_calls_and_after_another_deadline_the_supervisors_are_told_each_time()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await bed.ReadyAsync();
        await bed.DoAsync(new SendReferral(id, ReferralBed.Amina), new ReferralUndeliverable(id));
        var first = (await bed.ViewAsync(id)).Summary.Deadline;
        await PassAsync(bed);
        Assert.Equal([.. Agreed, CaseCalls.Failed, CaseCalls.Overdue], Calls(bed));
        Assert.Empty(bed.Bell.Supervisors);

        var second = (await bed.ViewAsync(id)).Summary.Deadline;
        await PassAsync(bed);
        await PassAsync(bed);
        Assert.Equal([second, .. bed.Bell.Supervisors.Skip(1).Select(call => call.Since)], bed.Bell.Supervisors.Select(call => call.Since));
        Assert.Equal(2, bed.Bell.Supervisors.Distinct().Count());
        Assert.True(second > first);
    }

    [Fact]
    public async Task A_silent_service_calls_the_desk_and_a_silent_person_calls_nobody()
    {
        await using var bed = await ReferralBed.StartAsync(withSite: true);
        await bed.SentAsync();
        await PassAsync(bed);
        Assert.Equal(Agreed, Calls(bed));
        await PassAsync(bed);
        Assert.Equal([.. Agreed, CaseCalls.Unanswered], Calls(bed));

        await using var other = await ReferralBed.StartAsync();
        var asked = await other.DraftAsync();
        await other.DoAsync(ReferralBed.Complete(asked), new AskConsent(asked, ReferralBed.Amina));
        await PassAsync(other);
        await PassAsync(other);
        Assert.Empty(Calls(other));
        Assert.Empty(other.Bell.Supervisors);
    }

    private static IEnumerable<string> Calls(ReferralBed bed) => bed.Bell.Rung.Select(call => call.Call);

    private static async Task PassAsync(ReferralBed bed)
    {
        bed.Time.Advance(TimeSpan.FromHours(25));
        await bed.Get<ReferralKeeper>().KeepDueAsync(CancellationToken.None);
    }
}
