using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoRe.Bot.Operators;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Desk;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoRe.Bot.Tests.Operators;

/// <summary>What can be asked without a device; a real browser with one does the rest (the passkey journey).</summary>
public sealed class PasskeyDoorTests
{
    [Fact]
    public async Task The_door_asks_for_a_device_that_checks_its_owner_and_names_nobody()
    {
        await using var bed = await new DeskBed(null, ("Site:Address", "https://banco.example")).StartAsync();
        using var browser = bed.Browser();

        var answer = await browser.PostAsync("/desk/sign-in", "/desk/session/passkey/ask");
        var question = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(("required", "banco.example"), (question.GetProperty("userVerification").GetString(), question.GetProperty("rpId").GetString()));
        Assert.False(question.TryGetProperty("allowCredentials", out var allowed) && allowed.GetArrayLength() > 0);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("core-passkey-enter=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.All(["httponly", "samesite=strict", "max-age=300"], part => Assert.Contains(part, cookie, StringComparison.Ordinal));
        Assert.DoesNotContain(question.GetProperty("challenge").GetString()!, cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("{\"id\":\"AQID\",\"rawId\":\"AQID\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AAAA\",\"signature\":\"AAAA\"}}")]
    public async Task What_is_no_proof_does_not_open(string credential)
    {
        await using var bed = await new DeskBed().StartAsync();
        using var browser = bed.Browser();
        await browser.PostAsync("/desk/sign-in", "/desk/session/passkey/ask");

        var answer = await browser.PostAsync("/desk/sign-in", "/desk/session/passkey/enter", ("credential", credential));

        Assert.Equal("/desk/sign-in?problem=passkey", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Http.GetAsync("/desk")).StatusCode);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "sign-in.refused" && a.Object == "passkey"));
    }

    [Fact]
    public async Task Without_a_question_of_ours_there_is_no_answer_and_a_guesser_is_slowed()
    {
        await using var bed = await new DeskBed(null, ("Operators:TriesPerClient", "2")).StartAsync();
        using var browser = bed.Browser();

        var answers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add((await browser.PostAsync("/desk/sign-in", "/desk/session/passkey/enter", ("credential", "{}"))).Headers.Location!.OriginalString);
        }

        Assert.Equal(["/desk/sign-in?problem=passkey", "/desk/sign-in?problem=passkey", "/desk/sign-in?problem=slow"], answers);
    }

    [Fact]
    public async Task Making_one_needs_the_password_a_name_and_a_session()
    {
        await using var bed = await new DeskBed().StartAsync();
        using var stranger = bed.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/desk/sign-in", "/desk/session/passkey/new", ("name", "telefono"), ("current", DeskBed.Password))).StatusCode);

        using var browser = await bed.SignedInAsync("capo");
        Assert.Equal((HttpStatusCode.BadRequest, "wrong"), await NewAsync(browser, "telefono", "non-la-password"));
        Assert.Equal((HttpStatusCode.BadRequest, "name"), await NewAsync(browser, " ", DeskBed.Password));
        Assert.Equal((HttpStatusCode.BadRequest, "name"), await NewAsync(browser, new string('a', 41), DeskBed.Password));
        var (status, json) = await NewAsync(browser, "telefono", DeskBed.Password);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("required", "required", "capo"), (Of(json, "userVerification"), Of(json, "residentKey"), JsonDocument.Parse(json).RootElement.GetProperty("user").GetProperty("name").GetString()));
        var forged = await browser.PostAsync("/desk/passkeys", "/desk/session/passkey", ("credential", "{}"));
        Assert.Equal("/desk/passkeys?problem=refused", forged.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Where_two_factors_are_needed_a_password_does_not_get_past_a_passkey()
    {
        await using var bed = await new DeskBed(null, ("Operators:RequireSecondFactor", "true")).StartAsync();
        using var before = bed.Browser();
        Assert.Equal("/desk", await before.SignInAsync("capo", DeskBed.Password));
        await AddAsync(bed);

        using var browser = bed.Browser();
        Assert.Equal("/desk/sign-in?problem=wrong", await browser.SignInAsync("capo", DeskBed.Password));
    }

    [Fact]
    public async Task Taking_one_away_needs_the_password_and_ends_the_other_sessions()
    {
        await using var bed = await new DeskBed().StartAsync();
        await AddAsync(bed);
        using var browser = await bed.SignedInAsync("capo");
        using var other = await bed.SignedInAsync("capo");
        var page = await browser.Http.GetStringAsync("/desk/passkeys");
        var id = Regex.Match(page, "name=\"id\" value=\"([^\"]+)\"").Groups[1].Value;

        var wrong = await browser.PostAsync("/desk/passkeys", "/desk/session/passkey/remove", ("id", id), ("current", "non-la-password"));
        Assert.Contains("chiave blu", await browser.Http.GetStringAsync("/desk/passkeys"), StringComparison.Ordinal);
        await browser.PostAsync("/desk/passkeys", "/desk/session/passkey/remove", ("id", id), ("current", DeskBed.Password));

        Assert.Equal("/desk/passkeys?problem=wrong", wrong.Headers.Location!.OriginalString);
        Assert.DoesNotContain("chiave blu", await browser.Http.GetStringAsync("/desk/passkeys"), StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], [(await browser.Http.GetAsync("/api/desk/queue")).StatusCode, (await other.Http.GetAsync("/api/desk/queue")).StatusCode]);
        await using var db = bed.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "passkey.remove"));
    }

    private static async Task<(HttpStatusCode, string)> NewAsync(DeskBrowser browser, string name, string password)
    {
        var answer = await browser.PostAsync("/desk/passkeys", "/desk/session/passkey/new", ("name", name), ("current", password));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string? Of(string json, string name) => JsonDocument.Parse(json).RootElement.GetProperty("authenticatorSelection").GetProperty(name).GetString();

    /// <summary>A passkey whose device nobody has.</summary>
    private static async Task AddAsync(DeskBed bed)
    {
        await using var scope = bed.App.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        var row = (await accounts.FindByNameAsync("capo"))!;
        await accounts.AddOrUpdatePasskeyAsync(row, new UserPasskeyInfo([250, 251, 252], [4], bed.Time.GetUtcNow(), 0, ["internal"], true, false, false, [5], [6]) { Name = "chiave blu" });
    }
}
