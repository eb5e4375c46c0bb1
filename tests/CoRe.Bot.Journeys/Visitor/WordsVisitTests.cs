using CoRe.Bot.Journeys.Browser;
using CoRe.Bot.Journeys.Crash;
using CoRe.Bot.Journeys.Host;

namespace CoRe.Bot.Journeys.Visitor;

[Collection(RealProcess.Name)]
public sealed class WordsVisitTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserTheory]
    [InlineData("it", "voglio andare a scuola", "Puoi iscriverti anche senza documenti", "xkqj zzrt", "Una persona")]
    [InlineData("en", "I need a doctor", "You have the right to a paediatrician", "blah foo qux", "A person")]
    [InlineData("fr", "je veux aller à l'école", "Tu peux t'inscrire même sans papiers", "zorglub", "Une personne")]
    [InlineData("ar", "أحتاج طبيبا", "لك الحق في طبيب أطفال", "طظظظ ككك", "شخص حقيقي")]
    public async Task Own_words_find_their_topic_and_nonsense_is_answered_with_ways_on(string language, string words, string answer, string nonsense, string person)
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, language);

        await page.SayAsync(words);
        await page.HearsAsync(answer);
        await page.SayAsync(nonsense);
        await page["#answers button"].Nth(2).WaitForAsync();

        await page.OffersAsync(person);
        await page.AssertCleanAsync();
        Assert.Empty(await page.CrampedAsync());
    }

    [BrowserFact]
    public async Task A_city_alone_is_understood_on_any_page_and_a_number_can_be_tapped()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "it");

        await page.SayAsync("Milano");
        await page.TapAsync("Medico, salute");

        await page.HearsAsync("Via Zamenhof 7/A, Milano");
        await page["#talk a.call[href^='tel:']", "Chiama"].First.WaitForAsync();
        await page.SayAsync("Roma");
        await page.HearsAsync("Medico, salute, Roma");
    }

    [BrowserFact]
    public async Task Signs_long_words_three_calls_for_help_and_nothing_at_all_leave_no_dead_end()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "it");
        var mine = 0;
        foreach (var words in new[] { "😀", "aiuto", "aiuto", "aiuto", string.Concat(Enumerable.Repeat("Vado al mare con gli amici. ", 145))[..3900] })
        {
            await page.SayAsync(words);
            mine++;
            await page["#talk .me .under[data-state=sent]"].Nth(mine - 1).WaitForAsync();
            await page.OffersAsync("Una persona");
        }

        await page["#composer button"].ClickAsync();
        await page.SayAsync("   ");

        Assert.Equal(mine, await page["#talk .me"].CountAsync());
        await page["#talk .safety a.call[href='tel:112']"].First.WaitForAsync();
        Assert.Empty(await page.CrampedAsync());
        await page.AssertCleanAsync();
    }

    [BrowserFact]
    public async Task Leaving_a_real_talk_ends_on_another_page_without_a_complaint()
    {
        await using var host = await RealHost.StartAsync();
        await using var page = await phone.BeginAsync(host, "it");
        await page.SayAsync("parola mia");
        await page["#talk .me .under[data-state=sent]"].WaitForAsync();
        await page.Page.RouteAsync(it => !it.StartsWith(host.Address.AbsoluteUri, StringComparison.Ordinal), it => it.FulfillAsync(new() { ContentType = "text/html", Body = "<p>Sole.</p>" }));

        await page["#leave"].ClickAsync();

        await page.SeesAsync("Sole.");
        await page.Page.GoBackAsync(new() { Timeout = 1000, WaitUntil = Microsoft.Playwright.WaitUntilState.Commit });
        Assert.DoesNotContain("parola mia", await page.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
    }
}
