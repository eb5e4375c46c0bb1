using System.Globalization;
using System.Text.RegularExpressions;
using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;
using CoRe.Bot.Tests.Referrals;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>
/// A referral's whole life (journey D12): a child writes in French, an operator proposes a service, the child says yes, the server dies while
/// the letter leaves, the service answers behind its link, the child reads it and says whether it helped.
/// </summary>
[Collection(RealProcess.Name)]
public sealed partial class ReferralVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string Password = "tre-Gatti-sul-tetto";
    private const string Goap = "88fd78b1-1b8a-5dfd-b487-ccf0afbae533";

    [BrowserFact]
    public async Task A_referral_is_proposed_agreed_sent_answered_and_told()
    {
        await using var mail = new LoopbackSmtp();
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", $"--Operators:Bootstrap:Password={Password}", "--Site:Address=https://bot.example",
            $"--Referrals:Recipients:{Goap}:Name=GOAP Trieste", $"--Referrals:Recipients:{Goap}:Email=accoglienza@goap.example", "--Mail:Host=127.0.0.1",
            $"--Mail:Port={mail.Port.ToString(CultureInfo.InvariantCulture)}", "--Mail:From=rete@core.example", "--Mail:Security=None");
        await using var child = await phone.BeginAsync(host, "fr");
        await child.SayAsync("mon père me frappe tous les jours");
        await child[Visit.Waiting].WaitForAsync();
        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 1000 });
        await TakeAsync(desk, host);

        // Three proposals with reasons; what the service will read stands there before anything leaves.
        await desk["form.referral-form select"].First.SelectOptionAsync("violence_support");
        await desk["form.referral-form input[maxlength='60']"].FillAsync("Trieste");
        await desk["form.referral-form input[maxlength='60']"].BlurAsync();
        await desk["fieldset.proposals label", "GOAP"].Locator("input").CheckAsync();
        Assert.Contains("riceve invii", await desk["fieldset.proposals label", "GOAP"].InnerTextAsync(), StringComparison.Ordinal);
        await desk["button", "Salva la bozza"].ClickAsync();
        await desk["pre.letter", "Zona: Trieste"].WaitForAsync();
        Assert.Empty(await desk.BarriersAsync());
        await desk.ShotAsync("referral-draft");
        await desk["button", "Chiedi il consenso"].ClickAsync();
        await child.HearsAsync("GOAP Trieste");
        await child.OffersAsync("Oui, écrivez");
        await child.ShotAsync("referral-question");
        await child.TapAsync("Oui, écrivez");
        await child.OffersAsync("Ma demande");

        await desk["button", "Invia al servizio"].ClickAsync();
        await desk[".referral-state", "In partenza"].Or(desk[".referral-state", "Inviato"]).First.WaitForAsync();
        await host.KillAsync();
        await host.StartAgainAsync();
        await child.HearsAsync("Elle est partie.");
        var (link, code) = await LettersAsync(mail);
        await AnswerAsync(host, link, code);

        await child.HearsAsync("Le service a dit oui. Rendez-vous :");
        await child.TapAsync("Ma demande");
        await child.OffersAsync("Retirer la demande");
        await child.SeesAsync("capo, une personne");
        await child.ShotAsync("referral-accepted");
        await OpenAsync(desk, host);
        await desk[".referral-state", "Il servizio ha detto sì"].WaitForAsync();
        await desk["summary", "ha risposto al telefono"].ClickAsync();
        await desk["summary", "Dire di più"].ClickAsync();
        await desk["summary", "Contatto concordato"].ClickAsync();
        await desk["summary", "Segnalazione all'autorità"].ClickAsync();
        Assert.Empty(await desk.BarriersAsync());
        await desk.ShotAsync("referral-by-phone");
        await desk["details:has-text('ha risposto al telefono') select"].SelectOptionAsync("helped");
        await desk["button", "Segna la risposta"].ClickAsync();
        await desk[".referral-state", "Finito"].WaitForAsync();
        Assert.Equal(2, mail.Letters.Count);
        await child.AssertCleanAsync();
    }

    /// <summary>The service, on a small phone: the code, what it may know, an appointment.</summary>
    private async Task AnswerAsync(RealHost host, string link, string code)
    {
        await using var service = await phone.OpenAsync();
        await service.GoAsync(new Uri(host.Address, link));
        Assert.Equal(0, await service["dl"].CountAsync());
        Assert.Empty(await service.BarriersAsync());
        Assert.Empty(await service.CrampedAsync());
        await service["[name=code]"].FillAsync(code);
        await service["button"].ClickAsync();
        await service["dd", "Trieste"].WaitForAsync();
        Assert.DoesNotContain("frappe", await service["main"].InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await service.BarriersAsync());
        Assert.Empty(await service.CrampedAsync());
        await service.ShotAsync("referral-service");
        await service["[name=when]"].FillAsync(TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'10:00", CultureInfo.InvariantCulture));
        await service["button[value=accept]"].ClickAsync();
        await service.SeesAsync("Grazie. La persona lo sa.");
    }

    private static async Task TakeAsync(PhonePage desk, RealHost host)
    {
        await desk.GoAsync(new Uri(host.Address, "/desk/sign-in"));
        await desk["[name=userName]"].FillAsync("capo");
        await desk["[name=password]"].FillAsync(Password);
        await desk["main button[type=submit]"].ClickAsync();
        await desk.SeesAsync("Coda");
        await OpenAsync(desk, host);
        for (var tries = 0; tries < 20 && await desk["form.referral-form"].CountAsync() == 0; tries++)
        {
            // A page is drawn before its live line is open; until then nobody answers a click.
            if (await desk["button[accesskey=p]"].CountAsync() > 0)
            {
                await desk["button[accesskey=p]"].ClickAsync(new() { Timeout = 2000 });
            }

            await Task.Delay(500);
        }
    }

    private static async Task OpenAsync(PhonePage desk, RealHost host)
    {
        await desk.GoAsync(new Uri(host.Address, "/desk"));
        await desk[".queue li a"].First.ClickAsync();
        await desk[".referral-state"].WaitForAsync();
    }

    private static async Task<(string Link, string Code)> LettersAsync(LoopbackSmtp mail)
    {
        for (var tries = 0; tries < 200 && mail.Letters.Count < 2; tries++)
        {
            await Task.Delay(100);
        }

        var letters = mail.Letters.Select(letter => letter.TextBody!).ToList();
        return (new Uri(letters.Select(text => Link().Match(text)).Single(match => match.Success).Value).AbsolutePath, letters.Select(text => Code().Match(text)).Single(match => match.Success).Groups[1].Value);
    }

    [GeneratedRegex(@"https://bot\.example/r/[0-9a-f]{48}")]
    private static partial Regex Link();

    [GeneratedRegex(@"è: (\d{6})")]
    private static partial Regex Code();
}
