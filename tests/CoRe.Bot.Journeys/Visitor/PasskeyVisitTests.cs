using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>A supervisor makes a passkey and enters with it, in a real browser with a device that the browser pretends to have.</summary>
[Collection(RealProcess.Name)]
public sealed class PasskeyVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string Password = "tre-Gatti-sul-tetto";
    private const string Enter = "form[data-passkey=get] button";

    [BrowserFact]
    public async Task A_passkey_is_made_opens_the_desk_as_both_factors_and_is_taken_away()
    {
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", $"--Operators:Bootstrap:Password={Password}", "--Operators:RequireSecondFactor=true");
        // Passkeys belong to a name; a number is none.
        var site = new UriBuilder(host.Address) { Host = "localhost" }.Uri;
        await using var desk = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 1024, Height = 900 });
        var device = await Device.PlugInAsync(desk.Page);
        await SignInAsync(desk, site);
        await desk.SeesAsync("Per cominciare scrivi di nuovo la password");

        await desk.GoAsync(new Uri(site, "/desk/passkeys"));
        await MakeAsync(desk, "telefono", "la-password-sbagliata");
        await desk.SeesAsync("La password non è giusta.");
        await MakeAsync(desk, "telefono", Password);
        await desk["details summary", "telefono"].WaitForAsync();
        Assert.Empty(await desk.BarriersAsync());
        await desk.GoAsync(new Uri(site, "/desk"));
        await desk.SeesAsync("Coda");

        await LeaveAsync(desk, site);
        Assert.Empty(await desk.BarriersAsync());
        await desk[Enter].ClickAsync();
        await desk.SeesAsync("Coda");

        await LeaveAsync(desk, site);
        await SignInAsync(desk, site);
        await desk.SeesAsync("Nome, password o codice non sono giusti.");
        await device.SetVerifiedAsync(false);
        await desk[Enter].ClickAsync();
        await desk.SeesAsync("Non è riuscito. Riprova.");
        await device.SetVerifiedAsync(true);
        await desk[Enter].ClickAsync();
        await desk.SeesAsync("Coda");

        await desk.GoAsync(new Uri(site, "/desk/passkeys"));
        await desk["details summary"].ClickAsync();
        await desk["details [name=current]"].FillAsync(Password);
        await desk["details button"].ClickAsync();
        await desk.SeesAsync("Nessuna passkey.");
        await LeaveAsync(desk, site);
        await desk[Enter].ClickAsync();
        await desk.SeesAsync("Questa passkey non apre il banco.");
        Assert.Empty(desk.Complaints);
    }

    private static async Task SignInAsync(PhonePage desk, Uri site)
    {
        await desk.GoAsync(new Uri(site, "/desk/sign-in"));
        await desk["[name=userName]"].FillAsync("capo");
        await desk["[name=password]"].FillAsync(Password);
        await desk["main button[type=submit]"].ClickAsync();
    }

    private static async Task MakeAsync(PhonePage desk, string name, string password)
    {
        var form = desk["form[data-passkey=create]"];
        await form.Locator("[name=name]").FillAsync(name);
        await form.Locator("[name=current]").FillAsync(password);
        await form.Locator("button").ClickAsync();
    }

    /// <summary>Forgets the session as a browser does that was closed.</summary>
    private static async Task LeaveAsync(PhonePage desk, Uri site)
    {
        await desk.Page.Context.ClearCookiesAsync();
        await desk.GoAsync(new Uri(site, "/desk/sign-in"));
        await desk[Enter].WaitForAsync();
    }

    /// <summary>A device with a finger reader, as Chromium's own protocol for testing offers one.</summary>
    private sealed class Device(ICDPSession session, string id)
    {
        public static async Task<Device> PlugInAsync(IPage page)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("WebAuthn.enable");
            var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
                },
            });
            return new Device(session, added!.Value.GetProperty("authenticatorId").GetString()!);
        }

        /// <summary>Whether the finger is the right one.</summary>
        public Task SetVerifiedAsync(bool verified) => session.SendAsync("WebAuthn.setUserVerified", new Dictionary<string, object> { ["authenticatorId"] = id, ["isUserVerified"] = verified });
    }
}
