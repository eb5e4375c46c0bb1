using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>Every page of the desk on a tablet held upright: no barrier, nothing out of the screen, in the dark and in both languages.</summary>
[Collection(RealProcess.Name)]
public sealed class DeskLooksTests(Phone phone) : IClassFixture<Phone>
{
    private static readonly string[] Pages =
        ["", "/referrals", "/closed", "/shifts", "/sign-off", "/directory", "/words", "/exports", "/deliveries", "/accounts", "/audit", "/password", "/second-factor", "/passkeys", "/not-found"];

    [BrowserTheory]
    [InlineData("light", "it")]
    [InlineData("dark", "en")]
    public async Task Each_page_is_without_barriers_and_fits_a_tablet(string scheme, string language)
    {
        await using var host = await RealHost.StartAsync("--Operators:Bootstrap:UserName=capo", "--Operators:Bootstrap:Password=tre-Gatti-sul-tetto");
        await using var desk = await phone.OpenAsync(options =>
        {
            options.ViewportSize = new() { Width = 768, Height = 1024 };
            options.ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        });
        await desk.GoAsync(new Uri(host.Address, "/desk/sign-in"));
        if (language == "en")
        {
            await desk["button", "English"].ClickAsync();
            await desk["html[lang=en]"].WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }

        List<string> found = [.. (await LookAsync(desk)).Select(it => "/sign-in: " + it)];
        await desk["[name=userName]"].FillAsync("capo");
        await desk["[name=password]"].FillAsync("tre-Gatti-sul-tetto");
        await desk["main button[type=submit]"].ClickAsync();
        await desk["h2"].First.WaitForAsync();
        foreach (var path in Pages)
        {
            await desk.GoAsync(new Uri(host.Address, "/desk" + path));
            await desk["main h1, main h2"].First.WaitForAsync();
            found.AddRange((await LookAsync(desk)).Select(it => $"{path}: {it}"));
            await desk.ShotAsync($"desk{path.Replace('/', '-')}-{scheme}-{language}");
        }

        Assert.Empty(found);
        Assert.Empty(desk.Complaints);
    }

    private static async Task<IReadOnlyList<string>> LookAsync(PhonePage desk)
    {
        var wide = await desk.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        return [.. await desk.BarriersAsync(), .. wide > 0 ? [$"runs {wide} px out of the screen"] : Array.Empty<string>()];
    }
}
