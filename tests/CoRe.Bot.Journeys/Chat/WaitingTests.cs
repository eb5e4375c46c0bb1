using CoRe.Bot.Journeys.Browser;

namespace CoRe.Bot.Journeys.Chat;

public sealed class WaitingTests(Phone phone) : IClassFixture<Phone>
{
    private const string Hide = "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }";
    private const string Show = "() => { Object.defineProperty(document, 'hidden', { value: false, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }";

    [BrowserFact]
    public async Task With_nobody_on_duty_the_page_says_so_says_when_and_promises_no_one()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync(it => it.TimezoneId = "Europe/Rome");
        await page.StartAsync(bot.Address);

        bot.Say(Line.State("waiting", backAt: "2026-11-24T08:00:00Z"));

        await page["#wait", "Adesso nessuna persona della squadra è in turno."].WaitForAsync();
        await page["#wait", "martedì 09:00"].WaitForAsync();
        Assert.Equal(0, await page.Page.GetByText("ha ricevuto la tua richiesta").CountAsync());
        bot.Say(Line.State("waiting", staffed: true));
        await page["#wait", "La squadra è in turno"].WaitForAsync();
        // In the box only: on a Tuesday the talk itself is headed by that day.
        Assert.Equal(0, await page["#wait", "martedì"].CountAsync());
    }

    [BrowserFact]
    public async Task A_code_is_shown_once_and_brings_the_talk_back_with_its_past_folded_away()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var first = await phone.OpenAsync();
        await first.StartAsync(bot.Address);
        await first.SayAsync("parola di ieri");
        bot.Say(Line.State("waiting"));
        await first["#code-get"].ClickAsync();
        await first["#code-words", "luna mare pane"].WaitForAsync();
        await first["#code-hide"].ClickAsync();
        Assert.Equal(0, await first.Page.GetByText("luna mare pane").CountAsync());

        await using var second = await phone.OpenAsync();
        await second.GoAsync(bot.Address);
        await second["#have-code summary"].ClickAsync();
        await second["#words"].FillAsync("sole mare pane");
        await second["#code-form button"].ClickAsync();
        await second.SeesAsync("Queste parole non vanno.");
        await second["#words"].FillAsync("luna mare pane");
        await second["#code-form button"].ClickAsync();

        await second["#earlier"].WaitForAsync();
        Assert.DoesNotContain("parola di ieri", await second.Page.ContentAsync(), StringComparison.Ordinal);
        bot.Say(Line.Bot("parola di oggi"));
        await second.SeesAsync("parola di oggi");
        await second["#earlier"].ClickAsync();
        await second.SeesAsync("parola di ieri");
        var order = (await second["#talk .bubble"].AllInnerTextsAsync()).Select(it => it.Trim()).ToList();
        Assert.True(order.IndexOf("parola di ieri") < order.IndexOf("parola di oggi"));
        await second["#wait"].WaitForAsync();
    }

    [BrowserFact]
    public async Task A_phone_put_down_is_covered_at_once_and_the_talk_is_still_there()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        await page.SayAsync("parola mia");

        await page.Page.EvaluateAsync(Hide);

        Assert.True(await page["#cover"].IsVisibleAsync());
        Assert.False(await page["#chat"].IsVisibleAsync());
        Assert.False(await page["#top"].IsVisibleAsync());
        await page.Page.EvaluateAsync(Show);
        bot.Say(Line.Bot("mentre eri via"));
        await page["#uncover"].ClickAsync();
        await page.SeesAsync("parola mia");
        await page.SeesAsync("mentre eri via");
    }

    [BrowserTheory]
    [InlineData("bot", false)]
    [InlineData("waiting", true)]
    [InlineData("person", true)]
    public async Task Ten_idle_minutes_wipe_the_page_unless_somebody_is_awaited_or_there(string state, bool kept)
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.Page.Clock.InstallAsync();
        await page.StartAsync(bot.Address);
        await page.SayAsync("parola mia");
        await page.SeesAsync("Inviato");
        bot.Say(Line.State(state), Line.Bot("ultima"));
        await page.SeesAsync("ultima");

        await page.Page.Clock.RunForAsync(9 * 60 * 1000);
        Assert.False(await page["#cover"].IsVisibleAsync());
        await page.Page.Clock.RunForAsync(90 * 1000);

        Assert.True(await page["#cover"].IsVisibleAsync());
        Assert.Equal(kept, (await page.Page.ContentAsync()).Contains("parola mia", StringComparison.Ordinal));
        await page["#uncover"].ClickAsync();
        await (kept ? page["#talk .me"] : page["#languages"]).First.WaitForAsync();
        Assert.Equal(kept ? 1 : 0, await page.Page.GetByText("parola mia").CountAsync());
    }

    [BrowserFact]
    public async Task Words_that_could_not_be_sent_yet_are_never_wiped_for_idleness()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.Page.Clock.InstallAsync();
        await page.StartAsync(bot.Address);
        await page.Page.Context.SetOfflineAsync(true);
        await page.SayAsync("parola mia");

        await page.Page.Clock.RunForAsync(11 * 60 * 1000);

        Assert.Contains("parola mia", await page.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.True(await page["#cover"].IsVisibleAsync());
    }
}
