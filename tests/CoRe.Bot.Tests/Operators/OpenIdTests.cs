using System.Net;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Operators.OpenId;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Tests.Operators;

/// <summary>Sign-in through another provider, against one on loopback that signs its own tokens.</summary>
public sealed class OpenIdTests
{
    private const string In = "/desk/arrived";
    private const string NoAccount = "/desk/sign-in?problem=openid";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_checked_mailbox_links_once_and_from_then_on_the_subject_counts()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider);
        var amina = await HireAsync(bed, "Amina");

        Assert.Contains("Entra con Rete ID", await Door(bed), StringComparison.Ordinal);
        Assert.Equal((In, HttpStatusCode.OK), await EnterAsync(bed, provider, Person("s1", "AMINA@rete.example")));
        Assert.Equal((In, HttpStatusCode.OK), await EnterAsync(bed, provider, Person("s1", "nuovo@altrove.example", verified: false)));
        // The mailbox was given to the next colleague: another subject does not get into the account.
        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, Person("s2", "amina@rete.example"))).Where);

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal((amina.Id.Value, provider.Address, "s1"), await db.UserLogins.Select(l => new ValueTuple<string, string, string>(l.UserId, l.LoginProvider, l.ProviderKey)).SingleAsync());
        Assert.Equal(["openid.link", "sign-in", "sign-in", "sign-in.refused"], await db.Audit.Where(a => a.Action != "account.contact").OrderBy(a => a.Seq).Select(a => a.Action).ToListAsync());
        Assert.All(["rete.example", FakeProvider.ClientSecret, "eyJ"], secret => Assert.DoesNotContain(secret, bed.Log.All, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nobody_is_made_or_guessed_by_signing_in()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider);
        await HireAsync(bed, "Amina");
        await HireAsync(bed, "Bruno", "sportello@rete.example");
        await HireAsync(bed, "Carla", "sportello@rete.example");
        await HireAsync(bed, "Dario", "");

        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, Person("s1", "amina@rete.example", verified: false))).Where);
        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, new() { ["sub"] = "s2", ["email"] = "amina@rete.example" })).Where);
        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, Person("s3", "nessuno@rete.example"))).Where);
        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, Person("s4", "sportello@rete.example"))).Where);
        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, Person("s5", ""))).Where);

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal((5, 0), (await db.Users.CountAsync(), await db.UserLogins.CountAsync()));
    }

    [Fact]
    public async Task A_shut_account_stays_shut()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider);
        var amina = await HireAsync(bed, "Amina");
        await EnterAsync(bed, provider, Person("s1", "amina@rete.example"));
        await bed.Get<Accounts>().SetDisabledAsync(await InvitationTests.BossAsync(bed), amina.Id, disabled: true, None);

        Assert.Equal((NoAccount, HttpStatusCode.Redirect), await EnterAsync(bed, provider, Person("s1", "amina@rete.example")));
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("audience")]
    [InlineData("nonce")]
    public async Task A_token_that_is_not_for_this_browser_and_this_desk_is_refused(string what)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider);
        await HireAsync(bed, "Amina");
        (provider.Forges, provider.Audience, provider.OtherNonce) = (what == "forged", what == "audience" ? "altri" : FakeProvider.ClientId, what == "nonce" ? "altro" : null);

        Assert.Equal(("/desk/sign-in?problem=provider", HttpStatusCode.Redirect), await EnterAsync(bed, provider, Person("s1", "amina@rete.example")));
        Assert.Equal(1, provider.Tokens);
    }

    [Fact]
    public async Task An_answer_opens_no_other_browser_and_no_second_time()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider);
        await HireAsync(bed, "Amina");
        using var mine = bed.Browser();
        using var thief = bed.Browser();
        var back = provider.SignedIn((await mine.Http.GetAsync("/desk/session/openid")).Headers.Location!, Person("s1", "amina@rete.example"));

        var stolen = await thief.Http.GetAsync(back);
        var own = await mine.Http.GetAsync(back);
        var again = await mine.Http.GetAsync(back);

        Assert.Equal(["/desk/sign-in?problem=provider", In, "/desk/sign-in?problem=provider"], [stolen.Headers.Location!.OriginalString, own.Headers.Location!.OriginalString, again.Headers.Location!.OriginalString]);
        Assert.Contains("0;url=/desk\"", await mine.Http.GetStringAsync(In), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_an_app_here_is_asked_for_its_code_unless_the_provider_asks()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider);
        await HireAsync(bed, "Amina");
        using var own = await bed.SignedInAsync("amina");
        var key = await RecoveryCodesTests.EnrolAsync(bed, own, "amina");
        bed.Time.Advance(TimeSpan.FromMinutes(2));
        using var browser = bed.Browser();

        var half = await BackAsync(browser, provider, Person("s1", "amina@rete.example"));
        var before = (await browser.Http.GetAsync("/desk")).StatusCode;
        var wrong = await browser.PostAsync("/desk/code", "/desk/session/code", ("code", "000000"));
        var right = await browser.PostAsync("/desk/code", "/desk/session/code", ("code", Totp.CodeAt(key, bed.Time.GetUtcNow())));
        using var other = bed.Browser();
        var without = await other.PostAsync("/desk/code", "/desk/session/code", ("code", Totp.CodeAt(key, bed.Time.GetUtcNow())));

        Assert.Equal(["/desk/arrived?to=code", "/desk/code?problem=wrong", "/desk", NoAccount],
            [half, wrong.Headers.Location!.OriginalString, right.Headers.Location!.OriginalString, without.Headers.Location!.OriginalString]);
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.OK], [before, (await browser.Http.GetAsync("/desk")).StatusCode]);
    }

    [Fact]
    public async Task A_provider_that_asks_for_both_factors_is_enough_in_production()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider, ("Operators:RequireSecondFactor", "true"), ("Operators:OpenId:ProviderAsksSecondFactor", "true"));
        await HireAsync(bed, "Amina");

        Assert.Equal((In, HttpStatusCode.OK), await EnterAsync(bed, provider, Person("s1", "amina@rete.example")));
    }

    [Fact]
    public async Task A_provider_that_does_not_leaves_the_factor_owed()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider, ("Operators:RequireSecondFactor", "true"));
        await HireAsync(bed, "Amina");
        using var browser = bed.Browser();

        Assert.Equal(In, await BackAsync(browser, provider, Person("s1", "amina@rete.example")));
        Assert.Equal("/desk/second-factor", (await browser.Http.GetAsync("/desk")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_role_map_makes_accounts_and_takes_them_back()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider, ("Operators:OpenId:RoleClaim", "groups"),
            ("Operators:OpenId:RoleMap:0:Value", "banco"), ("Operators:OpenId:RoleMap:0:Role", "operator"), ("Operators:OpenId:RoleMap:1:Value", "capi"), ("Operators:OpenId:RoleMap:1:Role", "coordinator"));

        Dictionary<string, object> Fatou(params string[] groups) => new(Person("s9", "fatou@rete.example")) { ["groups"] = groups, ["preferred_username"] = "fatou", ["given_name"] = "Fatou" };

        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, Fatou("cucina"))).Where);
        Assert.Equal((In, HttpStatusCode.OK), await EnterAsync(bed, provider, Fatou("cucina", "banco")));
        var made = (await bed.Get<Accounts>().ListAsync(None)).Single(a => a.UserName == "fatou");
        Assert.Equal(("Fatou", OperatorRole.Operator, "fatou@rete.example"), (made.DisplayName, made.Role, made.Email));
        Assert.Equal((In, HttpStatusCode.OK), await EnterAsync(bed, provider, Fatou("banco", "capi")));
        Assert.Equal(OperatorRole.Coordinator, (await bed.Get<Accounts>().ListAsync(None)).Single(a => a.UserName == "fatou").Role);
        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, Fatou())).Where);
        // A name that somebody has already is nobody's to take.
        Assert.Equal(NoAccount, (await EnterAsync(bed, provider, new() { ["sub"] = "s10", ["groups"] = "banco", ["preferred_username"] = "capo", ["given_name"] = "Finto" })).Where);
        using var password = bed.Browser();
        Assert.Equal("/desk/sign-in?problem=wrong", await password.SignInAsync("fatou", ""));
    }

    [Fact]
    public async Task An_invitation_can_be_taken_up_with_the_other_provider()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var bed = await StartAsync(provider);
        var link = (await InvitationTests.InviteAsync(bed)).Link!.AbsolutePath;
        using var browser = bed.Browser();
        var begin = $"/desk/session/openid?join={link.Split('/')[^1]}";
        Assert.Contains(begin, await browser.Http.GetStringAsync(link), StringComparison.Ordinal);

        var entered = await BackAsync(browser, provider, Person("s1", "privata@altrove.example"), begin);
        var spent = await BackAsync(browser, provider, Person("s2", "altra@altrove.example"), begin);

        Assert.Equal([In, NoAccount], [entered, spent]);
        Assert.Equal(OperatorRole.Coordinator, (await bed.Get<Accounts>().ListAsync(None)).Single(a => a.UserName == "amina").Role);
    }

    [Fact]
    public async Task Without_a_provider_the_door_has_no_such_way_and_with_a_dead_one_it_says_so()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = bed.Browser();
        Assert.DoesNotContain("/desk/session/openid", await Door(bed), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/desk/session/openid")).StatusCode);

        await using var dead = await new DeskBed(null, ("Operators:OpenId:Authority", "http://127.0.0.1:9"), ("Operators:OpenId:ClientId", "banco"), ("Operators:OpenId:ClientSecret", "un-segreto")).StartAsync();
        using var other = dead.Browser();
        Assert.Equal("/desk/sign-in?problem=provider", (await other.Http.GetAsync("/desk/session/openid")).Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("Authority", "http://login.example")]
    [InlineData("ClientSecret", null)]
    [InlineData("ClientId", " ")]
    [InlineData("PersonClaim", "email")]
    [InlineData("RoleMap:0:Value", "banco")]
    [InlineData("DisplayName", "")]
    public async Task Wrong_settings_do_not_start(string name, string? value)
    {
        await using var bed = new DeskBed(null,
            ("Operators:OpenId:Authority", "https://login.example"), ("Operators:OpenId:ClientId", "banco"), ("Operators:OpenId:ClientSecret", "un-segreto"), ("Operators:OpenId:" + name, value));

        await Assert.ThrowsAsync<OptionsValidationException>(bed.StartAsync);
    }

    /// <summary>Tokens carry the real time, so the desk's clock is set to it.</summary>
    private static async Task<DeskBed> StartAsync(FakeProvider provider, params (string, string?)[] more)
    {
        var bed = new DeskBed(null, provider.Settings(more));
        bed.Time.SetUtcNow(new[] { DateTimeOffset.UtcNow, bed.Time.GetUtcNow() }.Max());
        return await bed.StartAsync();
    }

    private static async Task<Actor> HireAsync(DeskBed bed, string name, string? email = null)
    {
        var actor = await bed.HireAsync(name, OperatorRole.Operator);
        Assert.Null((await bed.Get<Accounts>().SetContactAsync(await InvitationTests.BossAsync(bed), actor.Id, email ?? $"{name.ToLowerInvariant()}@rete.example", "", None)).Problem);
        return actor;
    }

    private static Dictionary<string, object> Person(string subject, string email, bool verified = true) => new() { ["sub"] = subject, ["email"] = email, ["email_verified"] = verified };

    private static async Task<string> Door(DeskBed bed)
    {
        using var browser = bed.Browser();
        return await browser.Http.GetStringAsync("/desk/sign-in");
    }

    private static async Task<(string Where, HttpStatusCode Desk)> EnterAsync(DeskBed bed, FakeProvider provider, Dictionary<string, object> person)
    {
        using var browser = bed.Browser();
        return (await BackAsync(browser, provider, person), (await browser.Http.GetAsync("/desk")).StatusCode);
    }

    private static async Task<string> BackAsync(DeskBrowser browser, FakeProvider provider, Dictionary<string, object> person, string begin = "/desk/session/openid")
    {
        var away = (await browser.Http.GetAsync(begin)).Headers.Location!;
        return (await browser.Http.GetAsync(provider.SignedIn(away, person))).Headers.Location!.OriginalString;
    }
}
