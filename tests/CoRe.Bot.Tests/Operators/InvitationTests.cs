using CoRe.Bot.Dispatch;
using System.Net;
using System.Text.RegularExpressions;
using CoRe.Bot.Desk.Door;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Operators.Hiring;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using CoRe.Bot.Tests.Escalation;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Operators;

/// <summary>A person is invited, by letter or by hand, and chooses a password that no supervisor has seen.</summary>
public sealed partial class InvitationTests
{
    private const string Chosen = "quattro-Cani-in-giardino";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly NewAccount Amina = new("amina", "Amina", "it ar", OperatorRole.Coordinator);

    [Fact]
    public async Task A_letter_carries_the_link_and_the_person_comes_in_with_the_role_of_the_invitation()
    {
        await using var bed = await LadderBed.StartAsync();
        var answer = await InviteAsync(bed.Desk);
        await bed.DeliveredAsync();
        var letter = bed.Smtp.Letters.Single(it => it.To.Mailboxes.Single().Address == "amina@rete.example").TextBody!;
        var link = new Uri(Link().Match(letter).Value).AbsolutePath;
        using var browser = bed.Desk.Browser();

        // A scanner of the mail server opens the link first, twice.
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync(link)).StatusCode);
        Assert.Contains("Il tuo nome utente è amina", WebUtility.HtmlDecode(await browser.Http.GetStringAsync(link)), StringComparison.Ordinal);
        Assert.Equal("/desk", await JoinAsync(browser, link, Chosen));

        Assert.Equal(new InviteAnswer(null, null), answer);
        Assert.Contains("Ciao Amina", letter, StringComparison.Ordinal);
        Assert.Contains("Coordinatore", letter, StringComparison.Ordinal);
        Assert.Contains("26/11/2026 11:00", letter, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/desk/deliveries")).StatusCode);
        var line = (await bed.Desk.Get<Accounts>().ListAsync(None)).Single(a => a.UserName == "amina");
        Assert.Equal(("Amina", "it ar", OperatorRole.Coordinator, "amina@rete.example", false), (line.DisplayName, line.Languages, line.Role, line.Email, line.OneTimePassword));
        using var later = bed.Desk.Browser();
        Assert.Equal("/desk", await later.SignInAsync("amina", Chosen));
        Assert.DoesNotContain("amina@rete.example", bed.Desk.Log.All, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_a_mail_server_the_link_is_shown_and_stands_nowhere_in_clear()
    {
        await using var bed = await new DeskBed().StartAsync();

        var answer = await InviteAsync(bed);

        Assert.StartsWith("http://banco.test/join/", answer.Link!.AbsoluteUri, StringComparison.Ordinal);
        var token = answer.Link.Segments[^1];
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(LinkSecrets.Hash(token), (await db.Invitations.SingleAsync()).TokenHash);
        Assert.Equal(0, await db.Outbox.CountAsync());
        Assert.Equal(["account.invite"], await db.Audit.Select(a => a.Action).ToListAsync());
        Assert.All(await db.Audit.ToListAsync(), line => Assert.DoesNotContain("amina", line.Object, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_link_makes_one_account_and_after_that_looks_like_one_that_never_was()
    {
        await using var bed = await new DeskBed().StartAsync();
        var link = (await InviteAsync(bed)).Link!.AbsolutePath;
        using var first = bed.Browser();
        using var second = bed.Browser();

        Assert.Equal(link + "?problem=weak", await JoinAsync(first, link, "password1234"));
        Assert.Equal(link + "?problem=weak", await JoinAsync(first, link, "corta"));
        Assert.Equal(link + "?problem=weak", await JoinAsync(first, link, "amina-amina-1"));
        var both = await Task.WhenAll(JoinAsync(first, link, Chosen), JoinAsync(second, link, "cinque-Pesci-nel-lago"));
        var never = "/join/" + new string('0', 48);

        Assert.Equal(["/desk", link], both.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await bed.Get<Accounts>().ListAsync(None)).Count);
        using var stranger = bed.Browser();
        var (spent, unknown) = (await stranger.Http.GetAsync(link), await stranger.Http.GetAsync(never));
        Assert.Equal([HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.Gone], [spent.StatusCode, unknown.StatusCode, (await stranger.Http.GetAsync("/join/x")).StatusCode]);
        Assert.Equal(await WithoutTokensAsync(spent), await WithoutTokensAsync(unknown));
        Assert.Contains("no-store", spent.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "account.join"));
    }

    /// <summary>The page without what is new on every page: the tokens against forged forms.</summary>
    private static async Task<string> WithoutTokensAsync(HttpResponseMessage answer) =>
        Regex.Replace(await answer.Content.ReadAsStringAsync(), "[\\w+/=-]{60,}", "");

    [Fact]
    public async Task Age_revoking_and_a_newer_invitation_end_a_link()
    {
        await using var bed = await new DeskBed().StartAsync();
        var boss = await BossAsync(bed);
        var desk = bed.Get<InviteDesk>();
        using var browser = bed.Browser();

        var replaced = (await InviteAsync(bed)).Link!.AbsolutePath;
        var revoked = (await InviteAsync(bed)).Link!.AbsolutePath;
        Assert.Equal(HttpStatusCode.Gone, (await browser.Http.GetAsync(replaced)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync(revoked)).StatusCode);
        var line = Assert.Single(await desk.OpenAsync(None));
        Assert.Equal("forbidden", await desk.RevokeAsync(boss with { Role = OperatorRole.Coordinator }, line.Id, None));
        Assert.Null(await desk.RevokeAsync(boss, line.Id, None));
        Assert.Equal("gone", await desk.RevokeAsync(boss, line.Id, None));
        Assert.Equal(HttpStatusCode.Gone, (await browser.Http.GetAsync(revoked)).StatusCode);

        var old = (await InviteAsync(bed)).Link!.AbsolutePath;
        bed.Time.Advance(TimeSpan.FromHours(71));
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync(old)).StatusCode);
        bed.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Gone, (await browser.Http.GetAsync(old)).StatusCode);
        Assert.Null((await bed.Get<InvitationStore>().LivingAsync(old.Split('/')[^1], None)));
        await Assert.ThrowsAsync<StaleWriteException>(() => bed.CommitAsync(new SpendInvitation(line.Id)));
    }

    [Fact]
    public async Task Only_a_supervisor_invites_and_only_to_a_mailbox_and_a_free_name()
    {
        await using var bed = await new DeskBed().StartAsync();
        var boss = await BossAsync(bed);
        await bed.HireAsync("Bruno", OperatorRole.Operator);

        async Task<string?> Problem(Actor who, NewAccount account, string email) =>
            (await bed.Get<InviteDesk>().InviteAsync(who, account, email, new Uri("http://banco.test/"), TimeZoneInfo.Utc, None)).Problem;

        Assert.Equal("forbidden", await Problem(boss with { Role = OperatorRole.Coordinator }, Amina, "amina@rete.example"));
        Assert.Equal("forbidden", await Problem(boss with { Role = OperatorRole.Auditor }, Amina, "amina@rete.example"));
        Assert.Equal("email", await Problem(boss, Amina, "Amina <amina@rete.example>"));
        Assert.Equal("InvalidUserName", await Problem(boss, Amina with { UserName = "a b" }, "amina@rete.example"));
        Assert.Equal("DuplicateUserName", await Problem(boss, Amina with { UserName = "BRUNO" }, "amina@rete.example"));
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(0, await db.Invitations.CountAsync() + await db.Audit.CountAsync());
    }

    [Fact]
    public async Task Somebody_who_took_the_name_meanwhile_ends_the_link_and_the_guesser_is_slowed()
    {
        await using var bed = await new DeskBed(null, ("Operators:TriesPerClient", "3")).StartAsync();
        var link = (await InviteAsync(bed)).Link!.AbsolutePath;
        await bed.HireAsync("Amina", OperatorRole.Operator);
        using var browser = bed.Browser();

        Assert.Equal(link, await JoinAsync(browser, link, Chosen));
        Assert.Equal(2, (await bed.Get<Accounts>().ListAsync(None)).Count);
        await JoinAsync(browser, link, Chosen);
        await JoinAsync(browser, link, Chosen);
        Assert.Equal(link + "?problem=slow", await JoinAsync(browser, link, Chosen));
    }

    [Fact]
    public async Task Where_two_factors_are_needed_the_newcomer_sets_one_up_first()
    {
        await using var bed = await new DeskBed(null, ("Operators:RequireSecondFactor", "true")).StartAsync();
        var link = (await InviteAsync(bed)).Link!.AbsolutePath;
        using var browser = bed.Browser();

        Assert.Equal("/desk", await JoinAsync(browser, link, Chosen));

        Assert.Equal("/desk/second-factor", (await browser.Http.GetAsync("/desk")).Headers.Location!.OriginalString);
    }

    internal static async Task<InviteAnswer> InviteAsync(DeskBed bed) =>
        await bed.Get<InviteDesk>().InviteAsync(await BossAsync(bed), Amina, " amina@rete.example ", new Uri("http://banco.test/"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"), None);

    internal static async Task<Actor> BossAsync(DeskBed bed) => new((await bed.Get<Accounts>().ListAsync(None)).Single(a => a.UserName == "capo").Id, "capo", OperatorRole.Supervisor);

    private static async Task<string> JoinAsync(DeskBrowser browser, string link, string password)
    {
        // The page of a dead link has no form any more; a browser that had it open still has the token.
        var living = (await browser.Http.GetAsync(link)).IsSuccessStatusCode;
        return (await browser.PostAsync(living ? link : "/desk/sign-in", link + "/account", ("wanted", password))).Headers.Location!.OriginalString;
    }

    [GeneratedRegex(@"https://bot\.example/join/[0-9a-f]{48}")]
    private static partial Regex Link();
}
