using System.Text.Json;
using CoRe.Bot.Conversations;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Ladder;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Escalation;

public sealed class LadderTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_emergency_that_nobody_takes_climbs_each_rung_once_in_order_with_proof()
    {
        await using var bed = await LadderBed.StartAsync();
        var fatou = await bed.HireAsync("Fatou", OperatorRole.Operator, "it fr");
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator, "it ar");
        await bed.HireAsync("Carla", OperatorRole.Supervisor, phone: "+390622222");
        var (talk, _) = await bed.Desk.CaseAsync(Severity.Emergency);

        // Twice at every moment: a second look must find nothing to do.
        foreach (var seconds in new[] { 0, 0, 44, 0, 1, 0, 45, 0, 30, 0, 3600, 0 })
        {
            await bed.WaitAsync(seconds, fatou, amina);
        }

        Assert.Equal(
            [
                "0 Desk Fatou", "0 Email Fatou",
                "1 Desk Amina", "1 Desk Fatou", "1 Email Amina", "1 Email Fatou",
                "2 Email Carla", "2 Sms Carla",
                "3 Email oncall:0", "3 Sms oncall:0", "3 Call oncall:0", "3 Hook hook",
                "1000 Chat person",
            ],
            await bed.StepsAsync());
        Assert.Equal(["amina", "carla", "fatou", "fatou", "notte"], bed.Smtp.Letters.Select(letter => letter.To.Mailboxes.Single().Address.Split('@')[0]).Order(StringComparer.Ordinal));
        Assert.Single(await bed.Desk.LinesAsync(talk), line => line.Activity.Text?.Contains("n'a encore pris", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Who_takes_the_case_stops_the_ladder_and_what_waits_to_go_out()
    {
        await using var bed = await LadderBed.StartAsync();
        var fatou = await bed.HireAsync("Fatou", OperatorRole.Operator, "fr");
        var (_, id) = await bed.Desk.CaseAsync(Severity.Emergency);
        bed.Smtp.Instead["MAIL"] = "451 later";
        await bed.WaitAsync(0, fatou);

        await bed.Desk.Get<CaseDesk>().TakeAsync(fatou, id, None);
        bed.Smtp.Instead.Clear();
        await bed.WaitAsync(7200, fatou);

        Assert.Equal(["0 Desk Fatou", "0 Email Fatou …"], await bed.StepsAsync());
        Assert.Empty(bed.Smtp.Letters);
    }

    [Fact]
    public async Task With_nobody_on_shift_the_empty_rungs_cost_no_time()
    {
        await using var bed = await LadderBed.StartAsync();
        await bed.HireAsync("Carla", OperatorRole.Supervisor, phone: "+390622222");
        await bed.Desk.CaseAsync(Severity.Emergency);

        await bed.WaitAsync(0);
        var atOnce = await bed.StepsAsync();
        await bed.WaitAsync(30);

        Assert.Equal(["0 Nobody nobody …", "1 Nobody nobody …", "2 Email Carla", "2 Sms Carla"], atOnce);
        Assert.Contains("3 Call oncall:0", await bed.StepsAsync());
    }

    [Fact]
    public async Task In_an_empty_house_the_person_is_told_and_the_case_stays_open()
    {
        await using var bed = await LadderBed.StartAsync(("Escalation:OpeningHours:0", "Mon-Fri 09:00-18:00 Europe/Rome"));
        bed.Desk.Time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 2, 10, 0, TimeSpan.Zero));
        var (talk, id) = await bed.Desk.CaseAsync(Severity.Emergency);

        await bed.WaitAsync(119);
        Assert.DoesNotContain(await bed.Desk.LinesAsync(talk), line => line.Activity.Type == ActivityTypes.Message);
        await bed.WaitAsync(1);
        await bed.WaitAsync(36_000);

        string[] said = [.. (await bed.Desk.LinesAsync(talk)).Where(line => line.Activity.Type == ActivityTypes.Message).Select(line => line.Activity.Text)];
        Assert.Equal(2, said.Length);
        Assert.Contains("112", said[0], StringComparison.Ordinal);
        Assert.Contains("09:00", said[1], StringComparison.Ordinal);
        await using var db = bed.Desk.Get<ICoreDb>().Open();
        Assert.Equal(CaseState.Open, (await db.Cases.SingleAsync(c => c.Id == id.Value)).State);
    }

    [Fact]
    public async Task A_silent_case_climbs_and_says_nothing_in_the_chat()
    {
        await using var bed = await LadderBed.StartAsync();
        var talk = await bed.Desk.TalkAsync();
        await bed.Desk.CommitAsync(new OpenCase(CaseId.New(bed.Desk.Time), talk, Severity.Emergency, RiskCategory.None, ["Frase concordata."], null, "directline", CaseOrigin.Phrase));

        await bed.WaitAsync(0);
        await bed.WaitAsync(600);

        Assert.Contains("3 Email oncall:0", await bed.StepsAsync());
        Assert.DoesNotContain(await bed.Desk.LinesAsync(talk), line => line.Activity.Type == ActivityTypes.Message);
    }

    [Fact]
    public async Task A_case_that_comes_back_to_the_queue_climbs_anew_and_a_graver_one_too()
    {
        await using var bed = await LadderBed.StartAsync();
        var fatou = await bed.HireAsync("Fatou", OperatorRole.Operator, "fr");
        var (_, id) = await bed.Desk.CaseAsync(Severity.High);
        await bed.WaitAsync(0, fatou);
        await bed.Desk.Get<CaseDesk>().TakeAsync(fatou, id, None);
        await bed.WaitAsync(60, fatou);
        await bed.Desk.Get<CaseDesk>().ReturnAsync(fatou, id, None);

        await bed.WaitAsync(1, fatou);
        await bed.Desk.Get<CaseDesk>().RaiseAsync(fatou, id, Severity.Emergency, None);
        await bed.WaitAsync(0, fatou);

        Assert.Equal(["0 Desk Fatou", "0 Desk Fatou", "0 Desk Fatou", "0 Email Fatou"], await bed.StepsAsync());
    }

    [Fact]
    public async Task The_clock_of_an_ordinary_question_stands_still_while_the_desk_is_closed()
    {
        await using var bed = await LadderBed.StartAsync(("Escalation:OpeningHours:0", "Mon-Fri 09:00-18:00 Europe/Rome"));
        await bed.HireAsync("Carla", OperatorRole.Supervisor);
        // Monday 17:30 in Rome.
        bed.Desk.Time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 16, 30, 0, TimeSpan.Zero));
        await bed.Desk.CaseAsync(Severity.Concern, RiskCategory.None, asked: true);

        await bed.WaitAsync(0);
        await bed.WaitAsync(12 * 3600);
        var night = await bed.StepsAsync();
        await bed.WaitAsync(6 * 3600);

        Assert.DoesNotContain(night, step => step.StartsWith("1000", StringComparison.Ordinal));
        Assert.Contains("1000 Chat person", await bed.StepsAsync());
    }

    [Fact]
    public async Task A_killed_program_climbs_on_where_it_stood()
    {
        await using var bed = await LadderBed.StartAsync();
        await bed.HireAsync("Carla", OperatorRole.Supervisor, phone: "+390622222");
        await bed.Desk.CaseAsync(Severity.Emergency);
        await bed.WaitAsync(0);
        var before = bed.Smtp.Letters.Count;

        await bed.RestartAsync();
        await bed.WaitAsync(0);
        var after = bed.Smtp.Letters.Count;
        await bed.WaitAsync(60);

        Assert.Equal((1, 1, 2), (before, after, bed.Smtp.Letters.Count));
    }

    [Fact]
    public async Task No_alert_carries_a_word_of_the_person_or_what_it_is_about()
    {
        await using var bed = await LadderBed.StartAsync();
        await bed.HireAsync("Carla", OperatorRole.Supervisor, phone: "+390622222");
        await bed.Desk.CaseAsync(Severity.Emergency);

        await bed.WaitAsync(0);
        await bed.WaitAsync(60);

        var everything = string.Join('\n', bed.Smtp.Heard) + string.Join('\n', bed.Outside.Heard.Select(request => Uri.UnescapeDataString(request.Body.Replace('+', ' '))));
        Assert.DoesNotContain("botte", everything, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("https://bot.example/desk/case/", everything, StringComparison.Ordinal);
        var call = bed.Outside.Heard.Single(request => request.Path == "/2010-04-01/Accounts/AC1/Calls.json");
        Assert.Contains("it-IT", call.Body, StringComparison.Ordinal);
        Assert.StartsWith("Basic ", call.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_webhook_is_signed_over_its_moment_and_its_body_and_keeps_its_key_at_every_try()
    {
        await using var bed = await LadderBed.StartAsync();
        await bed.Desk.CaseAsync(Severity.Emergency);
        bed.Outside.Answer = 503;
        await bed.WaitAsync(0);
        bed.Outside.Answer = 200;
        await bed.WaitAsync(3600);

        var hooks = bed.Outside.Heard.Where(request => request.Path == "/hook").ToList();
        Assert.True(hooks.Count >= 2);
        Assert.Single(hooks.Select(hook => hook.Headers["Idempotency-Key"]).Distinct());
        var signature = hooks[^1].Headers[SignedHook.SignatureHeader];
        var moment = DateTimeOffset.FromUnixTimeSeconds(long.Parse(signature.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(SignedHook.Sign("a-secret-of-two-machines", moment, System.Text.Encoding.UTF8.GetBytes(hooks[^1].Body)), signature);
        Assert.NotEqual(SignedHook.Sign("a-secret-of-two-machines", moment, System.Text.Encoding.UTF8.GetBytes(hooks[^1].Body + " ")), signature);
        using var json = JsonDocument.Parse(hooks[^1].Body);
        Assert.Equal(("case.waiting", 3), (json.RootElement.GetProperty("event").GetString(), json.RootElement.GetProperty("severity").GetInt32()));
    }

    [Fact]
    public async Task A_drill_goes_every_way_out_when_it_is_due_and_only_once()
    {
        await using var bed = await LadderBed.StartAsync(("Escalation:Ladder:Drill", "Mon,Tue 12:00-12:30 Europe/Rome"));
        await bed.HireAsync("Carla", OperatorRole.Supervisor, phone: "+390622222");

        // The program found last week's drill missing when it started, Monday the 23rd at eleven, and held it before Carla came. Tuesday's is made up for.
        foreach (var (moment, drills) in new[] { ("2026-11-23T11:00:00Z", 2), ("2026-11-24T10:59:00Z", 2), ("2026-11-24T11:40:00Z", 3) })
        {
            bed.Desk.Time.SetUtcNow(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
            await DrilledAsync(bed, drills);
        }

        await bed.DeliveredAsync();

        var steps = await bed.StepsAsync();
        Assert.All(["1 Email Carla", "1 Sms Carla", "1 Call Carla"], step => Assert.Equal(2, steps.Count(s => s == step)));
        Assert.All(["2 Email oncall:0", "2 Sms oncall:0", "2 Call oncall:0", "2 Hook hook"], step => Assert.Equal(3, steps.Count(s => s == step)));
        Assert.All(bed.Smtp.Letters, letter => Assert.Contains("Prova settimanale", letter.Subject, StringComparison.Ordinal));
    }

    /// <summary>Looks as often as the program does; whoever is first holds the drill.</summary>
    private static async Task DrilledAsync(LadderBed bed, int drills)
    {
        for (var tries = 0; tries < 250; tries++)
        {
            try
            {
                await bed.Desk.Get<LadderProof>().DrillAsync(None);
            }
            catch (StaleWriteException)
            {
                // The program was first.
            }

            await using var db = bed.Desk.Get<ICoreDb>().Open();
            if (await db.CaseAlerts.Where(a => a.CaseId == null).Select(a => a.Round).Distinct().CountAsync() is var held && held >= drills)
            {
                Assert.Equal(drills, held);
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail("No drill was held.");
    }

    [Fact]
    public async Task The_watchdog_hears_that_the_ladder_lives()
    {
        await using var bed = await LadderBed.StartAsync();
        var watched = await LadderBed.StartAsync(("Escalation:Ladder:Watchdog", bed.Outside.Address + "/alive"));
        await using (watched)
        {
            await watched.Desk.Get<LadderProof>().LiveAsync(None);
        }

        Assert.Contains(bed.Outside.Heard, request => request.Path == "/alive" && request.Body.Contains("\"waiting\":0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("carla@rete.example", "+39 06 1234567", null)]
    [InlineData("", "", null)]
    [InlineData("carla@rete.example, eva@evil.example", "", "contact")]
    [InlineData("", "112", "contact")]
    [InlineData("", "+39 06 12 a", "contact")]
    public async Task A_supervisor_says_where_somebody_is_reached_and_nonsense_changes_nothing(string email, string phone, string? problem)
    {
        await using var bed = await LadderBed.StartAsync();
        var carla = await bed.HireAsync("Carla", OperatorRole.Supervisor, phone: "+390622222");

        var answer = await bed.Desk.Get<Accounts>().SetContactAsync(carla, carla.Id, email, phone, None);
        var line = (await bed.Desk.Get<Accounts>().ListAsync(None)).Single(account => account.Id == carla.Id);

        Assert.Equal(problem, answer.Problem);
        Assert.Equal(problem is null ? (email, phone.Replace(" ", "", StringComparison.Ordinal)) : ("carla@rete.example", "+390622222"), (line.Email, line.Phone));
        Assert.Equal("forbidden", (await bed.Desk.Get<Accounts>().SetContactAsync(carla with { Role = OperatorRole.Coordinator }, carla.Id, "", "", None)).Problem);
    }

    [Theory]
    [InlineData("Escalation:Ladder:Emergency:0:AfterSeconds", "10")]
    [InlineData("Escalation:Ladder:OnCall:0:Phone", "112")]
    [InlineData("Escalation:Ladder:Hook", "http://outside.example/hook")]
    [InlineData("Escalation:Ladder:HookSecret", "short")]
    [InlineData("Escalation:Ladder:Drill", "sometimes")]
    public async Task A_ladder_that_would_not_be_heard_is_refused_at_the_start(string setting, string value) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () =>
        {
            await using var bed = await LadderBed.StartAsync((setting, value));
        });
}
