using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CoRe.Bot.Dispatch;
using CoRe.Bot.Escalation;
using CoRe.Bot.Escalation.Conflicts;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Operators.Keys;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Escalation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Desk;

/// <summary>The desk of a partner: keys, the description of the API, hand-off events both ways.</summary>
public sealed class IntegrationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_description_names_every_call_with_a_summary_and_what_it_answers()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(bed.App.Urls.First()) };
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/desk.json"))!;

        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(call => (Path: path.Key, Method: call.Key.ToUpperInvariant(), Call: call.Value!))).ToList();
        var real = ((IEndpointRouteBuilder)bed.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/desk", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal).TrimEnd('/')}"));
        Assert.Equal(real.Order(StringComparer.Ordinal), described.Select(one => $"{one.Method} {one.Path}").Order(StringComparer.Ordinal));
        Assert.All(described, one =>
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)one.Call["summary"]), one.Path);
            Assert.False(string.IsNullOrWhiteSpace((string?)one.Call["operationId"]), one.Path);
            Assert.Contains(one.Call["responses"]!.AsObject(), answer => answer.Key is "200" or "204");
            Assert.Contains("401", one.Call["responses"]!.AsObject().Select(answer => answer.Key));
        });
        Assert.Equal(described.Count, described.Select(one => (string)one.Call["operationId"]!).Distinct().Count());
        Assert.Equal(["key", "session"], document["components"]!["securitySchemes"]!.AsObject().Select(scheme => scheme.Key).Order(StringComparer.Ordinal));
        Assert.Contains("text", document["components"]!["schemas"]!["SayBody"]!["properties"]!.AsObject().Select(member => member.Key));
        Assert.DoesNotContain("/desk/session", document.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_takes_answers_and_closes_a_case_under_its_own_name()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (http, capo, made) = await KeyedAsync(bed);
        using var _ = http;
        var (talk, id) = await bed.CaseAsync();

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/desk/queue")).StatusCode);
        Assert.Equal(204, await PostAsync(http, $"/api/desk/cases/{id}/take"));
        Assert.Equal(204, await PostAsync(http, $"/api/desk/cases/{id}/say", """{"text":"Bonjour"}"""));
        Assert.Equal(204, await PostAsync(http, $"/api/desk/cases/{id}/referral/draft"));
        var referral = JsonNode.Parse(await http.GetStringAsync($"/api/desk/cases/{id}/referral"))!;
        Assert.Equal(("draft", "desk"), ((string?)referral["state"], (string?)referral["turn"]));
        Assert.Equal(409, await PostAsync(http, $"/api/desk/cases/{id}/referral/send"));
        Assert.Equal(204, await PostAsync(http, $"/api/desk/cases/{id}/close", """{"outcome":"informed"}"""));

        Assert.Contains(await bed.LinesAsync(talk), line => line is { Speaker: Speaker.Operator } && line.Activity.Text == "Bonjour");
        await using var db = bed.Get<ICoreDb>().Open();
        var account = (await db.IntegrationKeys.SingleAsync()).AccountId;
        Assert.All(["case.take", "case.say", "case.close"], action => Assert.True(db.Audit.Any(line => line.Actor == account && line.Action == action)));
        Assert.True(await db.Audit.AnyAsync(line => line.Actor == capo.Id.Value && line.Action == "key.create"));
        Assert.DoesNotContain(made[^43..], bed.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_opens_no_page_and_nothing_above_an_operator()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (http, _, _) = await KeyedAsync(bed);
        using var client = http;

        Assert.Equal(HttpStatusCode.Redirect, (await http.GetAsync("/desk")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await http.GetAsync("/desk/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
        Assert.Equal(403, await PostAsync(http, "/api/desk/mode", """{"mode":"closed"}"""));
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync("/api/desk/directory")).StatusCode);
    }

    [Fact]
    public async Task Of_two_hundred_forged_ended_and_foreign_keys_none_opens_and_all_hear_the_same()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (http, capo, good) = await KeyedAsync(bed);
        using var _ = http;
        var keys = bed.Get<IntegrationKeys>();
        var second = (await keys.CreateAsync(capo, new NewKey("Altro", OperatorRole.Operator, "it", 30, ""), None)).Key!;
        var ended = (await keys.CreateAsync(capo, new NewKey("Finito", OperatorRole.Operator, "it", 30, ""), None)).Key!;
        await keys.RevokeAsync(capo, (await keys.ListAsync(None)).Single(line => line.Name == "Finito").Id, None);
        var shut = (await keys.CreateAsync(capo, new NewKey("Chiuso", OperatorRole.Operator, "it", 30, ""), None)).Key!;
        var accounts = bed.Get<Accounts>();
        await accounts.SetDisabledAsync(capo, (await accounts.ListAsync(None)).Single(account => account.DisplayName == "Chiuso").Id, true, None);
        var raised = (await keys.CreateAsync(capo, new NewKey("Cresciuto", OperatorRole.Operator, "it", 30, ""), None)).Key!;
        await using (var db = bed.Get<ICoreDb>().Open())
        {
            var account = await db.Users.SingleAsync(user => user.DisplayName == "Cresciuto");
            await db.UserRoles.Where(link => link.UserId == account.Id).ExecuteDeleteAsync();
            db.UserRoles.Add(new Microsoft.AspNetCore.Identity.IdentityUserRole<string> { UserId = account.Id, RoleId = (await db.Roles.SingleAsync(role => role.Name == Roles.Supervisor)).Id });
            await db.SaveChangesAsync();
        }

        var random = new Random(1);
        List<string> forged = [ended, shut, raised, good[..^43] + second[^43..], second[..^43] + good[^43..], good[..^1], good + "A", good.ToUpperInvariant(), "core_", "", "core_x_y", "Bearer " + good];
        while (forged.Count < 200)
        {
            var letters = good.ToCharArray();
            var at = random.Next(5, letters.Length - 1);
            letters[at] = letters[at] == 'a' ? 'b' : 'a';
            forged.Add(new string(letters));
        }

        var bodies = new HashSet<string>();
        foreach (var key in forged)
        {
            // Past the minute of the throttle, so that each is really looked at.
            bed.Time.Advance(TimeSpan.FromSeconds(5));
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/desk/queue");
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            var said = await answer.Content.ReadAsStringAsync();
            bodies.Add(said.Length == 0 ? said : string.Join(' ', JsonNode.Parse(said)!.AsObject().Where(member => member.Key != "traceId").Select(member => $"{member.Key}={member.Value}")));
        }

        Assert.Single(bodies);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/desk/queue")).StatusCode);
        await using var late = bed.Get<ICoreDb>().Open();
        await late.IntegrationKeys.ExecuteUpdateAsync(set => set.SetProperty(key => key.ExpiresAt, bed.Time.GetUtcNow()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/desk/queue")).StatusCode);
    }

    [Fact]
    public async Task Guessing_is_slowed_even_for_a_right_key_of_the_same_address()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (http, _, good) = await KeyedAsync(bed);
        using var client = http;
        for (var i = 0; i < 30; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/desk/queue") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", good[..^43] + new string('A', 43)) } };
            await http.SendAsync(request);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/desk/queue")).StatusCode);
        bed.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/desk/queue")).StatusCode);
    }

    [Theory]
    [InlineData("Supervisor", 30, "")]
    [InlineData("Coordinator", 30, "")]
    [InlineData("Operator", 0, "")]
    [InlineData("Operator", 366, "")]
    [InlineData("Operator", 30, "http://partner.example/hook")]
    [InlineData("Operator", 30, "ftp://partner.example")]
    public async Task A_key_that_reaches_too_far_is_not_made(string role, int days, string hook)
    {
        await using var bed = await new DeskBed().StartAsync();
        var capo = await bed.HireAsync("Carla", OperatorRole.Supervisor);
        Assert.Equal("key", (await bed.Get<IntegrationKeys>().CreateAsync(capo, new NewKey("Banco", Enum.Parse<OperatorRole>(role), "it", days, hook), None)).Problem);
        Assert.Equal("forbidden", (await bed.Get<IntegrationKeys>().CreateAsync(capo with { Role = OperatorRole.Coordinator }, new NewKey("Banco", OperatorRole.Operator, "it", 30, ""), None)).Problem);
        Assert.Empty(await bed.Get<IntegrationKeys>().ListAsync(None));
    }

    [Fact]
    public async Task Events_go_out_signed_once_each_and_come_in_and_twice_is_as_once()
    {
        await using var bed = await LadderBed.StartAsync();
        await using var partner = await LoopbackHttp.StartAsync();
        var (http, _, _, signing) = await KeyedAsync(bed.Desk, partner.Address + "/events");
        using var _ = http;
        var (talk, id) = await bed.Desk.CaseAsync();
        await bed.DeliveredAsync();
        var initiate = JsonNode.Parse(partner.Heard.Single().Body)!;
        Assert.Equal(("event", "handoff.initiate", id.ToString(), 2), ((string?)initiate["type"], (string?)initiate["name"], (string?)initiate["value"]!["case"], (int)initiate["value"]!["severity"]!));

        partner.Answer = 503;
        var accepted = $$$"""{"type":"event","name":"handoff.status","id":"1","value":{"case":"{{{id}}}","state":"accepted"}}""";
        Assert.Equal(204, await PostAsync(http, "/api/desk/events", accepted));
        Assert.Equal(204, await PostAsync(http, "/api/desk/events", accepted));
        await bed.DeliveredAsync();
        partner.Answer = 200;
        Assert.Equal(204, await PostAsync(http, "/api/desk/events", accepted.Replace("accepted", "failed", StringComparison.Ordinal)));
        Assert.Equal(204, await PostAsync(http, "/api/desk/events", accepted.Replace("accepted", "failed", StringComparison.Ordinal)));
        Assert.Equal(204, await PostAsync(http, "/api/desk/events", accepted));
        var completed = accepted.Replace("\"accepted\"", "\"completed\",\"outcome\":\"informed\"", StringComparison.Ordinal);
        Assert.Equal(204, await PostAsync(http, "/api/desk/events", completed));
        Assert.Equal(204, await PostAsync(http, "/api/desk/events", completed));
        Assert.Equal(400, await PostAsync(http, "/api/desk/events", accepted.Replace("accepted", "invented", StringComparison.Ordinal)));
        Assert.Equal(404, await PostAsync(http, "/api/desk/events", accepted.Replace(id.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal)));
        for (var i = 0; i < 3; i++)
        {
            bed.Desk.Time.Advance(TimeSpan.FromMinutes(1));
            await bed.DeliveredAsync();
        }

        var heard = partner.Heard.ToList();
        var once = heard.GroupBy(call => call.Headers["Idempotency-Key"]).Select(same => JsonNode.Parse(same.First().Body)!).ToList();
        Assert.Equal(["handoff.initiate", "handoff.initiate", "handoff.status accepted", "handoff.status accepted", "handoff.status completed"],
            once.Select(said => $"{said["name"]} {said["value"]!["state"]}".Trim()).Order(StringComparer.Ordinal));
        Assert.All(heard, call =>
        {
            Assert.True(SignedHook.IsSigned(signing!, call.Headers[SignedHook.SignatureHeader], bed.Desk.Time.GetUtcNow(), Encoding.UTF8.GetBytes(call.Body)));
            Assert.DoesNotContain(talk.Value, call.Body, StringComparison.Ordinal);
        });
        Assert.Equal(CaseState.Closed, (await bed.Desk.Get<CaseStore>().HeadAsync(id, None))!.State);
    }

    [Fact]
    public async Task A_desk_of_the_place_complained_of_hears_and_sees_nothing()
    {
        await using var bed = await LadderBed.StartAsync();
        await using var partner = await LoopbackHttp.StartAsync();
        var (http, capo, _, _) = await KeyedAsync(bed.Desk, partner.Address + "/events");
        using var _ = http;
        var accounts = bed.Desk.Get<Accounts>();
        var account = (await accounts.ListAsync(None)).Single(one => one.DisplayName == "Banco Partner");
        await accounts.SetProfileAsync(capo, account.Id, account.Profile with { Places = "casa-azzurra" }, None);
        var talk = await bed.Desk.TalkAsync();
        await bed.Desk.CommitAsync(new NamePlaces(talk, ["casa-azzurra"]), new OpenCase(CaseId.New(bed.Desk.Time), talk, Severity.High, RiskCategory.PhysicalAbuse, ["Parla di botte."], null, "directline", CaseOrigin.Found));
        await bed.DeliveredAsync();
        await using var db = bed.Desk.Get<ICoreDb>().Open();
        var id = (await db.Cases.SingleAsync()).Id;

        Assert.Empty(partner.Heard);
        Assert.DoesNotContain(id.ToString(), await http.GetStringAsync("/api/desk/queue"), StringComparison.Ordinal);
        foreach (var path in new[] { $"/api/desk/cases/{id}", $"/api/desk/cases/{id}/referral" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);
        }

        Assert.Equal(404, await PostAsync(http, $"/api/desk/cases/{id}/take"));
        Assert.Equal(404, await PostAsync(http, $"/api/desk/cases/{id}/referral/draft"));
        Assert.Equal(404, await PostAsync(http, "/api/desk/events", $$$"""{"type":"event","name":"handoff.status","value":{"case":"{{{id}}}","state":"accepted"}}"""));
    }

    private static async Task<(HttpClient Http, Actor Capo, string Key)> KeyedAsync(DeskBed bed)
    {
        var (http, capo, key, _) = await KeyedAsync(bed, "");
        return (http, capo, key);
    }

    private static async Task<(HttpClient Http, Actor Capo, string Key, string? Signing)> KeyedAsync(DeskBed bed, string hook)
    {
        var capo = await bed.HireAsync("Carla", OperatorRole.Supervisor);
        var made = await bed.Get<IntegrationKeys>().CreateAsync(capo, new NewKey("Banco Partner", OperatorRole.Operator, "it fr", 90, hook), None);
        Assert.Null(made.Problem);
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(bed.App.Urls.First()), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", made.Key) } };
        return (http, capo, made.Key!, made.HookSecret);
    }

    private static async Task<int> PostAsync(HttpClient http, string path, string? body = null)
    {
        using var answer = await http.PostAsync(path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
        return (int)answer.StatusCode;
    }
}
