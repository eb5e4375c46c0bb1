using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Host;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>What a visitor does in front of the real server, and what is seen then.</summary>
internal static class Visit
{
    public const string Waiting = "body[data-state=waiting]";

    /// <summary>Starts a talk and waits for the menu: only then the first screen's greeting is complete.</summary>
    public static async Task<PhonePage> BeginAsync(this Phone phone, RealHost host, string language)
    {
        var page = await phone.OpenAsync();
        await page.StartAsync(host.Address, language);
        await page["#answers button"].First.WaitForAsync();
        return page;
    }

    public static Task TapAsync(this PhonePage page, string words) => page["#answers button", words].First.ClickAsync();

    /// <summary>A bubble of the bot with these words.</summary>
    public static Task HearsAsync(this PhonePage page, string words) => page["#talk .bot .bubble", words].Last.WaitForAsync();

    public static Task OffersAsync(this PhonePage page, string words) => page["#answers button", words].First.WaitForAsync();

    public static async Task MenuAsync(this PhonePage page, string command)
    {
        await page["#menu > summary"].ClickAsync();
        await page[$"#menu [data-send='{command}']"].ClickAsync();
    }

    public static async Task<string> ReturnWordsAsync(this PhonePage page)
    {
        await page["#code-get"].ClickAsync();
        await page["#code-box"].WaitForAsync();
        return await page["#code-words"].InnerTextAsync();
    }

    public static async Task ComeBackAsync(this PhonePage page, RealHost host, string words)
    {
        await page.GoAsync(host.Address);
        await page["#have-code summary"].ClickAsync();
        await page["#words"].FillAsync(words);
        await page["#code-form button"].ClickAsync();
    }

    public static Task GoneAsync(this ILocator it) => it.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

    /// <summary>A key that no text was found for looks like <c>dialogs.menu.ask</c>; a place that was not filled like <c>{city}</c>.</summary>
    public static async Task AssertCleanAsync(this PhonePage page)
    {
        var seen = await page["#chat"].InnerTextAsync();
        Assert.DoesNotMatch(@"\b(dialogs|page|safety|services|rights|handover)\.[a-z]|\{\w+\}", seen);
        Assert.Empty(page.Complaints);
    }
}
