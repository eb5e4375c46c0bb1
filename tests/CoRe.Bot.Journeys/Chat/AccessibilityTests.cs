using CoRe.Bot.Journeys.Browser;
using Microsoft.Playwright;

namespace CoRe.Bot.Journeys.Chat;

public sealed class AccessibilityTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserTheory]
    [InlineData("it", ColorScheme.Light)]
    [InlineData("it", ColorScheme.Dark)]
    [InlineData("ar", ColorScheme.Light)]
    [InlineData("ar", ColorScheme.Dark)]
    public async Task Axe_finds_no_barrier_on_any_screen(string tag, ColorScheme scheme)
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync(it => it.ColorScheme = scheme);

        await page.GoAsync(new Uri(bot.Address, $"?l={tag}"));
        await page["#have-code summary"].ClickAsync();
        Assert.Empty(await page.BarriersAsync());

        await page.StartAsync(bot.Address, tag);
        bot.Say(Line.Bot("Di che cosa hai bisogno?", state: "draft").WithAnswers(Line.Reply("Scuola", "#topic:school_enrolment")));
        await page.SayAsync("ciao");
        await page["#talk .under[data-state=sent]"].WaitForAsync();
        Assert.Empty(await page.BarriersAsync());

        bot.Say(Line.Danger(tag));
        await page["#talk .safety"].WaitForAsync();
        Assert.Empty(await page.BarriersAsync());

        bot.Say(Line.State("waiting", backAt: "2026-11-24T08:00:00Z"));
        await page["#code-get"].ClickAsync();
        await page["#code-box"].WaitForAsync();
        await page["#menu > summary"].ClickAsync();
        Assert.Empty(await page.BarriersAsync());

        await page.Page.EvaluateAsync("() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }");
        await page["#cover"].WaitForAsync();
        Assert.Empty(await page.BarriersAsync());
    }

    [BrowserFact]
    public async Task Axe_does_see_a_barrier_when_there_is_one()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.GoAsync(bot.Address);

        await page.Page.EvaluateAsync("document.querySelector('#top nav a').removeAttribute('aria-label'), document.querySelector('#top nav a').replaceChildren()");

        Assert.Contains(await page.BarriersAsync(), it => it.StartsWith("link-name", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task A_keyboard_alone_is_enough_to_start_write_and_answer()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = _ => [Line.Bot("Quale?").WithAnswers(Line.Reply("Scuola", "#topic:school_enrolment"))];
        await using var page = await phone.OpenAsync(it => it.HasTouch = false);
        await page.GoAsync(bot.Address);

        await page["[data-begin='']"].FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page["#talk .bot"].First.WaitForAsync();
        await page["#say"].FocusAsync();
        await page.Page.Keyboard.TypeAsync("ciao");
        await page.Page.Keyboard.PressAsync("Enter");
        await page["#answers button"].FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await page["#talk .me .bubble", "Scuola"].WaitForAsync();
        Assert.Equal("say", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [BrowserTheory]
    [InlineData(440)]
    [InlineData(340)]
    [InlineData(256)]
    public async Task The_keyboard_of_a_phone_hides_neither_the_input_nor_the_last_words(int height)
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        bot.Say([.. Enumerable.Range(0, 12).Select(it => Line.Bot($"riga {it}"))]);
        await page.SayAsync("ultima mia");
        await page.SeesAsync("Inviato");

        await page.Page.SetViewportSizeAsync(360, height); // as interactive-widget=resizes-content does when the keyboard opens

        await page.Page.WaitForFunctionAsync(
            """
            () => {
              const inside = (it) => { const box = it.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; };
              const below = document.querySelector('#composer').getBoundingClientRect().top;
              const last = [...document.querySelectorAll('#talk .me .bubble')].at(-1);
              return inside(document.querySelector('#say')) && inside(last) && last.getBoundingClientRect().bottom <= below;
            }
            """);
    }
}
