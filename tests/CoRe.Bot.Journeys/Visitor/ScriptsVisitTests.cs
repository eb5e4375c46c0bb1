using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

/// <summary>Every script on the narrowest phone: nothing cut off, nothing over something else, nothing that starts at the wrong side.</summary>
[Collection(RealProcess.Name)]
public sealed class ScriptsVisitTests(Phone phone) : IClassFixture<Phone>
{
    private const string Cut = """
        () => [...document.querySelectorAll('#top a, #top button, #top summary, #answers button, #talk .bubble')].filter(e => e.offsetParent && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 2)).map(e => e.textContent.trim().slice(0, 40))
        """;

    private const string Over = """
        () => { const word = document.querySelector('.emergency .word'); const call = document.querySelector('.emergency a'); return word.offsetParent === null || word.getBoundingClientRect().bottom <= call.getBoundingClientRect().top + 1; }
        """;

    private const string WrongSide = """
        () => document.documentElement.dir !== 'rtl' ? [] : [...document.querySelectorAll('#talk .bot .bubble p, #talk .bot .bubble [dir=auto]')].filter(e => !e.querySelector('[dir]') && /[\u0600-\u06ff]/.test(e.textContent) && getComputedStyle(e).direction !== 'rtl').map(e => e.textContent.trim().slice(0, 40))
        """;

    [BrowserTheory]
    [InlineData("ar")]
    [InlineData("ur")]
    [InlineData("bn")]
    [InlineData("ti")]
    [InlineData("zh")]
    [InlineData("ps")]
    [InlineData("pa")]
    public async Task An_article_fits_the_narrowest_phone(string language)
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.OpenAsync(options => options.ViewportSize = new() { Width = 360, Height = 740 });
        await page.StartAsync(host.Address, language);
        await page["#answers button"].First.ClickAsync();
        await page["#answers button"].Nth(2).WaitForAsync();
        // Who cannot read finds every topic by its picture.
        Assert.Equal(0, await page["#answers button:not(:has(svg))"].CountAsync());
        await page["#answers button"].Nth(2).ClickAsync();
        await page["#talk .bot .bubble", "codice fiscale"].Or(page["#talk .bot .bubble", "tax code"]).First.WaitForAsync();

        Assert.Empty(await page.Page.EvaluateAsync<string[]>(Cut));
        Assert.True(await page.Page.EvaluateAsync<bool>(Over), "The word over the numbers touches them.");
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(WrongSide));
        Assert.True(await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 360);
        await page.AssertCleanAsync();
    }
}
