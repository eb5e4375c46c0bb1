using System.Net;
using System.Net.Http.Json;
using CoRe.Bot.Desk.Api;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Desk;

public sealed class DeskDoorTests
{
    /// <summary>What anybody may reach; everything else under these paths asks who is there.</summary>
    private static readonly string[] Open =
    [
        "/desk/sign-in", "/desk/session", "/desk/session/language", "/desk/desk.css", "/desk/desk.js", "/desk/door.js", "/desk/push.js", "/desk/session/passkey/ask", "/desk/session/passkey/enter",
        "/desk/arrived", "/desk/code", "/desk/session/openid", "/desk/session/code", "/join/{Token}", "/join/{token}/account",
    ];

    /// <summary>All that answers an auditor: the trail, and what belongs to the own account.</summary>
    private static readonly string[] Auditors = ["/desk/arrived", "/desk/audit", "/desk/code", "/desk/passkeys", "/desk/password", "/desk/second-factor", "/desk/sign-in"];

    private static readonly (string, string?)[] WithProvider =
        [("Operators:OpenId:Authority", "http://127.0.0.1:9"), ("Operators:OpenId:ClientId", "banco"), ("Operators:OpenId:ClientSecret", "un-segreto")];

    [Fact]
    public async Task Every_route_of_the_desk_asks_who_is_there()
    {
        await using var bed = await new DeskBed(null, WithProvider).StartAsync();

        var undeclared = Undeclared(((IEndpointRouteBuilder)bed.App).DataSources.SelectMany(d => d.Endpoints)).ToList();

        Assert.Empty(undeclared);
    }

    [Fact]
    public void A_route_without_policy_is_seen()
    {
        var planted = new RouteEndpointBuilder(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/api/desk/planted"), 0).Build();
        var opened = new RouteEndpointBuilder(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/desk/planted"), 0) { Metadata = { new AuthorizeAttribute(), new AllowAnonymousAttribute() } }.Build();

        Assert.Equal(["/api/desk/planted", "/desk/planted"], Undeclared([planted, opened]));
    }

    [Fact]
    public async Task An_auditor_opens_the_trail_and_nothing_where_a_word_of_a_case_stands()
    {
        await using var bed = await new DeskBed(null, WithProvider).StartAsync();
        await bed.HireAsync("Rita", OperatorRole.Auditor);
        await bed.HireAsync("Amina", OperatorRole.Operator);
        var (_, id) = await bed.CaseAsync();
        using var rita = await bed.SignedInAsync("rita");
        using var amina = await bed.SignedInAsync("amina");

        var opened = await OpenedAsync(bed, rita, id);
        // The same walk with another role: it does find the doors that stay shut here.
        var others = await OpenedAsync(bed, amina, id);

        Assert.Equal(Auditors, opened);
        Assert.All(["/api/desk/cases/{id:guid}", "/api/desk/queue", "/desk/case/{Case:guid}", "/desk/closed"], path => Assert.Contains(path, others));
        Assert.Equal("/desk/audit", (await rita.Http.GetAsync("/desk")).Headers.Location!.OriginalString);
        foreach (var endpoint in Endpoints(bed).Where(e => Path(e).StartsWith("/api/desk", StringComparison.Ordinal)))
        {
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Filled(endpoint, id)) { Headers = { { DeskGate.Header, "1" } } };
                Assert.Equal((Path(endpoint), HttpStatusCode.Forbidden), (Path(endpoint), (await rita.Http.SendAsync(request)).StatusCode));
            }
        }
    }

