using System.Net;
using System.Text.RegularExpressions;
using CoRe.Bot.Corrections.Asking;
using CoRe.Bot.Desk;
using CoRe.Bot.Desk.Services;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.ServiceDirectory;
using CoRe.Bot.ServiceDirectory.Upkeep;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Escalation;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Corrections;

/// <summary>A service is asked by e-mail and answers behind its link: real mail server on loopback, real HTTP.</summary>
public sealed partial class AskingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_service_that_says_it_is_true_stands_behind_its_entry_from_that_day()
    {
        await using var bed = await LadderBed.StartAsync(("Site:Address", "https://bot.example"));
        var service = await AgreedAsync(bed);
        Assert.Equal(1, await bed.Desk.Get<ServiceAsker>().AskDueAsync(None));
        Assert.Equal(0, await bed.Desk.Get<ServiceAsker>().AskDueAsync(None));
        var (link, code) = await LetterAsync(bed);
        using var http = Http(bed);

        // A scanner opens the link twice and presses the button without the code.
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(link)).StatusCode);
        Assert.Contains(WebUtility.HtmlEncode(service.Name), (await (await http.GetAsync(link)).Content.ReadAsStringAsync()).Replace("&#xE0;", "à", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, link, "", "true")).StatusCode);
        Assert.Null(bed.Desk.Get<ServiceLibrary>().FindForDesk(service.Id)!.AssuredOn);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(http, link, code, "true")).StatusCode);
        await bed.Desk.Get<DirectoryRefresh>().RefreshAsync(None);

        Assert.Equal(new DateOnly(2026, 11, 23), bed.Desk.Get<ServiceLibrary>().FindForDesk(service.Id)!.AssuredOn);
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(http, link, code, "true")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await http.GetAsync(link)).StatusCode);
        Assert.Equal(2, (await bed.Desk.Get<AskStore>().LastAsync(service.Id, None))!.Opened);
    }

    [Fact]
    public async Task What_has_changed_becomes_a_task_with_the_words_of_the_service()
    {
        await using var bed = await LadderBed.StartAsync(("Site:Address", "https://bot.example"));
        var service = await AgreedAsync(bed);
        await bed.Desk.Get<ServiceAsker>().AskDueAsync(None);
        var (link, code) = await LetterAsync(bed);
        using var http = Http(bed);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, link, code, "changed")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, link, code, "maybe")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, link, code, "changed", new string('x', 1001))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(http, link, code, "changed", "Chiuso il lunedì <script>alert(1)</script>")).StatusCode);

        Assert.Equal([(service.Id, ServiceTaskKind.Changed)], (await bed.Desk.Get<UpkeepStore>().OpenTasksAsync(None)).Select(task => (task.ServiceId, task.Kind)));
        Assert.StartsWith("Chiuso il lunedì", (await bed.Desk.Get<AskStore>().LastAsync(service.Id, None))!.Note, StringComparison.Ordinal);
        Assert.Null(bed.Desk.Get<ServiceLibrary>().FindForDesk(service.Id)!.AssuredOn);
        Assert.DoesNotContain("Chiuso", bed.Desk.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_becomes_a_task_and_after_some_weeks_the_next_question()
    {
        await using var bed = await LadderBed.StartAsync(("Site:Address", "https://bot.example"));
        var service = await AgreedAsync(bed);
        var asker = bed.Desk.Get<ServiceAsker>();
        await asker.AskDueAsync(None);
        var (link, code) = await LetterAsync(bed);
        await using (var db = bed.Desk.Get<ICoreDb>().Open())
        {
            // Three weeks later; moving the clock itself would run every timer of the program for all that time.
            await db.ServiceAsks.ExecuteUpdateAsync(set => set.SetProperty(a => a.At, a => bed.Desk.Time.GetUtcNow().AddDays(-22)).SetProperty(a => a.ExpiresAt, a => bed.Desk.Time.GetUtcNow().AddDays(-1)));
        }

        using var http = Http(bed);
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(http, link, code, "true")).StatusCode);
        Assert.Equal(0, await asker.AskDueAsync(None));
        Assert.Equal([(service.Id, ServiceTaskKind.NoAnswer)], (await bed.Desk.Get<UpkeepStore>().OpenTasksAsync(None)).Select(task => (task.ServiceId, task.Kind)));

        await using (var db = bed.Desk.Get<ICoreDb>().Open())
        {
            await db.ServiceAsks.ExecuteUpdateAsync(set => set.SetProperty(a => a.At, a => bed.Desk.Time.GetUtcNow().AddDays(-75)));
        }

        Assert.Equal(1, await asker.AskDueAsync(None));
    }

    [Fact]
    public async Task A_code_can_be_guessed_five_times_and_no_more()
    {
        await using var bed = await LadderBed.StartAsync(("Site:Address", "https://bot.example"));
        await AgreedAsync(bed);
        await bed.Desk.Get<ServiceAsker>().AskDueAsync(None);
        var (link, code) = await LetterAsync(bed);
        using var http = Http(bed);

        for (var guess = 0; guess < AskLinks.MostTries; guess++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, link, "000000", "true")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(http, link, code, "true")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await http.GetAsync("/ask/" + new string('0', 48))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/ask/short")).StatusCode);
    }

    [Fact]
    public async Task The_page_never_shows_where_a_shielded_service_is()
    {
        await using var bed = await LadderBed.StartAsync(("Site:Address", "https://bot.example"));
        var shielded = bed.Desk.Get<ServiceLibrary>().ForDesk().First(service => service.Shielded);

        var html = bed.Desk.Get<AskPage>().Question(shielded, null);

        Assert.Contains(bed.Desk.Get<DeskWords>()["directory.shielded"][..8], html, StringComparison.Ordinal);
        Assert.DoesNotContain("Via ", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Only_a_coordinator_asks_at_once_and_only_with_a_mailbox_and_a_site()
    {
        await using var bed = await LadderBed.StartAsync();
        var desk = bed.Desk.Get<DirectoryDesk>();
        var (amina, carla) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Carla", OperatorRole.Coordinator));
        var service = await AgreedAsync(bed);

        Assert.Equal("forbidden", await desk.AskAsync(amina, service.Id, None));
        Assert.Equal("email", await desk.AskAsync(carla, bed.Desk.Get<ServiceLibrary>().ForDesk()[1].Id, None));
        Assert.Null(await desk.AskAsync(carla, service.Id, None));
        Assert.Equal("not_asked", await desk.AskAsync(carla, service.Id, None));
    }

    private static async Task<StaffService> AgreedAsync(LadderBed bed)
    {
        var service = bed.Desk.Get<ServiceLibrary>().ForDesk().First(it => it.AssuredOn is null && !it.Shielded);
        await bed.Desk.CommitAsync(new SetAgreement(service.Id, null, null, [], "sportello@servizio.example", new OperatorId("carla")));
        return service;
    }

    private static async Task<(string Link, string Code)> LetterAsync(LadderBed bed)
    {
        await bed.DeliveredAsync();
        var letter = bed.Smtp.Letters.Single(it => it.To.Mailboxes.Single().Address == "sportello@servizio.example").TextBody!;
        return (new Uri(Link().Match(letter).Value).AbsolutePath, Code().Match(letter).Groups[1].Value);
    }

    private static HttpClient Http(LadderBed bed) => new() { BaseAddress = new Uri(bed.Desk.App.Urls.First()) };

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string link, string code, string answer, string note = "")
    {
        using var form = new FormUrlEncodedContent([new("code", code), new("answer", answer), new("note", note)]);
        return await http.PostAsync(link, form);
    }

    [GeneratedRegex(@"https://bot\.example/ask/[0-9a-f]{48}")]
    private static partial Regex Link();

    [GeneratedRegex(@"codice: (\d{6})")]
    private static partial Regex Code();
}
