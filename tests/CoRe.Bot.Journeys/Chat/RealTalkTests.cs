using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Chat;

/// <summary>The page in front of the real server: what the fake bot cannot prove.</summary>
[Collection(RealProcess.Name)]
public sealed class RealTalkTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserTheory]
    [InlineData("it")]
    [InlineData("ar")]
    public async Task The_bot_greets_by_itself_and_answers_what_is_written(string tag)
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(host.Address, tag);
        var before = await page["#talk .bot .bubble"].CountAsync();

        await page.SayAsync(tag == "ar" ? "أريد المدرسة" : "voglio andare a scuola");

        await page["#talk .me .under[data-state=sent]"].WaitForAsync();
        await page["#talk .bot .bubble"].Nth(before).WaitForAsync();
        Assert.Equal([host.Address.Authority], page.Hosts);
        Assert.Empty(await page.BarriersAsync());
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task Words_written_while_the_server_is_dead_arrive_once_when_it_is_back()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(host.Address);
        await page.SayAsync("prima");
        await page["#talk .me .under[data-state=sent]"].WaitForAsync();
        var answers = await AnswersAsync(page, atLeast: 2);

        await host.KillAsync();
        await page.SayAsync("durante");
        await page.SeesAsync("Connessione persa.");
        await host.StartAgainAsync();

        await page["#talk .me .under[data-state=sent]"].Nth(1).WaitForAsync(new() { Timeout = 30_000 });
        await page["#talk .bot .bubble"].Nth(answers).WaitForAsync();
        Assert.Equal(["prima", "durante"], (await page["#talk .me .bubble"].AllInnerTextsAsync()).Select(it => it.Trim()));
        await page["#link"].WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
    }

    [BrowserFact]
    public async Task The_real_answer_of_the_page_carries_its_own_narrow_policy()
    {
        await using var host = await RealHost.StartAsync();
        using var http = new HttpClient();

        using var answer = await http.GetAsync(host.Address);

        Assert.Contains("require-trusted-types-for", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("speaker-selection=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    private static async Task<int> AnswersAsync(PhonePage page, int atLeast)
    {
        await page["#talk .bot .bubble"].Nth(atLeast - 1).WaitForAsync();
        return await page["#talk .bot .bubble"].CountAsync();
    }
}
