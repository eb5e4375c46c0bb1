using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

[Collection(RealProcess.Name)]
public sealed class WordsDeskVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string Mended = "Di che aiuto hai bisogno oggi?";

    [BrowserFact]
    public async Task What_is_corrected_at_the_desk_is_said_in_chat_and_survives_a_restart()
    {
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", "--Operators:Bootstrap:Password=tre-Gatti-sul-tetto");
        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1024, Height = 900 });
        await SignInAsync(desk, host);
        await desk.GoAsync(new Uri(host.Address, "/desk/words"));
        await SearchAsync(desk, "services.ask.need");
        var entry = desk["details.entry", "services.ask.need"].First;
        await entry.Locator("summary").ClickAsync();

        await entry.Locator("textarea").FillAsync("Nessuno saprà niente.");
        await entry.Locator("label input:not([type=checkbox])").First.FillAsync("più chiaro");
        await entry.Locator("button.primary").ClickAsync();
        await desk.SeesAsync("Non promettere un segreto");
        await entry.Locator("textarea").FillAsync(Mended);
        await entry.Locator("button.primary").ClickAsync();
        await desk.SeesAsync("Salvato.");
        Assert.Empty(await desk.BarriersAsync());

        await HearsAsync(host, Mended);
        await host.KillAsync();
        await host.StartAgainAsync();
        await HearsAsync(host, Mended);
    }

    /// <summary>The page is drawn before its live line is open; until then nobody answers.</summary>
    private static async Task SearchAsync(PhonePage desk, string words)
    {
        for (var tries = 0; tries < 20 && await desk["p[role=status]", "1 testi"].CountAsync() == 0; tries++)
        {
            await desk["input[type=search]"].FillAsync("");
            await desk["input[type=search]"].PressSequentiallyAsync(words);
            await desk["form.row button"].ClickAsync();
            await Task.Delay(300);
        }
    }

    private async Task HearsAsync(RealHost host, string words)
    {
        await using var page = await phone.BeginAsync(host, "it");
        await page.TapAsync("Trovare un posto che aiuta");
        await page.HearsAsync(words);
    }

    private static async Task SignInAsync(PhonePage desk, RealHost host)
    {
        await desk.GoAsync(new Uri(host.Address, "/desk/sign-in"));
        await desk["[name=userName]"].FillAsync("capo");
        await desk["[name=password]"].FillAsync("tre-Gatti-sul-tetto");
        await desk["main button[type=submit]"].ClickAsync();
        await desk.SeesAsync("Coda");
    }
}
