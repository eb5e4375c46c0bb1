using System.Net;
using System.Text.RegularExpressions;
using CoRe.Bot.Facts;
using CoRe.Bot.Operators;
using CoRe.Bot.Operators.Factors;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoRe.Bot.Tests.Operators;

public sealed partial class RecoveryCodesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Ten_codes_are_shown_once_and_each_opens_the_door_once()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = await bed.SignedInAsync("capo");
        await EnrolAsync(bed, browser);

        var first = await browser.Http.GetStringAsync("/desk/second-factor");
        var again = await browser.Http.GetStringAsync("/desk/second-factor");
        var codes = Codes(first);
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Empty(Codes(again));
        Assert.Contains("rimasti: 10", again, StringComparison.Ordinal);

        using var lost = bed.Browser();
        var typed = codes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal);
        Assert.Equal("/desk/sign-in?problem=wrong", await lost.SignInAsync("capo", "non-la-password", codes[3]));
        Assert.Equal("/desk", await lost.SignInAsync("capo", DeskBed.Password, typed));
        Assert.Equal("/desk/sign-in?problem=wrong", await lost.SignInAsync("capo", DeskBed.Password, codes[3]));
        Assert.Equal("/desk", await lost.SignInAsync("capo", DeskBed.Password, codes[4]));
        Assert.Equal("/desk/sign-in?problem=wrong", await lost.SignInAsync("capo", DeskBed.Password, "abcde-fghjk"));
        Assert.Contains("rimasti: 8", await browser.Http.GetStringAsync("/desk/second-factor"), StringComparison.Ordinal);

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal((1, 2), (await db.Audit.CountAsync(a => a.Action == "second-factor.codes"), await db.Audit.CountAsync(a => a.Action == "second-factor.recovery")));
        Assert.DoesNotContain(await db.UserTokens.Select(t => t.Value).ToListAsync(), value => codes.Any(code => value!.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
        Assert.All(codes, code => Assert.DoesNotContain(code, bed.Log.All, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task New_codes_need_the_password_and_end_the_old_ones()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = await bed.SignedInAsync("capo");
        await EnrolAsync(bed, browser);
        var old = Codes(await browser.Http.GetStringAsync("/desk/second-factor"));

        var without = await browser.PostAsync("/desk/second-factor", "/desk/session/recovery", ("current", "non-la-password"));
        Assert.Equal("/desk/second-factor?problem=wrong", without.Headers.Location!.OriginalString);
        Assert.Empty(Codes(await browser.Http.GetStringAsync("/desk/second-factor")));

        await browser.PostAsync("/desk/second-factor", "/desk/session/recovery", ("current", DeskBed.Password));
        var codes = Codes(await browser.Http.GetStringAsync("/desk/second-factor"));
        Assert.Equal(10, codes.Except(old).Count());
        using var lost = bed.Browser();
        Assert.Equal("/desk/sign-in?problem=wrong", await lost.SignInAsync("capo", DeskBed.Password, old[0]));
        Assert.Equal("/desk", await lost.SignInAsync("capo", DeskBed.Password, codes[0]));
    }

    [Fact]
    public async Task Without_an_app_there_are_no_codes_to_make()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = await bed.SignedInAsync("capo");

        await browser.PostAsync("/desk/second-factor", "/desk/session/recovery", ("current", DeskBed.Password));

        Assert.Empty(Codes(await browser.Http.GetStringAsync("/desk/second-factor")));
        Assert.Equal(0, await bed.Get<RecoveryCodes>().LeftAsync((await bed.Get<Accounts>().ListAsync(None)).Single().Id, None));
    }

    [Fact]
    public async Task A_code_opens_only_its_own_account_and_two_hands_at_once_open_one_door()
    {
        await using var bed = await new DeskBed().StartAsync();
        var (amina, bruno, recovery) = (await bed.HireAsync("Amina", OperatorRole.Operator), await bed.HireAsync("Bruno", OperatorRole.Operator), bed.Get<RecoveryCodes>());
        var codes = await recovery.RenewAsync(amina.Id, None);

        Assert.False(await recovery.UseAsync(bruno.Id, codes[0], None));
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => recovery.UseAsync(amina.Id, codes[0], None)));

        Assert.Equal(1, both.Count(opened => opened));
        Assert.Equal(9, await recovery.LeftAsync(amina.Id, None));
    }

    [Fact]
    public async Task A_reset_by_the_supervisor_leaves_no_code_and_no_passkey()
    {
        await using var bed = await new DeskBed().StartAsync();
        var boss = new Actor((await bed.Get<Accounts>().ListAsync(None)).Single().Id, "capo", OperatorRole.Supervisor);
        var amina = await bed.HireAsync("Amina", OperatorRole.Operator);
        await bed.Get<RecoveryCodes>().RenewAsync(amina.Id, None);
        await using (var scope = bed.App.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
            var row = (await accounts.FindByIdAsync(amina.Id.Value))!;
            Assert.True((await accounts.AddOrUpdatePasskeyAsync(row, new UserPasskeyInfo([1, 2, 3], [4], bed.Time.GetUtcNow(), 0, ["internal"], true, false, false, [5], [6]) { Name = "telefono" })).Succeeded);
            Assert.True((await accounts.AddLoginAsync(row, new UserLoginInfo("https://login.example", "s1", "Rete"))).Succeeded);
        }

        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal((1, 1), (await db.Set<IdentityUserPasskey<string>>().CountAsync(), await db.UserLogins.CountAsync()));
        Assert.Null((await bed.Get<Accounts>().ResetAsync(boss, amina.Id, None)).Problem);

        Assert.Equal(0, await bed.Get<RecoveryCodes>().LeftAsync(amina.Id, None));
        Assert.Equal((0, 0), (await db.Set<IdentityUserPasskey<string>>().CountAsync(), await db.UserLogins.CountAsync()));
    }

    [Theory]
    [InlineData("123456", null)]
    [InlineData("123 456", null)]
    [InlineData("", null)]
    [InlineData("ABCDE-23456", "abcde23456")]
    [InlineData(" abcde 23456 ", "abcde23456")]
    public void Six_digits_are_never_taken_for_a_recovery_code(string typed, string? expected) => Assert.Equal(expected, RecoveryCodes.Plain(typed));

    /// <summary>Switches the app on and returns its key.</summary>
    internal static async Task<string> EnrolAsync(DeskBed bed, DeskBrowser browser, string name = "capo")
    {
        await browser.PostAsync("/desk/second-factor", "/desk/session/second-factor/key", ("current", DeskBed.Password));
        await using var scope = bed.App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        var key = await accounts.GetAuthenticatorKeyAsync((await accounts.FindByNameAsync(name))!);
        var enrolled = await browser.PostAsync("/desk/second-factor", "/desk/session/second-factor", ("code", Totp.CodeAt(key!, bed.Time.GetUtcNow())));
        Assert.Equal((HttpStatusCode.Redirect, "/desk/second-factor"), (enrolled.StatusCode, enrolled.Headers.Location!.OriginalString));
        return key!;
    }

    private static List<string> Codes(string html) => [.. Code().Matches(html).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("<code class=\"secret\">([a-z2-9]{5}-[a-z2-9]{5})</code>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();
}
