using System.Net;
using System.Text.RegularExpressions;
using CoRe.Bot.Desk.Referring;
using CoRe.Bot.Escalation;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Operators;
using CoRe.Bot.Referrals;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using CoRe.Bot.Tests.Escalation;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Referrals;

/// <summary>A service answers behind its link: real mail server on loopback, real HTTP.</summary>
public sealed partial class AnsweringTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_service_opens_says_yes_with_an_appointment_and_later_how_it_went()
    {
        await using var bed = await StartAsync();
        var (talk, desk, amina, id) = await SentAsync(bed);
        var (link, code) = await LettersAsync(bed);
        using var service = Browser(bed);

        // A scanner opens the link and presses the button: nothing is shown, nothing moves.
        using var scanner = Browser(bed);
        var shown = await (await scanner.GetAsync(link)).Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(scanner, link, ("code", ""))).StatusCode);
        Assert.DoesNotContain("Milano", shown, StringComparison.Ordinal);
        Assert.Equal(ReferralState.Sent, (await desk.OfCaseAsync(id, None))!.Summary.State);

        Assert.Equal(HttpStatusCode.Found, (await PostAsync(service, link, ("code", code))).StatusCode);
        var page = WebUtility.HtmlDecode(await service.GetStringAsync(link));
        Assert.Contains("Milano", page, StringComparison.Ordinal);
        Assert.Contains("protezione di un minore", page, StringComparison.Ordinal);
        Assert.DoesNotContain("botte", page, StringComparison.Ordinal);
        var view = (await desk.OfCaseAsync(id, None))!;
        Assert.Equal((ReferralState.Opened, ReferralOwner.Service, 2), (view.Summary.State, view.Summary.Owner, Assert.Single(view.Links).Fetched));

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(service, link, ("answer", "accept"), ("when", "2020-01-01T10:00"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(service, link, ("answer", "accept"), ("when", "soon"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(service, link, ("answer", "reject"), ("reason", "Amina is not welcome"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(service, link, ("answer", "accept"), ("when", "2026-11-25T16:30"))).StatusCode);
        Assert.Contains((await bed.Desk.LinesAsync(talk)).Select(line => line.Activity.Text), text => text?.EndsWith("Appuntamento: mercoledì 25 novembre, 16:30", StringComparison.Ordinal) == true);

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(service, link, ("answer", "accept"), ("when", "2026-11-26T09:00"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(service, link, ("answer", "finish"), ("reason", "helped"))).StatusCode);
        view = (await desk.OfCaseAsync(id, None))!;
        Assert.Equal((ReferralState.Completed, "helped"), (view.Summary.State, view.Summary.Outcome));
        Assert.Equal(["drafted", "completed", "asked", "agreed", "sending", "sent", "opened", "accepted", "appointment", "finished"], view.History.Select(line => line.Kind));
        await using var db = bed.Desk.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Facts.CountAsync(f => f.Type == FactType.ReferralAccepted));
        Assert.Equal(1, await db.Facts.CountAsync(f => f.Type == FactType.ReferralCompleted));
        Assert.Equal(HttpStatusCode.Gone, (await service.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Used_forwarded_revoked_expired_and_invented_links_are_one_and_the_same_page()
    {
        await using var bed = await StartAsync();
        var (talk, desk, amina, id) = await SentAsync(bed);
        var (link, code) = await LettersAsync(bed);
        using var service = Browser(bed);
        using var friend = Browser(bed);
        var invented = await PageAsync(friend, "/r/" + new string('0', 48));
        Assert.Equal(HttpStatusCode.Gone, invented.Status);

        // Forwarded with its code to somebody else after the service opened it.
        await PostAsync(service, link, ("code", code));
        var forwarded = await PostAsync(friend, link, ("code", code));
        Assert.Equal(invented, (forwarded.StatusCode, await forwarded.Content.ReadAsStringAsync()));
        Assert.DoesNotContain("Milano", await friend.GetStringAsync(link), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(friend, link, ("answer", "accept"))).StatusCode);

        // A new link ends the old one, also for the browser that had opened it.
        Assert.Null(await desk.RemindAsync(amina, (await desk.OfCaseAsync(id, None))!.Summary, None));
        Assert.Equal(invented, await PageAsync(service, link));
        (link, code) = await LettersAsync(bed);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(service, link, ("code", code))).StatusCode);

        await using (var db = bed.Desk.Get<ICoreDb>().Open())
        {
            var until = bed.Desk.Time.GetUtcNow();
            await db.ReferralLinks.Where(l => l.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, until));
            Assert.Equal(invented, await PageAsync(service, link));
            await db.ReferralLinks.Where(l => l.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, until.AddDays(1)));
        }

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(service, link, ("answer", "reject"), ("reason", "full"))).StatusCode);
        Assert.Equal(invented, await PageAsync(service, link));
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(service, link, ("answer", "accept"))).StatusCode);
        Assert.Equal((ReferralState.Rejected, "full"), ((await desk.OfCaseAsync(id, None))!.Summary.State, (await desk.OfCaseAsync(id, None))!.Summary.Outcome));
    }

    [Fact]
    public async Task The_persons_withdrawal_ends_the_link_at_once()
    {
        await using var bed = await StartAsync();
        var (talk, desk, _, id) = await SentAsync(bed);
        var (link, code) = await LettersAsync(bed);
        using var service = Browser(bed);
        await PostAsync(service, link, ("code", code));

        await bed.Desk.CommitAsync(new WithdrawReferral((await desk.OfCaseAsync(id, None))!.Summary.Id, talk));

        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(service, link, ("answer", "accept"))).StatusCode);
        Assert.Equal(ReferralState.Withdrawn, (await desk.OfCaseAsync(id, None))!.Summary.State);
    }

    [Fact]
    public async Task Five_wrong_codes_end_a_link_and_the_desk_sees_it()
    {
        await using var bed = await StartAsync();
        var (_, desk, _, id) = await SentAsync(bed);
        var (link, code) = await LettersAsync(bed);
        using var guesser = Browser(bed);

        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(guesser, link, ("code", "000000"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(guesser, link, ("code", code))).StatusCode);
        Assert.Contains((await desk.OfCaseAsync(id, None))!.History, line => line.Kind == "link_locked");
    }

    [Fact]
    public async Task Ten_thousand_guesses_are_slowed_logged_once_and_find_nothing()
    {
        await using var bed = await StartAsync();
        await SentAsync(bed);
        var (link, _) = await LettersAsync(bed);
        using var guesser = Browser(bed);
        var random = new Random(7);
        var answers = new Dictionary<HttpStatusCode, int>();
        for (var guess = 0; guess < 10_000; guess++)
        {
            var token = string.Concat(Enumerable.Range(0, 48).Select(_ => "0123456789abcdef"[random.Next(16)]));
            using var answer = await guesser.GetAsync("/r/" + token, HttpCompletionOption.ResponseHeadersRead);
            answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
        }

        Assert.Equal((20, 9_980), (answers[HttpStatusCode.Gone], answers[HttpStatusCode.TooManyRequests]));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.GetAsync(link)).StatusCode);
        Assert.Single(bed.Desk.Log.All.Split('\n'), line => line.Contains("tries links of referrals", StringComparison.Ordinal));
        bed.Desk.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, (await guesser.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task An_agreed_phone_gets_the_code_and_the_mailbox_only_the_link()
    {
        await using var bed = await StartAsync(("Referrals:Recipients:centro:Phone", "+390612345678"));
        await SentAsync(bed);
        await bed.DeliveredAsync();

        Assert.DoesNotContain(bed.Smtp.Letters, letter => letter.Subject!.EndsWith(": codice", StringComparison.Ordinal));
        var sms = Assert.Single(bed.Outside.Heard, it => it.Path.EndsWith("Messages.json", StringComparison.Ordinal));
        Assert.Matches(@"segnalazione.*\d{6}", WebUtility.UrlDecode(sms.Body));
    }

    [Fact]
    public async Task A_service_with_a_phone_alone_gets_link_and_code_in_two_short_messages()
    {
        await using var bed = await LadderBed.StartAsync(("Referrals:Recipients:centro:Name", "Centro Prova"), ("Referrals:Recipients:centro:Phone", "+390612345678"));
        var (talk, desk, _, id) = await SentAsync(bed);
        await bed.DeliveredAsync();

        Assert.Equal(ReferralState.Sent, (await desk.OfCaseAsync(id, None))!.Summary.State);
        var sms = bed.Outside.Heard.Where(it => it.Path.EndsWith("Messages.json", StringComparison.Ordinal)).Select(it => WebUtility.UrlDecode(it.Body)).ToList();
        var link = new Uri(Link().Match(Assert.Single(sms, text => text.Contains("/r/", StringComparison.Ordinal))).Value).AbsolutePath;
        var code = Code().Match(Assert.Single(sms, text => text.Contains("codice per", StringComparison.Ordinal))).Groups[1].Value;
        using var service = Browser(bed);
        Assert.Equal(HttpStatusCode.Found, (await PostAsync(service, link, ("code", code))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(service, link, ("answer", "accept"))).StatusCode);

        await bed.Desk.CommitAsync(new WithdrawReferral((await desk.OfCaseAsync(id, None))!.Summary.Id, talk));
        await bed.DeliveredAsync();
        Assert.Contains(bed.Outside.Heard, it => WebUtility.UrlDecode(it.Body).Contains("è ritirata", StringComparison.Ordinal));
        Assert.Empty(bed.Smtp.Letters);
    }

    private static async Task<LadderBed> StartAsync(params (string, string?)[] more) => await LadderBed.StartAsync(
        [("Site:Address", "https://bot.example"), ("Referrals:Recipients:centro:Name", "Centro Prova"), ("Referrals:Recipients:centro:Email", "centro@example.org"), .. more]);

    private static async Task<(ConversationId Talk, ReferralDesk Desk, Actor Amina, CaseId Case)> SentAsync(LadderBed bed)
    {
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        var (talk, id) = await bed.Desk.CaseAsync();
        var desk = bed.Desk.Get<ReferralDesk>();
        await bed.Desk.Get<CaseDesk>().TakeAsync(amina, id, None);
        await desk.DraftAsync(amina, (await bed.Desk.Get<CaseStore>().HeadAsync(id, None))!, None);
        var draft = (await desk.OfCaseAsync(id, None))!.Summary;
        await desk.CompleteAsync(amina, draft, new ReferralForm("child_protection", "centro", "Milano", Severity.High), None);
        await desk.AskAsync(amina, draft, None);
        await bed.Desk.CommitAsync(new AnswerConsent(draft.Id, talk, Yes: true, LocaleTag.Italian, AgeBand: null));
        Assert.Null(await desk.SendAsync(amina, draft, None));
        return (talk, desk, amina, id);
    }

    /// <summary>The newest link and the newest code, as the service finds them in its mailbox.</summary>
    private static async Task<(string Link, string Code)> LettersAsync(LadderBed bed)
    {
        await bed.DeliveredAsync();
        var letters = bed.Smtp.Letters.Where(letter => letter.To.Mailboxes.Single().Address == "centro@example.org").Select(letter => letter.TextBody!).ToList();
        return (new Uri(letters.Select(text => Link().Match(text)).Last(match => match.Success).Value).AbsolutePath, letters.Select(text => Code().Match(text)).Last(match => match.Success).Groups[1].Value);
    }

    private static HttpClient Browser(LadderBed bed) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(bed.Desk.App.Urls.First()) };

    private static async Task<(HttpStatusCode Status, string Html)> PageAsync(HttpClient http, string link)
    {
        using var answer = await http.GetAsync(link);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string link, params (string Name, string Value)[] fields) =>
        http.PostAsync(link, new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));

    [GeneratedRegex(@"https://bot\.example/r/[0-9a-f]{48}")]
    private static partial Regex Link();

    [GeneratedRegex(@"è: (\d{6})")]
    private static partial Regex Code();
}
