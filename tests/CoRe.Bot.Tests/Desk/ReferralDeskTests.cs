using CoRe.Bot.Desk.Referring;
using CoRe.Bot.Desk;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Referrals;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Desk;

public sealed class ReferralDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ReferralForm Form = new("child_protection", "centro", "Milano", Severity.High);

    [Fact]
    public async Task The_owner_completes_asks_and_sees_exactly_what_the_service_would_read()
    {
        await using var bed = await StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        var desk = bed.Get<ReferralDesk>();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);

        Assert.Null(await desk.DraftAsync(amina, (await bed.Get<CaseStore>().HeadAsync(id, None))!, None));
        var draft = (await desk.OfCaseAsync(id, None))!.Summary;
        Assert.Equal("area_not_a_place", await desk.CompleteAsync(amina, draft, Form with { Area = "via Roma 12" }, None));
        Assert.Null(await desk.CompleteAsync(amina, draft, Form, None));
        Assert.Null(await desk.AskAsync(amina, draft, None));
        await bed.CommitAsync(new AnswerConsent(draft.Id, talk, Yes: true, LocaleTag.Italian, AgeBand: null));

        var view = (await desk.OfCaseAsync(id, None))!;
        Assert.Equal(ReferralState.Ready, view.Summary.State);
        Assert.Equal("centro@example.org", view.Preview!.To);
        Assert.Contains("Milano", view.Preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("botte", view.Preview.Text, StringComparison.Ordinal);
        Assert.Contains(await bed.LinesAsync(talk), l => l.Activity.SuggestedActions?.Actions.Any(a => a.Value?.ToString()?.StartsWith("#consent:yes:", StringComparison.Ordinal) == true) == true);
        Assert.Equal(["referral.draft", "referral.complete", "referral.ask"], await ActsAsync(bed));
    }

    [Fact]
    public async Task Who_does_not_own_the_case_moves_no_referral()
    {
        await using var bed = await StartAsync();
        var (amina, bruno) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Bruno", OperatorRole.Operator));
        var (_, id) = await bed.CaseAsync();
        var desk = bed.Get<ReferralDesk>();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await desk.DraftAsync(amina, (await bed.Get<CaseStore>().HeadAsync(id, None))!, None);
        var draft = (await desk.OfCaseAsync(id, None))!.Summary;

        var answers = new[]
        {
            await desk.CompleteAsync(bruno, draft, Form, None), await desk.AskAsync(bruno, draft, None), await desk.SendAsync(bruno, draft, None),
            await desk.OverrideAsync(bruno, draft, "Pericolo grave e attuale, art. 331 c.p.p.", None),
        };

        Assert.All(answers, a => Assert.Equal("not_yours", a));
        Assert.Equal(ReferralState.Draft, (await desk.OfCaseAsync(id, None))!.Summary.State);
        Assert.Equal(["referral.draft"], await ActsAsync(bed));
    }

    [Fact]
    public async Task Against_a_no_only_a_named_reason_goes_on_and_the_supervisor_sees_it()
    {
        await using var bed = await StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        var desk = bed.Get<ReferralDesk>();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await desk.DraftAsync(amina, (await bed.Get<CaseStore>().HeadAsync(id, None))!, None);
        var draft = (await desk.OfCaseAsync(id, None))!.Summary;
        await desk.CompleteAsync(amina, draft, Form, None);
        await desk.AskAsync(amina, draft, None);
        await bed.CommitAsync(new AnswerConsent(draft.Id, talk, Yes: false, LocaleTag.Italian, AgeBand: null));

        var send = await desk.SendAsync(amina, draft, None);
        var hasty = await desk.OverrideAsync(amina, draft, "perché sì", None);
        var refused = (await desk.OfCaseAsync(id, None))!.Summary.State;
        var grave = await desk.OverrideAsync(amina, draft, "Pericolo grave e attuale, art. 331 c.p.p.", None);

        Assert.NotNull(send);
        Assert.Equal(("reason_or_name_missing", ReferralState.Refused, (string?)null), (hasty, refused, grave));
        var view = (await desk.OfCaseAsync(id, None))!;
        Assert.Equal(ReferralState.Ready, view.Summary.State);
        Assert.Equal(amina.Id, view.Consents.Single(c => c.Answer == "override").By);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "flag.consent_override" && a.Actor == amina.Id.Value));
    }

    private static Task<DeskBed> StartAsync() => new DeskBed(null, ("Referrals:Recipients:centro:Name", "Centro Prova"), ("Referrals:Recipients:centro:Email", "centro@example.org")).StartAsync();

    private static async Task<List<string>> ActsAsync(DeskBed bed)
    {
        await using var db = bed.Get<ICoreDb>().Open();
        return await db.Audit.Where(a => a.Action.StartsWith("referral.")).OrderBy(a => a.Seq).Select(a => a.Action).ToListAsync();
    }
}
