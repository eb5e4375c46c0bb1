using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

[Collection(RealProcess.Name)]
public sealed class PlacesVisitTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserFact]
    public async Task The_phone_finds_the_nearest_station_and_tells_nobody_where_it_is()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.OpenAsync(options =>
        {
            options.Geolocation = new() { Latitude = 41.9034f, Longitude = 12.5031f };
            options.Permissions = ["geolocation"];
        });
        var sent = new List<string>();
        page.Page.Request += (_, request) => sent.Add($"{request.Url} {request.PostData}");
        page.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => sent.Add(frame.Text ?? "");
        await page.StartAsync(host.Address, "it");
        await page.OffersAsync("Trovare un posto che aiuta");

        await page.TapAsync("Trovare un posto che aiuta");
        await page.OffersAsync("Medico, salute");
        await page.TapAsync("Medico, salute");
        await page.OffersAsync("Vicino a me");
        await page.TapAsync("Vicino a me");
        await page.OffersAsync("Usa la mia posizione");
        await page.TapAsync("Usa la mia posizione");

        await page.HearsAsync("Ho usato la tua posizione una volta");
        Assert.Contains(sent, it => it.Contains("#near:roma-termini/here", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, it => it.Contains("41.9", StringComparison.Ordinal) || it.Contains("12.5", StringComparison.Ordinal));
        Assert.Empty(await page.CrampedAsync());
        await page.AssertCleanAsync();
    }

    [BrowserFact]
    public async Task A_phone_that_may_not_tell_is_shown_the_cities()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "it");

        await page.SayAsync("Roma");
        await page.TapAsync("Medico, salute");
        await page.OffersAsync("Vicino a me");
        await page.TapAsync("Vicino a me");
        await page.OffersAsync("Usa la mia posizione");
        await page.TapAsync("Usa la mia posizione");

        await page.HearsAsync("Non ho la tua posizione");
        await page.OffersAsync("Milano");
        await page.TapAsync("Milano");
        await page["#talk button", "Mi hanno mandato via"].Last.ClickAsync();
        await page.HearsAsync("la squadra controlla questo posto");
        await page.AssertCleanAsync();
    }
}
