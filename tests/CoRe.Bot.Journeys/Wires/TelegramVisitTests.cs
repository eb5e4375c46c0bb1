using System.Text.Json.Nodes;
using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;
using CoRe.Bot.Journeys.Visitor;
using CoRe.Bot.Tests.Referrals;

namespace CoRe.Bot.Journeys.Wires;

/// <summary>A child on Telegram: language, rights, danger, an operator, a referral over a crash, a voice note, the way to the web page, the end.</summary>
[Collection(RealProcess.Name)]
public sealed class TelegramVisitTests(Phone phone) : IClassFixture<Phone>
{
    [TelegramFact]
    public async Task The_whole_way_on_Telegram()
    {
        await using var mail = new LoopbackSmtp();
        await using var telegram = await TelegramPeer.StartAsync();
        await using var host = await RealHost.StartAsync([.. DeskVisit.Settings(mail), .. telegram.Settings]);

        await telegram.SayAsync("/start");
        Assert.Contains("pas une personne", await telegram.HearsAsync("Je suis un assistant automatique"), StringComparison.Ordinal);
        await telegram.TapAsync("Français");
        var hello = await telegram.HearsAsync("De quoi as-tu besoin ?");
        // One message for the whole first screen: each message rings.
        Assert.Contains("C’est toi qui choisis ce que tu racontes.", hello, StringComparison.Ordinal);
        Assert.Contains("112", hello, StringComparison.Ordinal);
        Assert.Contains("traduits par une machine", hello, StringComparison.Ordinal);
        await telegram.TapAsync("Tes droits");
        await telegram.HearsAsync("Choisis un sujet");
        await telegram.SayAsync("je veux aller à l'école");
        await telegram.HearsAsync("école");

        await telegram.SayAsync("mon père me frappe tous les jours");
        Assert.Contains("112", await telegram.HearsAsync("Merci de l’avoir écrit"), StringComparison.Ordinal);
        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 1000 });
        await desk.TakeFirstAsync(host);
        await desk[".case dd", "Telegram"].WaitForAsync();
        await telegram.HearsAsync("capo");
        await desk["#say"].FillAsync("Bonjour, je te lis.");
        await desk["#say"].PressAsync("Control+Enter");
        if (await desk["form.composer button.danger"].CountAsync() > 0)
        {
            await desk["form.composer button.danger"].First.ClickAsync();
        }

        await telegram.HearsAsync("capo, une personne:\nBonjour, je te lis.");
        await telegram.SendAsync("voice", new JsonObject { ["file_id"] = "x", ["duration"] = 2, ["mime_type"] = "audio/ogg" });
        await desk[".line.person .words", "messaggio vocale"].WaitForAsync();
        await telegram.SendAsync("location", new JsonObject { ["latitude"] = 45.65, ["longitude"] = 13.77 });
        await desk[".line.person .words", "Posizione mandata: 45.65,13.77"].WaitForAsync();
        await desk.ShotAsync("telegram-desk");

        await desk.ProposeAsync();
        await telegram.HearsAsync("GOAP Trieste");
        await telegram.TapAsync("Oui, écrivez");
        await desk["button", "Invia al servizio"].ClickAsync();
        await desk[".referral-state", "In partenza"].Or(desk[".referral-state", "Inviato"]).First.WaitForAsync();
        await host.KillAsync();
        await telegram.SayAsync("tu es là ?");
        await host.StartAgainAsync();
        await telegram.HearsAsync("Elle est partie.");
        var (link, code) = await DeskVisit.LettersAsync(mail);
        await phone.AcceptAsync(host, link, code);
        await telegram.HearsAsync("Le service a dit oui. Rendez-vous :");
        await desk.OpenFirstAsync(host);
        await desk[".line.person .words", "tu es là ?"].WaitForAsync();
        Assert.Equal(1, await desk[".line.person .words", "tu es là ?"].CountAsync());

        await telegram.SayAsync("/code");
        var words = (await telegram.HearsAsync("Valable jusqu")).Split("\n\n")[1];
        await using var child = await phone.OpenAsync();
        await child.ComeBackAsync(host, words);
        await child["#earlier"].ClickAsync();
        await child["#talk .bubble", "tu es là ?"].First.WaitForAsync();
        await child.SayAsync("maintenant je suis sur le site");
        await desk[".line.person .words", "maintenant je suis sur le site"].WaitForAsync();

        await telegram.FetchAsync();
        var before = telegram.Texts.Count();
        Assert.Single(telegram.Texts, text => text.Contains("Bonjour, je te lis.", StringComparison.Ordinal));
        await telegram.SayAsync("/erase");
        await telegram.HearsAsync("effacer", before);
        await telegram.TapAsync("Oui, effacer");
        await telegram.HearsAsync("La conversation est effacée chez nous.", before);
    }
}