    [Fact]
    public async Task An_auditor_is_told_how_many_cases_there_are()
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        await bed.CaseAsync(Severity.Emergency);
        await bed.CaseAsync();
        var (_, taken) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, taken, default);

        var counts = await bed.Get<CoRe.Bot.Desk.Door.CaseCounts>().ReadAsync(default);

        Assert.Equal([(Severity.Emergency, 1, 0, 0), (Severity.High, 1, 1, 0), (Severity.Concern, 0, 0, 0), (Severity.None, 0, 0, 0)], counts.Select(c => (c.Severity, c.Waiting, c.Taken, c.Closed)));
    }

    [Theory]
    [InlineData("nobody", "/api/desk/queue", 401)]
    [InlineData("nobody", "/api/desk/status", 401)]
    [InlineData("nobody", "/desk", 302)]
    [InlineData("nobody", "/desk/accounts", 302)]
    [InlineData("nobody", "/_blazor/negotiate", 401)]
    [InlineData("operator", "/api/desk/queue", 200)]
    [InlineData("operator", "/desk", 200)]
    [InlineData("nobody", "/desk/directory", 302)]
    [InlineData("operator", "/desk/directory", 200)]
    [InlineData("operator", "/api/desk/directory", 403)]
    [InlineData("coordinator", "/api/desk/directory", 403)]
    [InlineData("supervisor", "/api/desk/directory", 200)]
    [InlineData("nobody", "/desk/words", 302)]
    [InlineData("operator", "/desk/words", 403)]
    [InlineData("coordinator", "/desk/words", 403)]
    [InlineData("supervisor", "/desk/words", 200)]
    [InlineData("editor", "/desk/words", 200)]
    [InlineData("lawyer", "/desk/words", 200)]
    [InlineData("editor", "/desk", 302)]
    [InlineData("editor", "/desk/closed", 403)]
    [InlineData("editor", "/desk/referrals", 403)]
    [InlineData("editor", "/desk/directory", 403)]
    [InlineData("editor", "/api/desk/queue", 403)]
    [InlineData("lawyer", "/api/desk/queue", 403)]
    [InlineData("lawyer", "/desk/accounts", 403)]
    [InlineData("operator", "/desk/closed", 200)]
    [InlineData("operator", "/desk/shifts", 200)]
    [InlineData("editor", "/desk/shifts", 403)]
    [InlineData("operator", "/desk/sign-off", 200)]
    [InlineData("operator", "/desk/exports", 403)]
    [InlineData("coordinator", "/desk/exports", 200)]
    [InlineData("nobody", "/desk/exports/7b5d0a54-7a3b-4a58-8f54-0b9f0f2f4a11", 302)]
    [InlineData("lawyer", "/desk/exports/7b5d0a54-7a3b-4a58-8f54-0b9f0f2f4a11", 403)]
    [InlineData("supervisor", "/desk/exports/7b5d0a54-7a3b-4a58-8f54-0b9f0f2f4a11", 404)]
    [InlineData("operator", "/desk/deliveries", 403)]
    [InlineData("operator", "/desk/accounts", 403)]
    [InlineData("operator", "/desk/audit", 403)]
    [InlineData("coordinator", "/desk/deliveries", 200)]
    [InlineData("coordinator", "/desk/accounts", 403)]
    [InlineData("supervisor", "/desk/deliveries", 200)]
    [InlineData("supervisor", "/desk/accounts", 200)]
    [InlineData("supervisor", "/desk/audit", 200)]
    [InlineData("auditor", "/desk/audit", 200)]
    [InlineData("editor", "/desk/audit", 403)]
    [InlineData("lawyer", "/desk/audit", 403)]
    [InlineData("coordinator", "/desk/audit", 403)]
    [InlineData("auditor", "/desk/words", 403)]
    [InlineData("auditor", "/desk/accounts", 403)]
    [InlineData("auditor", "/desk/directory", 403)]
    [InlineData("nobody", "/desk/passkeys", 302)]
    [InlineData("operator", "/desk/passkeys", 200)]
    public async Task Each_role_reaches_what_the_matrix_says(string role, string path, int status)
    {
        await using var bed = await new DeskBed().StartAsync();
        await bed.HireAsync("Amina", Roles.Parse(role));
        using var browser = role == "nobody" ? bed.Browser() : await bed.SignedInAsync("amina");

        var answer = path.StartsWith("/_blazor", StringComparison.Ordinal) ? await browser.Http.PostAsync(path + "?negotiateVersion=1", null) : await browser.Http.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_speaks_the_language_that_was_chosen_and_keeps_it()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = bed.Browser();
        var door = await browser.Http.GetStringAsync("/desk/sign-in");
        var token = System.Text.RegularExpressions.Regex.Match(door, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.Contains("<html lang=\"it\"", door, StringComparison.Ordinal);

        await browser.Http.PostAsync("/desk/session/language", new FormUrlEncodedContent([new("to", "xx"), new("__RequestVerificationToken", token)]));
        Assert.Contains("<html lang=\"it\"", await browser.Http.GetStringAsync("/desk/sign-in"), StringComparison.Ordinal);
        await browser.Http.PostAsync("/desk/session/language", new FormUrlEncodedContent([new("to", "en-GB"), new("__RequestVerificationToken", token)]));
        door = await browser.Http.GetStringAsync("/desk/sign-in");

        Assert.Contains("<html lang=\"en\"", door, StringComparison.Ordinal);
        Assert.Contains("Password", door, StringComparison.Ordinal);
        Assert.DoesNotContain("Entra al banco", door, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Http.PostAsync("/desk/session/language", new FormUrlEncodedContent([new("to", "it-IT")]))).StatusCode);
    }

    [Theory]
    [InlineData("operator", 403)]
    [InlineData("coordinator", 204)]
    [InlineData("supervisor", 204)]
    public async Task Only_a_coordinator_switches_the_desk_by_the_api(string role, int status)
    {
        await using var bed = await new DeskBed().StartAsync();
        await bed.HireAsync("Amina", Roles.Parse(role));
        using var browser = await bed.SignedInAsync("amina");

        Assert.Equal(status, (int)await PostAsync(browser, "/api/desk/mode", new { mode = "closed" }));
        Assert.Equal(status == 204 ? DeskMode.Closed : DeskMode.InformationOnly, bed.Get<IDeskStatus>().Now.Mode);
    }

    [Fact]
    public async Task A_case_is_read_taken_answered_and_closed_by_the_api()
    {
        await using var bed = await new DeskBed().StartAsync();
        await bed.HireAsync("Amina", OperatorRole.Operator);
        await bed.HireAsync("Bruno", OperatorRole.Operator);
        var (talk, id) = await bed.CaseAsync();
        using var amina = await bed.SignedInAsync("amina");
        using var bruno = await bed.SignedInAsync("bruno");

        var queue = await amina.Http.GetFromJsonAsync("/api/desk/queue", DeskJson.Default.QueueJson);
        var path = $"/api/desk/cases/{queue!.Cases.Single().Case}";
        Assert.Equal(204, (int)await PostAsync(amina, path + "/take"));
        Assert.Equal(409, (int)await PostAsync(bruno, path + "/take"));
        Assert.Equal(409, (int)await PostAsync(bruno, path + "/say", new { text = "ciao" }));
        Assert.Equal(204, (int)await PostAsync(amina, path + "/say", new { text = "<b>Bonjour</b>" }));
        Assert.Equal(422, (int)await PostAsync(amina, path + "/say", new { text = "scrivimi a me@example.org" }));
        Assert.Equal(204, (int)await PostAsync(amina, path + "/notes", new { text = "ha 15 anni" }));
        var file = await amina.Http.GetFromJsonAsync(path, DeskJson.Default.CaseJson);
        Assert.Equal(204, (int)await PostAsync(amina, path + "/close", new { outcome = "informed" }));
        Assert.Equal(404, (int)await PostAsync(amina, path + "/say", new { text = "ciao" }));

        Assert.Equal(id.ToString(), file!.Case);
        Assert.True(file.Mine);
        Assert.Equal(["Parla di botte."], file.Reasons);
        Assert.Contains(file.History, h => h.Note == "ha 15 anni");
        Assert.Contains(file.Lines, l => l is { Speaker: "operator", Text: "<b>Bonjour</b>", Name: "Amina" });
        Assert.DoesNotContain("ha 15 anni", string.Join('\n', (await bed.LinesAsync(talk)).Select(l => System.Text.Encoding.UTF8.GetString(l.Json.Span))), StringComparison.Ordinal);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "case.open"));
    }

    [Fact]
    public async Task What_a_page_of_another_site_could_send_changes_nothing()
    {
        await using var bed = await new DeskBed().StartAsync();
        await bed.HireAsync("Amina", OperatorRole.Operator);
        var (_, id) = await bed.CaseAsync();
        using var amina = await bed.SignedInAsync("amina");

        var form = await amina.Http.PostAsync($"/api/desk/cases/{id}/take", new FormUrlEncodedContent([]));
        using var hijack = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", "https://evil.example" } } };
        var foreign = await amina.Http.SendAsync(hijack);
        using var own = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", bed.App.Urls.First() } } };
        var same = await amina.Http.SendAsync(own);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.OK], [form.StatusCode, foreign.StatusCode, same.StatusCode]);
        Assert.Null((await bed.Get<CaseStore>().HeadAsync(id, default))!.Owner);
    }

    [Theory]
    [InlineData("{\"text\":\"ciao\",\"extra\":1}", "application/json", 400)]
    [InlineData("{\"text\":", "application/json", 400)]
    [InlineData("text=ciao", "application/x-www-form-urlencoded", 415)]
    [InlineData("{\"text\":\"   \"}", "application/json", 400)]
    public async Task Only_the_documented_shape_is_taken(string body, string type, int status)
    {
        await using var bed = await new DeskBed().StartAsync();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (_, id) = await bed.CaseAsync();
        await bed.Get<CaseDesk>().TakeAsync(amina, id, default);
        using var browser = await bed.SignedInAsync("amina");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/desk/cases/{id}/say")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, type), Headers = { { DeskGate.Header, "1" } },
        };

        Assert.Equal(status, (int)(await browser.Http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Desk_pages_are_never_kept_and_hold_no_inline_script()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = await bed.SignedInAsync("capo");

        foreach (var path in new[] { "/desk", "/desk/sign-in", "/desk/password", "/desk/second-factor", "/desk/passkeys", "/desk/code", "/desk/arrived", "/desk/audit" })
        {
            var answer = await browser.Http.GetAsync(path);
            var html = await answer.Content.ReadAsStringAsync();
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

            Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?![^>]*src=)[^>]*>", html);
            Assert.DoesNotMatch(" style=| on[a-z]+=", html);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(DeskBrowser browser, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body), Headers = { { DeskGate.Header, "1" } } };
        return (await browser.Http.SendAsync(request)).StatusCode;
    }

    private static IEnumerable<string> Undeclared(IEnumerable<Microsoft.AspNetCore.Http.Endpoint> endpoints) => endpoints.OfType<RouteEndpoint>()
        .Where(e => Path(e).StartsWith("/desk", StringComparison.Ordinal) || Path(e).StartsWith("/join", StringComparison.Ordinal) || Path(e).StartsWith("/api/desk", StringComparison.Ordinal) || Path(e).StartsWith("/_blazor", StringComparison.Ordinal))
        .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null || (e.Metadata.GetMetadata<IAllowAnonymous>() is not null))
        .Where(e => !Open.Contains(Unprinted(Path(e))) || e.Metadata.GetMetadata<IAllowAnonymous>() is null)
        .Select(Path).Distinct();

    private static IEnumerable<RouteEndpoint> Endpoints(DeskBed bed) => ((IEndpointRouteBuilder)bed.App).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Pages and calls of the desk that answer this browser with more than a refusal; the files of the page do not count.</summary>
    private static async Task<IReadOnlyList<string>> OpenedAsync(DeskBed bed, DeskBrowser browser, CaseId id)
    {
        var opened = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in Endpoints(bed).Where(e => (Path(e) + "/").StartsWith("/desk/", StringComparison.Ordinal) || Path(e).StartsWith("/api/desk", StringComparison.Ordinal)))
        {
            var isPage = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) != false && !Path(endpoint).Contains(".js", StringComparison.Ordinal) && !Path(endpoint).Contains(".css", StringComparison.Ordinal);
            if (isPage && (await browser.Http.GetAsync(Filled(endpoint, id))).IsSuccessStatusCode)
            {
                opened.Add(Path(endpoint));
            }
        }

        return [.. opened];
    }

    private static string Filled(RouteEndpoint endpoint, CaseId id) => System.Text.RegularExpressions.Regex.Replace(Path(endpoint), @"\{[^}]+\}", id.ToString());

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.Trim('/');

    /// <summary>A file's address may carry its fingerprint and say that it is packed.</summary>
    private static string Unprinted(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"^(/desk/(?:desk|door|push))(?:\.[a-z0-9]{6,})?(\.(?:css|js))(?:\.gz)?$", "$1$2");
}
