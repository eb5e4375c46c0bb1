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
public sealed class ReferralVisitTests(Phone phone) : IClassFixture<Phone>
{

    [BrowserFact]
    public async Task A_referral_is_proposed_agreed_sent_answered_and_told()
    {
        await using var mail = new LoopbackSmtp();
        await using var host = await RealHost.StartAsync(DeskVisit.Settings(mail));
        await using var child = await phone.BeginAsync(host, "fr");
        await child.SayAsync("mon père me frappe tous les jours");
        await child[Visit.Waiting].WaitForAsync();
        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 1000 });
        await desk.TakeFirstAsync(host);

        await desk.ProposeAsync();
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
        var (link, code) = await DeskVisit.LettersAsync(mail);
        await phone.AcceptAsync(host, link, code);

        await child.HearsAsync("Le service a dit oui. Rendez-vous :");
        await child.TapAsync("Ma demande");
        await child.OffersAsync("Retirer la demande");
        await child.SeesAsync("capo, une personne");
        await child.ShotAsync("referral-accepted");
        await desk.OpenFirstAsync(host);
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
}
