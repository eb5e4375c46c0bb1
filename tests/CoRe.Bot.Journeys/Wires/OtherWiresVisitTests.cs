using System.Text;
using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;
using CoRe.Bot.Journeys.Visitor;
using CoRe.Bot.Tests.Referrals;

namespace CoRe.Bot.Journeys.Wires;

/// <summary>The same way of a child on WhatsApp, Messenger, SMS and Teams: language, danger, an operator, a referral, the way to the web page, the end.</summary>
[Collection(RealProcess.Name)]
public sealed class OtherWiresVisitTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserTheory]
    [InlineData("whatsapp")]
    [InlineData("messenger")]
    [InlineData("sms")]
    [InlineData("teams")]
    public async Task The_whole_way_on_each_wire(string wire)
    {
        await using var mail = new LoopbackSmtp();
        await using Provider provider = wire switch { "whatsapp" => new WhatsAppProvider(), "messenger" => new MessengerProvider(), "sms" => new SmsProvider(), _ => new BotServiceProvider() };
        await provider.OpenAsync();
        await using var host = await RealHost.StartAsync(provider.Environment, [.. DeskVisit.Settings(mail), .. provider.Settings]);
        provider.Bot.BaseAddress = host.Address;

        await provider.SayAsync("bonjour");
        await provider.TapAsync(await LanguageAsync(provider));
        var hello = await provider.HearsAsync("De quoi as-tu besoin ?");
        Assert.Contains("112", string.Join('\n', provider.Texts), StringComparison.Ordinal);
        Assert.Contains("traduits par une machine", string.Join('\n', provider.Texts), StringComparison.Ordinal);
        Assert.True(hello.Length <= 1200, $"{hello.Length} letters in one message");

        // The provider is away for two tries: the answer comes once, and in its place.
        provider.Refusing = (2, 503);
        await provider.SayAsync("mon père me frappe tous les jours");
        Assert.Contains("112", await provider.HearsAsync("Merci de l’avoir écrit"), StringComparison.Ordinal);
        Assert.Single(provider.Texts, text => text.Contains("Merci de l’avoir écrit", StringComparison.Ordinal));

        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1280, Height = 1000 });
        await desk.TakeFirstAsync(host);
        await desk[".case dd", provider.Shown].WaitForAsync();
        await desk["#say"].FillAsync("Bonjour, je te lis.");
        await desk["#say"].PressAsync("Control+Enter");
        if (await desk["form.composer button.danger"].CountAsync() > 0)
        {
            await desk["form.composer button.danger"].First.ClickAsync();
        }

        await provider.HearsAsync("capo, une personne:\nBonjour, je te lis.");
        if (provider is WhatsAppProvider whatsApp)
        {
            await VoiceAsync(desk, whatsApp);
        }

        await desk.ProposeAsync();
        await provider.HearsAsync("GOAP Trieste");
        await provider.TapAsync("Oui, écrivez");
        await desk["button", "Invia al servizio"].ClickAsync();
        await provider.HearsAsync("Elle est partie.");
        var (link, code) = await DeskVisit.LettersAsync(mail);
        await phone.AcceptAsync(host, link, code);
        await provider.HearsAsync("Le service a dit oui. Rendez-vous :");
        await desk.ShotAsync("wire-" + wire);

        await provider.SayAsync("/code");
        var words = (await provider.HearsAsync("Valable jusqu")).Split("\n\n")[1];
        await using var child = await phone.OpenAsync();
        await child.ComeBackAsync(host, words);
        await child.SayAsync("maintenant je suis sur le site");
        await desk[".line.person .words", "maintenant je suis sur le site"].WaitForAsync();

        var before = provider.Texts.Count();
        await provider.SayAsync("/erase");
        await provider.HearsAsync("effacer", before);
        await provider.TapAsync("Oui, effacer");
        await provider.HearsAsync("La conversation est effacée chez nous.", before);
    }

    /// <summary>The first answer offers the languages; French is one of them, with a button or a number.</summary>
    private static async Task<string> LanguageAsync(Provider provider)
    {
        await provider.HearsAsync("112");
        return "Français";
    }

    private static async Task VoiceAsync(PhonePage desk, WhatsAppProvider provider)
    {
        await provider.SendVoiceAsync();
        await desk[".line.person .words", "messaggio vocale"].WaitForAsync();
        var address = await desk[".line.person audio"].GetAttributeAsync("src");
        var fetched = await desk.Page.EvaluateAsync<string>("async at => { const got = await fetch(at); return got.status + ' ' + got.headers.get('content-type') + ' ' + (await got.arrayBuffer()).byteLength; }", address);
        Assert.Equal($"200 audio/ogg {WhatsAppProvider.Voice.Length}", fetched);
        Assert.Empty(await desk.BarriersAsync());
    }
}
