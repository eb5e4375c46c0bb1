using System.Net;
using CoRe.Bot.Journeys.Browser;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Chat;

public sealed class FirstScreenTests(Phone phone) : IClassFixture<Phone>
{
    private const int Budget = 20 * 1024;

    [BrowserFact]
    public async Task Without_script_the_page_says_what_it_is_its_limits_and_whom_to_call()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync(it => it.JavaScriptEnabled = false);

        await page.GoAsync(bot.Address);
        await page["#languages a[data-lang=ar]"].ClickAsync();

        Assert.Equal("rtl", await page["html"].GetAttributeAsync("dir"));
        await page.SeesAsync("أنا مساعد آلي، ولست إنسانًا.");
        Assert.Equal(4, await page["#limits li"].CountAsync());
        Assert.True(await page["noscript a[href='tel:19696'], a[href='tel:19696']"].First.IsVisibleAsync());
        Assert.True(await page["#top a[href='tel:112']"].IsVisibleAsync());
        Assert.False(await page["#begin"].IsVisibleAsync());
        Assert.Equal(bot.Neutral.AbsoluteUri, await page["#leave"].GetAttributeAsync("href"));
    }

    [BrowserFact]
    public async Task A_language_tile_changes_every_word_without_loading_the_page_again()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.GoAsync(bot.Address);

        await page["#languages a[data-lang=ar]"].ClickAsync();

        await page.SeesAsync("أنا مساعد آلي، ولست إنسانًا.");
        Assert.Equal("ar", await page["html"].GetAttributeAsync("lang"));
        Assert.Equal("rtl", await page["html"].GetAttributeAsync("dir"));
        Assert.Equal("اخرج الآن", await page["#leave"].InnerTextAsync());
        Assert.Equal(1, bot.Asked.Count(it => it == "GET /"));
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task The_phone_s_own_language_opens_the_page_and_an_unknown_one_opens_in_Italian()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var french = await phone.OpenAsync(it => it.Locale = "fr-SN");
        await using var icelandic = await phone.OpenAsync(it => it.Locale = "is-IS");

        await french.GoAsync(bot.Address);
        await icelandic.GoAsync(bot.Address);

        Assert.Equal("fr", await french["html"].GetAttributeAsync("lang"));
        Assert.Equal("it", await icelandic["html"].GetAttributeAsync("lang"));
    }

    [BrowserTheory]
    [InlineData("it")]
    [InlineData("ar")]
    public async Task The_first_load_is_one_answer_of_at_most_20_kilobytes_on_the_wire(string tag)
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        var wire = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await wire.SendAsync("Network.enable");
        var bytes = 0.0;
        wire.Event("Network.loadingFinished").OnEvent += (_, it) => bytes += it!.Value.GetProperty("encodedDataLength").GetDouble();

        await page.Page.GotoAsync(new Uri(bot.Address, $"?l={tag}").AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.InRange(bytes, 5_000, Budget);
        Assert.Equal(["GET /"], bot.Asked);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Each_compressed_form_keeps_the_budget_and_is_never_stored(string encoding)
    {
        await using var bot = await FakeBot.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });
        http.DefaultRequestHeaders.Add("Accept-Encoding", encoding);

        foreach (var tag in new[] { "it", "en", "fr", "ar" })
        {
            using var answer = await http.GetAsync(new Uri(bot.Address, $"?l={tag}"));
            var bytes = await answer.Content.ReadAsByteArrayAsync();

            Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
            Assert.InRange(bytes.Length, 5_000, Budget - 1_500); // the headers travel too
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task The_policy_allows_only_this_script_this_style_and_this_server()
    {
        await using var bot = await FakeBot.StartAsync();
        using var http = new HttpClient();

        foreach (var path in new[] { "", "chat/texts/ar.json" })
        {
            using var answer = await http.GetAsync(new Uri(bot.Address, path));
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

            Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains($"connect-src 'self' ws://{bot.Address.Authority} wss://{bot.Address.Authority};", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            Assert.Contains("geolocation=(self)", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("chat/texts/xx.json", HttpStatusCode.NotFound)]
    [InlineData("chat/texts/ar.json", HttpStatusCode.OK)]
    [InlineData("chat/page.html", HttpStatusCode.NotFound)]
    public async Task Only_the_sentences_of_open_languages_are_served(string path, HttpStatusCode expected)
    {
        await using var bot = await FakeBot.StartAsync();
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri(bot.Address, path));

        Assert.Equal(expected, answer.StatusCode);
    }

    [BrowserTheory]
    [InlineData(320, 640)]
    [InlineData(360, 740)]
    [InlineData(412, 915)]
    [InlineData(320, 256)]
    public async Task Every_target_is_big_enough_and_nothing_runs_out_of_the_side(int width, int height)
    {
        await using var bot = await FakeBot.StartAsync();
        foreach (var tag in new[] { "it", "ar", "fr" })
        {
            await using var page = await phone.OpenAsync(it => it.ViewportSize = new() { Width = width, Height = height });
            await page.StartAsync(bot.Address, tag);
            bot.Say(Line.Danger(), Line.State("waiting"));
            await page["#wait"].WaitForAsync();
            Assert.Empty(await page.CrampedAsync());
            await page["#menu > summary"].ClickAsync();
            Assert.Empty(await page.CrampedAsync());
            await page.GoAsync(new Uri(bot.Address, $"?l={tag}"));
            Assert.Empty(await page.CrampedAsync());
        }
    }

    [BrowserFact]
    public async Task Leaving_is_the_first_thing_the_keyboard_reaches_and_stays_in_sight()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.GoAsync(bot.Address);

        await page.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("leave", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Page.EvaluateAsync("scrollTo(0, 9999)");
        var box = await page["#leave"].BoundingBoxAsync();
        Assert.InRange(box!.Y, 0, 20);
        Assert.InRange(box.X, 0, 20);
        Assert.InRange((await page["#top a[href='tel:112']"].BoundingBoxAsync())!.Y, 0, 40);
    }
}
