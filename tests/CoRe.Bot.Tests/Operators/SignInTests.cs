using System.Net;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Operators;

public sealed class SignInTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Name_and_password_open_the_desk_with_a_cookie_that_scripts_and_other_sites_cannot_use()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = bed.Browser();

        var before = await browser.Http.GetAsync("/desk");
        var answer = await browser.PostAsync("/desk/sign-in", "/desk/session", ("userName", "capo"), ("password", DeskBed.Password));
        var after = await browser.Http.GetAsync("/desk");

        Assert.Equal((HttpStatusCode.Redirect, "/desk/sign-in"), (before.StatusCode, before.Headers.Location!.OriginalString));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("core=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.All(["httponly", "samesite=strict", "path=/"], part => Assert.Contains(part, cookie, StringComparison.Ordinal));
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task The_door_does_not_say_what_was_wrong()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = bed.Browser();

        var wrongPassword = await browser.SignInAsync("capo", "tre-Gatti-sul-tavolo");
        var wrongName = await browser.SignInAsync("nessuno", DeskBed.Password);
        var tooLong = await browser.SignInAsync("capo", new string('a', 5000));

        Assert.Equal(["/desk/sign-in?problem=wrong", "/desk/sign-in?problem=wrong", "/desk/sign-in?problem=wrong"], [wrongPassword, wrongName, tooLong]);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(2, await db.Audit.CountAsync(a => a.Action == "sign-in.refused"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = await bed.SignedInAsync("capo");
        var fields = new Dictionary<string, string> { ["userName"] = "capo", ["password"] = DeskBed.Password };

        var signIn = await browser.Http.PostAsync("/desk/session", new FormUrlEncodedContent(fields));
        var signOut = await browser.Http.PostAsync("/desk/session/end", new FormUrlEncodedContent(fields));

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [signIn.StatusCode, signOut.StatusCode]);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/desk")).StatusCode);
    }

    [Fact]
    public async Task A_guesser_is_slowed_and_an_operators_own_browser_still_gets_in()
    {
        await using var bed = await new DeskBed(null, ("Operators:TriesPerClient", "3"), ("Operators:TriesOfStrangers", "6")).StartAsync();
        await bed.HireAsync("Amina", OperatorRole.Operator);
        using var known = await bed.SignedInAsync("amina");
        using var guesser = bed.Browser();

        bed.Time.Advance(TimeSpan.FromMinutes(5));
        var guesses = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            guesses.Add(await guesser.SignInAsync("amina", $"indovino-numero-{i}"));
        }

        var rightButSlow = await guesser.SignInAsync("amina", DeskBed.Password);
        var operatorsOwn = await known.SignInAsync("amina", DeskBed.Password);

        Assert.Equal([.. Enumerable.Repeat("/desk/sign-in?problem=wrong", 3), .. Enumerable.Repeat("/desk/sign-in?problem=slow", 2)], guesses);
        Assert.Equal("/desk/sign-in?problem=slow", rightButSlow);
        Assert.Equal("/desk", operatorsOwn);
    }

    [Fact]
    public async Task A_code_of_the_second_factor_opens_once()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = await bed.SignedInAsync("capo");
        var key = await RecoveryCodesTests.EnrolAsync(bed, browser);

        bed.Time.Advance(TimeSpan.FromMinutes(2));
        var code = Totp.CodeAt(key, bed.Time.GetUtcNow());
        using var other = bed.Browser();
        var without = await other.SignInAsync("capo", DeskBed.Password);
        var first = await other.SignInAsync("capo", DeskBed.Password, code);
        using var thief = bed.Browser();
        var again = await thief.SignInAsync("capo", DeskBed.Password, code);

        Assert.Equal(["/desk/sign-in?problem=wrong", "/desk", "/desk/sign-in?problem=wrong"], [without, first, again]);
    }

    [Fact]
    public async Task In_production_nobody_reaches_the_desk_without_a_second_factor()
    {
        await using var bed = await new DeskBed(null, ("Operators:RequireSecondFactor", "true")).StartAsync();
        using var browser = await bed.SignedInAsync("capo");

        var desk = await browser.Http.GetAsync("/desk");
        var api = await browser.Http.GetAsync("/api/desk/queue");
        await RecoveryCodesTests.EnrolAsync(bed, browser);

        Assert.Equal((HttpStatusCode.Redirect, "/desk/second-factor"), (desk.StatusCode, desk.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.Forbidden, api.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/desk")).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_when_idle_and_at_its_longest_life()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var idle = await bed.SignedInAsync("capo");
        using var busy = await bed.SignedInAsync("capo");

        bed.Time.Advance(TimeSpan.FromMinutes(14));
        var stillThere = (await busy.Http.GetAsync("/api/desk/queue")).StatusCode;
        bed.Time.Advance(TimeSpan.FromMinutes(2));
        var gone = (await idle.Http.GetAsync("/api/desk/queue")).StatusCode;
        var worked = new List<HttpStatusCode>();
        for (var i = 0; i < 60; i++)
        {
            bed.Time.Advance(TimeSpan.FromMinutes(8));
            worked.Add((await busy.Http.GetAsync("/api/desk/queue")).StatusCode);
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (stillThere, gone));
        Assert.Equal(57, worked.Count(s => s == HttpStatusCode.OK));
        Assert.All(worked.Skip(57), s => Assert.Equal(HttpStatusCode.Unauthorized, s));
    }

    [Fact]
    public async Task A_stolen_cookie_dies_with_sign_out_and_with_the_account()
    {
        await using var bed = await new DeskBed().StartAsync();
        var capo = (await bed.Get<Accounts>().ListAsync(None)).Single();
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        using var browser = await bed.SignedInAsync("amina");
        using var thief = browser.Copy();
        var stolen = (await thief.Http.GetAsync("/desk")).StatusCode;

        var signOut = await browser.PostAsync("/desk", "/desk/session/end");
        var afterSignOut = (await thief.Http.GetAsync("/api/desk/queue")).StatusCode;
        using var again = await bed.SignedInAsync("amina");
        await bed.Get<Accounts>().SetDisabledAsync(new Actor(capo.Id, "capo", OperatorRole.Supervisor), amina.Id, disabled: true, None);
        var afterDisabling = (await again.Http.GetAsync("/api/desk/queue")).StatusCode;

        Assert.Equal("/desk/sign-in", signOut.Headers.Location!.OriginalString);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [stolen, afterSignOut, afterDisabling]);
        Assert.Equal("/desk/sign-in?problem=wrong", await again.SignInAsync("amina", DeskBed.Password));
    }

    [Fact]
    public async Task A_one_time_password_opens_only_the_page_that_replaces_it_and_grows_old()
    {
        await using var bed = await new DeskBed().StartAsync();
        var boss = new Actor((await bed.Get<Accounts>().ListAsync(None)).Single().Id, "capo", OperatorRole.Supervisor);
        var made = await bed.Get<Accounts>().CreateAsync(boss, new NewAccount("amina", "Amina", "it ar", OperatorRole.Operator), None);
        var late = await bed.Get<Accounts>().CreateAsync(boss, new NewAccount("bruno", "Bruno", "it", OperatorRole.Operator), None);
        using var browser = bed.Browser();

        var entered = await browser.SignInAsync("amina", made.OneTimePassword!);
        var desk = (await browser.Http.GetAsync("/desk")).Headers.Location?.OriginalString;
        var weak = await browser.PostAsync("/desk/password", "/desk/session/password", ("current", made.OneTimePassword!), ("wanted", "password1234"));
        var changed = await browser.PostAsync("/desk/password", "/desk/session/password", ("current", made.OneTimePassword!), ("wanted", "due-Gatti-sul-tetto"));
        bed.Time.Advance(TimeSpan.FromHours(25));
        using var tooLate = bed.Browser();

        Assert.Equal(["/desk", "/desk/password", "/desk/password?problem=weak", "/desk"],
            [entered, desk ?? "", weak.Headers.Location!.OriginalString, changed.Headers.Location!.OriginalString]);
        Assert.Equal("/desk/sign-in?problem=wrong", await tooLate.SignInAsync("bruno", late.OneTimePassword!));
        Assert.Equal("/desk", await tooLate.SignInAsync("amina", "due-Gatti-sul-tetto"));
    }

    [Fact]
    public async Task Passwords_are_hashed_with_the_rounds_that_the_standard_asks()
    {
        await using var bed = await new DeskBed().StartAsync();
        await using var db = bed.Get<ICoreDb>().Open();

        var hash = Convert.FromBase64String((await db.Users.SingleAsync()).PasswordHash!);

        // Identity's version 3: marker, PRF (2 = HMAC-SHA-512), rounds, each big-endian.
        Assert.Equal(1, hash[0]);
        Assert.Equal(2u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.True(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)) >= 210_000);
    }
}
