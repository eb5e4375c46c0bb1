using System.Net;
using CoRe.Bot.Desk.Referring;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Referrals;
using CoRe.Bot.Referrals.Answering;
using CoRe.Bot.Referrals.Sharing;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Microsoft.EntityFrameworkCore;
using Task = System.Threading.Tasks.Task;

namespace CoRe.Bot.Tests.Desk;

public sealed class ReferralPapersTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_fhir_file_is_valid_closes_the_loop_and_holds_nobody()
    {
        await using var bed = await StartAsync();
        var (amina, desk, id, referral) = await SentAsync(bed);
        await desk.AnswerAsync(amina, (await desk.OfCaseAsync(id, None))!.Summary, ServiceAnswer.Accept, bed.Time.GetUtcNow().AddDays(1), null, None);
        using var browser = await bed.SignedInAsync("amina");

        using var answer = await browser.Http.GetAsync($"/desk/referrals/{referral}/fhir");
        var json = await answer.Content.ReadAsStringAsync();

        Assert.Equal("application/fhir+json", answer.Content.Headers.ContentType!.MediaType);
        var bundle = Valid(json);
        var request = bundle.Entry.Select(e => e.Resource).OfType<ServiceRequest>().Single();
        var task = bundle.Entry.Select(e => e.Resource).OfType<Hl7.Fhir.Model.Task>().Single();
        var addresses = bundle.Entry.Select(e => e.FullUrl).ToList();
        Assert.Equal((RequestStatus.Active, RequestPriority.Urgent, "violence_support", "Milano"), (request.Status, request.Priority, request.Code!.Coding[0].Code, request.LocationCode[0].Text));
        Assert.Equal(Hl7.Fhir.Model.Task.TaskStatus.Accepted, task.Status);
        Assert.All([task.Focus!.Reference, task.For!.Reference, task.Owner!.Reference, request.Subject!.Reference, request.Performer[0].Reference], reference => Assert.Contains(reference, addresses));
        Assert.All(["Amina", "botte", "dl_test"], word => Assert.DoesNotContain(word, json, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_state_has_a_valid_fhir_bundle()
    {
        await using var bed = await StartAsync();
        var (_, desk, id, _) = await SentAsync(bed);
        var view = (await desk.OfCaseAsync(id, None))!;

        foreach (var state in Enum.GetValues<ReferralState>())
        {
            var bundle = Valid(FhirBundle.Json(view with { Summary = view.Summary with { State = state, Outcome = "full", Need = state == ReferralState.Draft ? null : view.Summary.Need } }, bed.Time.GetUtcNow()));
            Assert.Equal(4, bundle.Entry.Count);
        }
    }

    [Fact]
    public async Task The_page_to_print_has_no_scripts_and_both_papers_are_kept_from_people_of_the_place()
    {
        await using var bed = await StartAsync();
        var (amina, _, id, referral) = await SentAsync(bed);
        using var browser = await bed.SignedInAsync("amina");
        var page = WebUtility.HtmlDecode(await browser.Http.GetStringAsync($"/desk/referrals/{referral}/print"));
        Assert.Contains("Milano", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("botte", page, StringComparison.Ordinal);

        await bed.HireAsync("Bruno", OperatorRole.Operator);
        await using (var db = bed.Get<ICoreDb>().Open())
        {
            await db.Users.Where(u => u.UserName == "bruno").ExecuteUpdateAsync(set => set.SetProperty(u => u.Places, "casa-aurora"));
        }

        await bed.CommitAsync(new SetPlaces(id, ["casa-aurora"], amina));
        using var barred = await bed.SignedInAsync("bruno");
        Assert.All([(await barred.Http.GetAsync($"/desk/referrals/{referral}/print")).StatusCode, (await barred.Http.GetAsync($"/desk/referrals/{referral}/fhir")).StatusCode,
            (await browser.Http.GetAsync($"/desk/referrals/{Guid.NewGuid()}/print")).StatusCode], status => Assert.Equal(HttpStatusCode.NotFound, status));
        await using var read = bed.Get<ICoreDb>().Open();
        Assert.Equal(1, await read.Audit.CountAsync(a => a.Action == "referral.print"));
    }

    [Fact]
    public async Task A_service_of_the_place_gets_no_referral_and_is_not_proposed()
    {
        await using var bed = await StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (_, id) = await bed.CaseAsync();
        var desk = bed.Get<ReferralDesk>();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await desk.DraftAsync(amina, (await bed.Get<CaseStore>().HeadAsync(id, None))!, None);
        var draft = (await desk.OfCaseAsync(id, None))!.Summary;
        var form = new ReferralForm("violence_support", Goap, "Trieste", Severity.High);
        async Task<IReadOnlyList<Proposal>> ProposedAsync(string age = "") => await bed.Get<Proposals>().ForAsync((await bed.Get<CaseStore>().HeadAsync(id, None))!, draft, "violence_support", "Trieste", age, None);

        var before = Assert.Single(await ProposedAsync(), proposal => proposal.ServiceId == Goap);
        Assert.Contains("city", before.Reasons);
        Assert.Contains("agreed", before.Reasons);
        await bed.CommitAsync(new SetAgreement(Goap, null, null, ["casa-aurora"], null, amina.Id), new SetPlaces(id, ["casa-aurora"], amina));

        Assert.DoesNotContain(await ProposedAsync(), proposal => proposal.ServiceId == Goap);
        Assert.Equal("conflict", await desk.CompleteAsync(amina, draft, form, None));
        Assert.Null(await desk.CompleteAsync(amina, draft, form with { ServiceId = "centro" }, None));
        Assert.Null(await desk.AskAsync(amina, draft, None));
    }

    [Fact]
    public void The_check_would_see_what_is_missing()
    {
        var broken = new FhirJsonSerializer().SerializeToString(new Bundle { Type = Bundle.BundleType.Collection, Entry = [new Bundle.EntryComponent { Resource = new ServiceRequest { Intent = RequestIntent.Order } }] });

        Assert.ThrowsAny<Exception>(() => Valid(broken));
    }

    /// <summary>Read by HL7's own model: unknown names, wrong types, missing fields and codes that do not exist are errors.</summary>
    private static Bundle Valid(string json) => new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict)).Deserialize<Bundle>(json)!;

    private const string Goap = "88fd78b1-1b8a-5dfd-b487-ccf0afbae533";

    private static Task<DeskBed> StartAsync() => new DeskBed(null, ("Referrals:Recipients:centro:Name", "Centro Prova"), ("Referrals:Recipients:centro:Email", "centro@example.org"),
        ($"Referrals:Recipients:{Goap}:Name", "GOAP"), ($"Referrals:Recipients:{Goap}:Email", "goap@example.org"), ("Mail:Host", "127.0.0.1"), ("Mail:Port", "9"), ("Mail:From", "rete@core.example"), ("Mail:Security", "None")).StartAsync();

    private static async Task<(Actor Amina, ReferralDesk Desk, CaseId Case, Guid Referral)> SentAsync(DeskBed bed)
    {
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        var desk = bed.Get<ReferralDesk>();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, None);
        await desk.DraftAsync(amina, (await bed.Get<CaseStore>().HeadAsync(id, None))!, None);
        var draft = (await desk.OfCaseAsync(id, None))!.Summary;
        await desk.CompleteAsync(amina, draft, new ReferralForm("violence_support", "centro", "Milano", Severity.High), None);
        await desk.AskAsync(amina, draft, None);
        await bed.CommitAsync(new AnswerConsent(draft.Id, talk, Yes: true, LocaleTag.Italian, AgeBand: null));
        Assert.Null(await desk.SendAsync(amina, draft, None));
        await bed.CommitAsync(new ReferralDelivered(draft.Id));
        return (amina, desk, id, draft.Id.Value);
    }
}
