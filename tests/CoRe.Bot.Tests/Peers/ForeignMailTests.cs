using System.Globalization;
using CoRe.Bot.Desk.Referring;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Referrals;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Escalation;

namespace CoRe.Bot.Tests.Peers;

/// <summary>Letters of referrals and of the ladder against a mail server that nobody here wrote.</summary>
public sealed class ForeignMailTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [NpmFact("smtp-server")]
    public async Task A_server_that_is_busy_full_and_loses_the_line_gets_each_letter_once_by_its_key_even_over_a_restart()
    {
        await using var server = await MailPeer.StartAsync("busy", "lose", "full", "lose");
        await using var bed = await StartAsync(server);
        var (desk, id) = await SentAsync(bed);
        await bed.DeliveredAsync();
        await bed.RestartAsync();
        desk = bed.Desk.Get<ReferralDesk>();
        for (var tries = 0; tries < 12 && (await desk.OfCaseAsync(id, None))!.Deliveries.Any(one => one.State == OutboxState.Waiting); tries++)
        {
            bed.Desk.Time.Advance(TimeSpan.FromMinutes(20));
            await bed.DeliveredAsync();
        }

        var view = (await desk.OfCaseAsync(id, None))!;
        Assert.Equal(ReferralState.Sent, view.Summary.State);
        Assert.All(view.Deliveries, one => Assert.Equal(OutboxState.Sent, one.State));
        var letters = server.Letters.Where(letter => letter.To == "centro@example.org").ToList();
        Assert.Equal(view.Deliveries.Count, letters.Select(letter => letter.Id).Distinct().Count());
        // The ladder writes too, by a loop of its own: which letter meets which trouble is left open.
        Assert.Equal(2, server.Letters.Count(letter => letter.Act == "lose"));
        Assert.All(server.Letters.GroupBy(letter => letter.Id), same => Assert.Equal("take", same.Last().Act));
        Assert.All(server.Letters.GroupBy(letter => letter.Id), same => Assert.Single(same, letter => letter.Act == "take"));
    }

    [NpmFact("smtp-server")]
    public async Task A_letter_that_never_gets_through_is_shown_as_failed_after_the_last_try()
    {
        await using var server = await MailPeer.StartAsync([.. Enumerable.Repeat("busy", 40)]);
        await using var bed = await StartAsync(server, ("Pipeline:DeliveryTries", "3"));
        var (desk, id) = await SentAsync(bed);
        for (var tries = 0; tries < 6; tries++)
        {
            bed.Desk.Time.Advance(TimeSpan.FromHours(1));
            await bed.DeliveredAsync();
        }

        var view = (await desk.OfCaseAsync(id, None))!;
        Assert.Equal(ReferralState.Failed, view.Summary.State);
        Assert.Contains(view.Deliveries, one => one is { State: OutboxState.Dead, Attempts: 3, LastError: "server_busy" });
        Assert.Empty(server.Letters);
    }

    [NpmFact("smtp-server")]
    public async Task The_ladder_s_letters_arrive_once_in_order_with_proof()
    {
        await using var server = await MailPeer.StartAsync("busy", "lose");
        await using var bed = await StartAsync(server);
        var fatou = await bed.HireAsync("Fatou", OperatorRole.Operator, "it fr");
        await bed.HireAsync("Carla", OperatorRole.Supervisor);
        await bed.Desk.CaseAsync(Severity.Emergency);
        foreach (var seconds in new[] { 0, 45, 45, 30, 600 })
        {
            await bed.WaitAsync(seconds, fatou);
        }

        Assert.Equal(["0 Desk Fatou", "0 Email Fatou", "1 Desk Fatou", "1 Email Fatou", "2 Email Carla", "3 Email oncall:0", "3 Sms oncall:0", "3 Call oncall:0", "3 Hook hook", "1000 Chat person"], await bed.StepsAsync());
        Assert.Equal(4, server.Letters.Select(letter => letter.Id).Distinct().Count());
        Assert.Equal(4, server.Letters.Count(letter => letter.Act == "take"));
        Assert.Equal(["carla", "fatou", "fatou", "notte"], server.Letters.DistinctBy(letter => letter.Id).Select(letter => letter.To.Split('@')[0]).Order(StringComparer.Ordinal));
    }

    private static Task<LadderBed> StartAsync(MailPeer server, params (string, string?)[] more) => LadderBed.StartAsync(
        [("Referrals:Recipients:centro:Name", "Centro Prova"), ("Referrals:Recipients:centro:Email", "centro@example.org"), ("Mail:Port", server.Port.ToString(CultureInfo.InvariantCulture)), .. more]);

    private static async Task<(ReferralDesk Desk, CaseId Case)> SentAsync(LadderBed bed)
    {
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.Desk.CaseAsync();
        var desk = bed.Desk.Get<ReferralDesk>();
        await bed.Desk.Get<CaseDesk>().TakeAsync(amina, id, None);
        await desk.DraftAsync(amina, (await bed.Desk.Get<CaseStore>().HeadAsync(id, None))!, None);
        var draft = (await desk.OfCaseAsync(id, None))!.Summary;
        Assert.Null(await desk.CompleteAsync(amina, draft, new ReferralForm("child_protection", "centro", "Milano", Severity.High), None));
        await desk.AskAsync(amina, draft, None);
        await bed.Desk.CommitAsync(new AnswerConsent(draft.Id, talk, Yes: true, LocaleTag.Italian, AgeBand: null));
        Assert.Null(await desk.SendAsync(amina, draft, None));
        return (desk, id);
    }
}
