using System.Text.Json;
using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>Notifications of the desk in a real browser. Its maker's service is out of reach here, so the browser's own test door delivers.</summary>
[Collection(RealProcess.Name)]
public sealed class PushVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string Password = "tre-Gatti-sul-tetto";

    [BrowserFact]
    public async Task The_desk_offers_alerts_says_when_it_cannot_and_its_worker_shows_them_without_a_page()
    {
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", $"--Operators:Bootstrap:Password={Password}");
        var site = new UriBuilder(host.Address) { Host = "localhost" }.Uri;
        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1024, Height = 900 });
        await desk.Page.Context.GrantPermissionsAsync(["notifications"], new() { Origin = site.GetLeftPart(UriPartial.Authority) });
        var session = await desk.Page.Context.NewCDPSessionAsync(desk.Page);
        var worker = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, said) =>
        {
            foreach (var one in said!.Value.GetProperty("registrations").EnumerateArray())
            {
                worker.TrySetResult(one.GetProperty("registrationId").GetString()!);
            }
        };
        await session.SendAsync("ServiceWorker.enable");
        await desk.GoAsync(new Uri(site, "/desk/sign-in"));
        await desk["[name=userName]"].FillAsync("capo");
        await desk["[name=password]"].FillAsync(Password);
        await desk["main button[type=submit]"].ClickAsync();
        await desk.SeesAsync("Coda");

        await desk["[data-push=on]"].ClickAsync();
        await desk.SeesAsync("Questo browser non prende avvisi");
        Assert.True(await desk["[data-push=on]"].IsVisibleAsync());
        Assert.Empty(await desk.BarriersAsync());
        await desk.ShotAsync("push-problem");

        var registration = await worker.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await desk.Page.EvaluateAsync("() => navigator.serviceWorker.getRegistration('/desk/').then(it => new Promise(done => { const look = () => it.active ? done(null) : setTimeout(look, 50); look(); }))");
        await DeliverAsync("""{"title":"Caso in attesa, alta","body":"CoRe.Bot: un caso aspetta da 1 min.","open":"/desk/case/1","tag":"desk/case/1"}""");
        await DeliverAsync("not json");
        var shown = await desk.Page.EvaluateAsync<JsonElement>("() => navigator.serviceWorker.getRegistration('/desk/').then(it => it.getNotifications()).then(all => all.map(it => [it.title, it.body, it.data]))");

        Assert.Equal([["CoRe.Bot: Caso in attesa, alta", "CoRe.Bot: un caso aspetta da 1 min.", "/desk/case/1"], ["CoRe.Bot: !", "", "/desk"]],
            shown.EnumerateArray().Select(one => one.EnumerateArray().Select(it => it.GetString()).ToArray()).OrderByDescending(it => it[0]!.Length));

        Task DeliverAsync(string data) => session.SendAsync("ServiceWorker.deliverPushMessage", new Dictionary<string, object> { ["origin"] = site.GetLeftPart(UriPartial.Authority), ["registrationId"] = registration, ["data"] = data });
    }

    [BrowserFact]
    public async Task The_chat_of_a_minor_has_no_worker_that_would_stay_on_the_phone()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "it");
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("() => navigator.serviceWorker ? navigator.serviceWorker.getRegistrations().then(all => all.length) : 0"));
    }
}
