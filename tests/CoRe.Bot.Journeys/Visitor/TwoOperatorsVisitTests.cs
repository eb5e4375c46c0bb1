using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>A child writes in Arabic, two operators see it at once, one of them answers in Italian, and the server dies in between.</summary>
[Collection(RealProcess.Name)]
public sealed class TwoOperatorsVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string OnlyTheOwner = "Scrive solo chi ha il caso";
    private const string Password = "tre-Gatti-sul-tetto";

    [BrowserFact]
    public async Task One_takes_the_case_the_other_is_told_and_nothing_is_lost_when_the_server_dies()
    {
        using var engine = new EchoEngine();
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", $"--Operators:Bootstrap:Password={Password}", "--Translator:Engine=Libre", $"--Translator:Address={engine.Address}");
        await using var first = await DeskAsync();
        await SignInAsync(first, host, "capo", Password);
        await using var second = await DeskAsync();
        await HireAsync(first, second, host);
        await using var child = await phone.BeginAsync(host, "ar");
        await child.SayAsync("أبي يضربني كل يوم، رقمي 333 1234567");
        await child[Visit.Waiting].WaitForAsync();

        foreach (var desk in new[] { first, second })
        {
            await desk.GoAsync(new Uri(host.Address, "/desk"));
            await desk[".queue li a"].First.ClickAsync();
            await desk["button[accesskey=p]"].WaitForAsync();
        }

        // A page is drawn before its live line is open; until then nobody answers a click.
        for (var tries = 0; tries < 20 && await first["#say"].CountAsync() + await second["#say"].CountAsync() == 0; tries++)
        {
            await Task.WhenAll(TakeAsync(first), TakeAsync(second));
            await Task.Delay(500);
        }

        await first["#say"].Or(first[".talk p.muted", OnlyTheOwner]).First.WaitForAsync();
        await second["#say"].Or(second[".talk p.muted", OnlyTheOwner]).First.WaitForAsync();
        var (firstHas, secondHas) = (await first["#say"].CountAsync() > 0, await second["#say"].CountAsync() > 0);
        Assert.True(firstHas ^ secondHas, "Exactly one holds the talk.");
        var (winner, loser) = firstHas ? (first, second) : (second, first);
        await loser[".case dl", firstHas ? "con capo" : "con Amina"].WaitForAsync();

        await winner[".translation", "(it) أبي يضربني كل يوم"].First.WaitForAsync();
        await winner["#say"].FillAsync("Ciao, sono qui con te.");
        await winner["form.composer button[type=submit]", "Traduci"].ClickAsync();
        await winner["form.composer .notice", "(it) (ar) Ciao, sono qui con te."].WaitForAsync();
        Assert.Equal(0, await child["#talk .bubble", "(ar) Ciao"].CountAsync());
        await winner["form.composer button[type=submit]", "Invia"].ClickAsync();
        await child["#talk .bubble", "(ar) Ciao, sono qui con te."].WaitForAsync();
        lock (engine.Heard)
        {
            Assert.DoesNotContain(engine.Heard, words => words.Contains("1234567", StringComparison.Ordinal));
        }

        await host.KillAsync();
        await child.SayAsync("ما زلت هنا");
        await host.StartAgainAsync();
        await winner.GoAsync(new Uri(host.Address, "/desk"));
        await winner[".queue li a"].First.ClickAsync();
        await winner[".line.person .words", "ما زلت هنا"].WaitForAsync(new() { Timeout = 30_000 });
        Assert.Equal(1, await winner[".line.person .words", "ما زلت هنا"].CountAsync());
        Assert.Equal(1, await winner[".line.operator .words", "(ar) Ciao, sono qui con te."].CountAsync());
        await winner["#say"].WaitForAsync();
        Assert.Empty(await winner.BarriersAsync());
    }

    private static async Task TakeAsync(PhonePage desk)
    {
        try
        {
            await desk["button[accesskey=p]"].ClickAsync(new() { Timeout = 2000 });
        }
        catch (TimeoutException)
        {
            // Somebody has it already: the button is gone.
        }
    }

    private Task<PhonePage> DeskAsync() => phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 900 });

    private static async Task SignInAsync(PhonePage desk, RealHost host, string name, string password)
    {
        await desk.GoAsync(new Uri(host.Address, "/desk/sign-in"));
        await desk["[name=userName]"].FillAsync(name);
        await desk["[name=password]"].FillAsync(password);
        await desk["main button[type=submit]"].ClickAsync();
    }

    /// <summary>The supervisor makes an account; its owner signs in with the password shown once and sets one of her own.</summary>
    private static async Task HireAsync(PhonePage supervisor, PhonePage operatorDesk, RealHost host)
    {
        await supervisor.SeesAsync("Coda");
        await supervisor.GoAsync(new Uri(host.Address, "/desk/accounts"));
        var once = supervisor["code.secret"];
        for (var tries = 0; tries < 20 && await once.CountAsync() == 0; tries++)
        {
            // The page is drawn before its live line is open; until then nobody answers.
            await supervisor["form.row input"].Nth(0).FillAsync("amina");
            await supervisor["form.row input"].Nth(1).FillAsync("Amina");
            await supervisor["form.row input"].Nth(2).FillAsync("it ar");
            await supervisor["form.row button.primary"].First.ClickAsync();
            await Task.Delay(500);
        }

        var password = await once.InnerTextAsync();
        await SignInAsync(operatorDesk, host, "amina", password);
        await operatorDesk["[name=current]"].FillAsync(password);
        await operatorDesk["[name=wanted]"].FillAsync("quattro-Cani-in-giardino");
        await operatorDesk["main button[type=submit]"].ClickAsync();
        await operatorDesk.SeesAsync("Coda");
    }
}
