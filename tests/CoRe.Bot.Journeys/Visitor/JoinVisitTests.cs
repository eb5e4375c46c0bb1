using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>A supervisor invites an auditor by hand, because there is no mail server; the auditor chooses a password and sees numbers, not cases.</summary>
[Collection(RealProcess.Name)]
public sealed class JoinVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string Password = "tre-Gatti-sul-tetto";

    [BrowserFact]
    public async Task An_invited_auditor_chooses_a_password_and_never_sees_a_word_of_a_case()
    {
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", $"--Operators:Bootstrap:Password={Password}");
        await using var child = await phone.BeginAsync(host, "it");
        await child.SayAsync("mio padre mi picchia tutti i giorni");
        await child[Visit.Waiting].WaitForAsync();
        await using var boss = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 900 });
        await boss.GoAsync(new Uri(host.Address, "/desk/sign-in"));
        await boss["[name=userName]"].FillAsync("capo");
        await boss["[name=password]"].FillAsync(Password);
        await boss["main button[type=submit]"].ClickAsync();
        await boss[".queue li a"].First.ClickAsync();
        await boss.Page.WaitForURLAsync("**/desk/case/*");
        var open = new Uri(boss.Page.Url).AbsolutePath;
        var link = await InviteAsync(boss, host);
        Assert.Empty(await boss.BarriersAsync());

        await using var rita = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 900 });
        await rita.GoAsync(link);
        await rita.SeesAsync("Il tuo nome utente è rita.");
        Assert.Empty(await rita.BarriersAsync());
        await rita["[name=wanted]"].FillAsync("password1234");
        await rita["main button[type=submit]"].ClickAsync();
        await rita.SeesAsync("troppo facile da indovinare");
        await rita["[name=wanted]"].FillAsync("quattro-Cani-in-giardino");
        await rita["main button[type=submit]"].ClickAsync();
        await rita["h1", "Registro"].WaitForAsync();
        await rita["tr:has(th[scope=row])", "Grave"].First.WaitForAsync();
        Assert.Equal(0, await rita[".bar nav a", "Coda"].CountAsync());
        Assert.Empty(await rita.BarriersAsync());

        // The page's own live line is asked for the case, past every link that is not there.
        await rita.Page.EvaluateAsync("path => Blazor.navigateTo(path)", open);
        await rita.SeesAsync("Nome utente");
        Assert.Equal(0, await rita[".words"].CountAsync());

        await rita.GoAsync(link);
        await rita.SeesAsync("Questo link non vale.");
        Assert.Empty(await rita.BarriersAsync());
        Assert.Empty(rita.Complaints);
    }

    private static async Task<Uri> InviteAsync(PhonePage boss, RealHost host)
    {
        await boss.GoAsync(new Uri(host.Address, "/desk/accounts"));
        var once = boss["code.secret"];
        for (var tries = 0; tries < 20 && await once.CountAsync() == 0; tries++)
        {
            // The page is drawn before its live line is open; until then nobody answers.
            await boss["#invite [name=email]"].FillAsync("rita@rete.example");
            await boss["#invite [name=user]"].FillAsync("rita");
            await boss["#invite [name=name]"].FillAsync("Rita");
            await boss["#invite [name=role]"].SelectOptionAsync("Auditor");
            await boss["#invite button"].ClickAsync();
            await Task.Delay(500);
        }

        return new Uri(await once.InnerTextAsync());
    }
}
