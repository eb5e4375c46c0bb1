using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CoRe.Bot.Conversations;
using CoRe.Bot.Desk.Referring;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Referrals;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Escalation;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>Services whose programmes take referrals: a real HTTP server on loopback that fails, hangs and answers twice.</summary>
public sealed class MachineTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-two-machines!";
    private static readonly CancellationToken None = CancellationToken.None;
    private LoopbackHttp _service = null!;

    public async Task InitializeAsync() => _service = await LoopbackHttp.StartAsync();

    public Task DisposeAsync() => _service.DisposeAsync().AsTask();

    [Fact]
    public async Task A_receiver_that_fails_hangs_and_forgets_takes_each_referral_once_even_over_a_restart()
    {
        var (taken, calls) = (new HashSet<string>(), 0);
        _service.Behave = async (heard, context) =>
        {
            // Refuses, takes it and loses the answer, breaks off: then takes it again under the same key.
            var call = Interlocked.Increment(ref calls);
            if (call == 1)
            {
                context.Response.StatusCode = 503;
                return;
            }

            lock (taken)
            {
                taken.Add(heard.Headers["Idempotency-Key"]);
            }

            if (call is 2 or 3)
            {
                await Task.Yield();
                context.Abort();
            }
        };
        await using var bed = await HookedAsync();
        var (_, desk, _, id) = await SentAsync(bed);
        await WaitAsync(() => calls >= 1);
        await bed.RestartAsync();
        desk = bed.Desk.Get<ReferralDesk>();
        for (var tries = 0; tries < 10 && (await desk.OfCaseAsync(id, None))!.Summary.State != ReferralState.Sent; tries++)
        {
            bed.Desk.Time.Advance(TimeSpan.FromMinutes(10));
            await bed.DeliveredAsync();
        }

        Assert.Equal(ReferralState.Sent, (await desk.OfCaseAsync(id, None))!.Summary.State);
        Assert.Single(taken);
        var parcel = JsonNode.Parse(_service.Heard.Last().Body)!;
        Assert.Equal(("referral.new", "violence_support", "high", "fr", "Milano"), ((string?)parcel["event"], (string?)parcel["need"], (string?)parcel["urgency"], (string?)parcel["language"], (string?)parcel["area"]));
        Assert.Equal(_service.Heard.Last().Headers["Idempotency-Key"], (string?)parcel["key"]);
        Assert.All(_service.Heard, heard =>
        {
            var header = heard.Headers[SignedHook.SignatureHeader];
            var moment = DateTimeOffset.FromUnixTimeSeconds(long.Parse(header[2..header.IndexOf(',', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(SignedHook.Sign(Secret, moment, Encoding.UTF8.GetBytes(heard.Body)), header);
        });
    }

    [Fact]
    public async Task A_receiver_that_never_takes_it_is_shown_as_failed_after_the_last_try()
    {
        _service.Answer = 500;
        await using var bed = await HookedAsync(("Pipeline:DeliveryTries", "3"));
        var (_, desk, _, id) = await SentAsync(bed);
        for (var tries = 0; tries < 10 && (await desk.OfCaseAsync(id, None))!.Summary.State != ReferralState.Failed; tries++)
        {
            bed.Desk.Time.Advance(TimeSpan.FromHours(1));
            await bed.DeliveredAsync();
        }

        var view = (await desk.OfCaseAsync(id, None))!;
        Assert.Equal((ReferralState.Failed, OutboxState.Dead, "hook_refused"), (view.Summary.State, view.Deliveries.Single().State, view.Deliveries.Single().LastError));
        Assert.Equal(3, _service.Heard.Count);
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_no_alert_and_is_tried_again_after_the_time_out()
    {
        var (calls, released) = (0, new TaskCompletionSource());
        _service.Behave = async (heard, context) =>
        {
            if (heard.Path == "/take" && Interlocked.Increment(ref calls) == 1)
            {
                await Task.WhenAny(released.Task, Task.Delay(Timeout.Infinite, context.RequestAborted));
            }
        };
        await using var bed = await HookedAsync();
        var (_, desk, amina, id) = await SentAsync(bed);
        await WaitAsync(() => calls == 1);

        // While the service's machine says nothing, an emergency still goes out by mail.
        await bed.Desk.CaseAsync(Severity.Emergency);
        await bed.Desk.Get<CoRe.Bot.Escalation.Duty.DutyDesk>().GoOnShiftAsync(amina, None);
        bed.Desk.Get<CoRe.Bot.Escalation.Duty.DutyRoster>().Present();
        for (var tries = 0; tries < 500 && bed.Smtp.Letters.Count == 0 && bed.Outside.Heard.IsEmpty; tries++)
        {
            await bed.Desk.Get<CoRe.Bot.Escalation.Ladder.LadderWatch>().ClimbAsync(None);
            await Task.Delay(20);
        }

        Assert.NotEmpty(bed.Smtp.Letters);
        Assert.Equal((1, ReferralState.Sending), (calls, (await desk.OfCaseAsync(id, None))!.Summary.State));

        // The time-out is real, fifteen seconds; then it goes again and is taken.
        for (var tries = 0; tries < 40 && (await desk.OfCaseAsync(id, None))!.Summary.State != ReferralState.Sent; tries++)
        {
            bed.Desk.Time.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(1000);
        }

        Assert.Equal((2, ReferralState.Sent), (calls, (await desk.OfCaseAsync(id, None))!.Summary.State));
        Assert.Single(_service.Heard.Where(heard => heard.Path == "/take").Select(heard => heard.Headers["Idempotency-Key"]).Distinct());
    }

    [Fact]
    public async Task The_programme_answers_signed_and_a_forged_old_or_foreign_answer_changes_nothing()
    {
        await using var bed = await HookedAsync();
        var (talk, desk, _, id) = await SentAsync(bed);
        await bed.DeliveredAsync();
        var referral = (await desk.OfCaseAsync(id, None))!.Summary.Id.Value;
        using var http = new HttpClient { BaseAddress = new Uri(bed.Desk.App.Urls.First()) };
        var now = bed.Desk.Time.GetUtcNow();
        const string Yes = """{"answer":"accept","appointment":"2026-11-25T15:30:00Z"}""";
        var good = SignedHook.Sign(Secret, now, Encoding.UTF8.GetBytes(Yes));
        var forged = new List<string?> { null, "", "t=,v1=", "t=1", good[..^1], good.Replace("t=", "t=1", StringComparison.Ordinal), SignedHook.Sign(Secret, now.AddMinutes(-6), Encoding.UTF8.GetBytes(Yes)),
            SignedHook.Sign(Secret, now.AddMinutes(6), Encoding.UTF8.GetBytes(Yes)), SignedHook.Sign("another-secret-of-others!", now, Encoding.UTF8.GetBytes(Yes)), SignedHook.Sign(Secret, now, "{}"u8) };

        foreach (var signature in forged)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(http, referral, Yes, signature));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(http, Guid.NewGuid(), Yes, good));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(http, referral, new string(' ', 4000), good));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(http, referral, "nonsense", SignedHook.Sign(Secret, now, "nonsense"u8)));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(http, referral, """{"answer":"reject","code":"she lies"}""", SignedHook.Sign(Secret, now, Encoding.UTF8.GetBytes("""{"answer":"reject","code":"she lies"}"""))));
        Assert.Equal(ReferralState.Sent, (await desk.OfCaseAsync(id, None))!.Summary.State);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(http, referral, Yes, good));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(http, referral, Yes, good));
        Assert.Equal(ReferralState.Accepted, (await desk.OfCaseAsync(id, None))!.Summary.State);
        Assert.Contains((await bed.Desk.LinesAsync(talk)).Select(line => line.Activity.Text), text => text?.Contains("Appuntamento: mercoledì 25 novembre, 16:30", StringComparison.Ordinal) == true);

        const string No = """{"answer":"reject","code":"full"}""";
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(http, referral, No, SignedHook.Sign(Secret, now, Encoding.UTF8.GetBytes(No))));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(http, referral, Yes, good));
        Assert.Equal(ReferralState.Rejected, (await desk.OfCaseAsync(id, None))!.Summary.State);
    }

    [Fact]
    public async Task The_programme_hears_of_a_withdrawal()
    {
        await using var bed = await HookedAsync();
        var (talk, desk, _, id) = await SentAsync(bed);
        await bed.DeliveredAsync();

        await bed.Desk.CommitAsync(new WithdrawReferral((await desk.OfCaseAsync(id, None))!.Summary.Id, talk));
        await bed.DeliveredAsync();

        Assert.Equal(["referral.new", "referral.withdrawal"], _service.Heard.Select(heard => (string?)JsonNode.Parse(heard.Body)!["event"]));
        Assert.Null(JsonNode.Parse(_service.Heard.Last().Body)!["need"]);
        Assert.Contains((await desk.OfCaseAsync(id, None))!.History, line => line.Kind == "withdrawal_told");
    }

    [Fact]
    public async Task A_primero_gets_one_case_with_the_id_of_the_referral_whatever_is_lost_on_the_way()
    {
        var (cases, calls) = (new Dictionary<string, JsonNode>(), 0);
        _service.Behave = async (heard, context) =>
        {
            if (heard.Path == "/api/v2/tokens")
            {
                var user = JsonNode.Parse(heard.Body)!["user"]!;
                context.Response.StatusCode = (string?)user["user_name"] == "core" && (string?)user["password"] == "pw" ? 200 : 401;
                context.Response.Headers.Authorization = "Bearer one.two.three";
                return;
            }

            var call = Interlocked.Increment(ref calls);
            if (heard.Headers.GetValueOrDefault("Authorization") != "Bearer one.two.three")
            {
                context.Response.StatusCode = 401;
            }
            else if (heard.Path == "/api/v2/cases")
            {
                var data = JsonNode.Parse(heard.Body)!["data"]!;
                var added = cases.TryAdd((string)data["id"]!, data);
                context.Response.StatusCode = added ? 204 : 409;
                if (call == 1)
                {
                    await Task.Yield();
                    context.Abort();
                }
            }
            else
            {
                cases[heard.Path.Split('/')[^1]]["status"] = (string?)JsonNode.Parse(heard.Body)!["data"]!["status"];
            }
        };
        await using var bed = await StartAsync(("Primero:Address", _service.Address), ("Primero:User", "core"), ("Primero:Password", "pw"),
            ("Primero:Fields:other_id_no", "number"), ("Primero:Fields:protection_concerns", "need_name"), ("Primero:Fields:risk_level", "urgency"), ("Primero:Fields:module_id", "primeromodule-cp"));
        var (talk, desk, _, id) = await SentAsync(bed);
        for (var tries = 0; tries < 10 && (await desk.OfCaseAsync(id, None))!.Summary.State != ReferralState.Sent; tries++)
        {
            bed.Desk.Time.Advance(TimeSpan.FromMinutes(10));
            await bed.DeliveredAsync();
        }

        var referral = (await desk.OfCaseAsync(id, None))!.Summary.Id.Value;
        var record = Assert.Single(cases);
        Assert.Equal((referral.ToString(), "sostegno contro la violenza", "high", "primeromodule-cp"),
            (record.Key, (string?)record.Value["protection_concerns"], (string?)record.Value["risk_level"], (string?)record.Value["module_id"]));
        Assert.Equal(2, calls);

        await bed.Desk.CommitAsync(new WithdrawReferral(new ReferralId(referral), talk));
        await bed.DeliveredAsync();
        Assert.Equal("closed", (string?)record.Value["status"]);
    }

    private Task<LadderBed> HookedAsync(params (string, string?)[] more) => StartAsync([("Hook:Address", _service.Address + "/take"), ("Hook:Secret", Secret), .. more.Select(it => ("/" + it.Item1, it.Item2))]);

    private static Task<LadderBed> StartAsync(params (string Name, string? Value)[] settings) => LadderBed.StartAsync(
        [("Referrals:Recipients:centro:Name", "Centro Prova"), .. settings.Select(it => (it.Name[0] == '/' ? it.Name[1..] : $"Referrals:Recipients:centro:{it.Name}", it.Value))]);

    private static async Task<(ConversationId Talk, ReferralDesk Desk, Actor Amina, CaseId Case)> SentAsync(LadderBed bed)
    {
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.Desk.CaseAsync();
        var desk = bed.Desk.Get<ReferralDesk>();
        await bed.Desk.Get<CaseDesk>().TakeAsync(amina, id, None);
        await desk.DraftAsync(amina, (await bed.Desk.Get<CaseStore>().HeadAsync(id, None))!, None);
        var draft = (await desk.OfCaseAsync(id, None))!.Summary;
        Assert.Null(await desk.CompleteAsync(amina, draft, new ReferralForm("violence_support", "centro", "Milano", Severity.High), None));
        await desk.AskAsync(amina, draft, None);
        await bed.Desk.CommitAsync(new AnswerConsent(draft.Id, talk, Yes: true, LocaleTag.Italian, AgeBand: null));
        Assert.Null(await desk.SendAsync(amina, draft, None));
        return (talk, desk, amina, id);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, Guid referral, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/referrals/{referral:N}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(SignedHook.SignatureHeader, signature);
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task WaitAsync(Func<bool> until)
    {
        for (var tries = 0; tries < 250 && !until(); tries++)
        {
            await Task.Delay(20);
        }

        Assert.True(until());
    }
}
