using System.Text.Json.Nodes;
using CoRe.Bot.Journeys.Browser;

namespace CoRe.Bot.Journeys.Chat;

public sealed class TalkTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserFact]
    public async Task What_a_person_writes_is_shown_sent_and_marked_with_an_id_of_its_own()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = it => [Line.Bot($"Hai scritto: {it["text"]}")];
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);

        await page.SayAsync("voglio andare a scuola");

        await page.SeesAsync("Hai scritto: voglio andare a scuola");
        await page.SeesAsync("Inviato");
        var posted = Assert.Single(bot.Posted);
        Assert.Equal("message", (string?)posted["type"]);
        Assert.Equal("it", (string?)posted["locale"]);
        Assert.Equal("user", (string?)posted["from"]!["id"]);
        Assert.Equal(24, ((string?)posted["channelData"]!["clientActivityID"])!.Length);
        Assert.Equal(1, await page["#talk .me"].CountAsync());
        Assert.Equal("", await page["#say"].InputValueAsync());
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task A_tapped_answer_says_its_words_sends_its_code_and_leaves_no_answers_behind()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Greeting = Line.Bot("Di che cosa hai bisogno?").WithAnswers(Line.Reply("Scuola", "#topic:school_enrolment"), Line.Reply("Medico", "#topic:health_care"));
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Group, new() { Name = "Risposte da toccare" }).GetByText("Scuola").ClickAsync();

        await page["#talk .me .bubble", "Scuola"].WaitForAsync();
        await page.SeesAsync("Inviato");
        var posted = Assert.Single(bot.Posted);
        Assert.Equal("#topic:school_enrolment", (string?)posted["text"]);
        Assert.Equal("tap", (string?)posted["value"]!["from"]);
        Assert.Equal("Scuola", (string?)posted["channelData"]!["messageBack"]!["displayText"]);
        Assert.False(await page["#answers"].IsVisibleAsync());
        Assert.Equal("LI", await page.Page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    [BrowserFact]
    public async Task What_comes_over_the_wire_is_never_read_as_markup_or_as_a_script_address()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        const string Evil = "<img src=x onerror=alert(1)><script>alert(1)</script>";

        bot.Say(Line.Bot(Evil).WithCard(Evil, Evil, Line.Link("a", "javascript:alert(1)"), Line.Link("b", "http://example.org/"), Line.Link("c", "https://example.org/"), Line.Reply(Evil, "#x")));

        await page["#talk h3"].WaitForAsync();
        Assert.Equal(Evil, await page["#talk h3"].InnerTextAsync());
        Assert.Equal(0, await page["#talk img, #talk script"].CountAsync());
        var link = Assert.Single(await page["#talk a"].AllAsync());
        Assert.Equal("https://example.org/", await link.GetAttributeAsync("href"));
        Assert.Equal("noopener noreferrer", await link.GetAttributeAsync("rel"));
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task A_number_in_an_Arabic_sentence_keeps_its_digits_in_order()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address, "ar");

        bot.Say(Line.Bot("اتصل بالرقم 800 290 290 مجانًا", "ar"));

        var number = page["#talk bdi.num", "800 290 290"];
        await number.WaitForAsync();
        Assert.Equal("ltr", await number.GetAttributeAsync("dir"));
        var firstDigitIsLeft = await number.EvaluateAsync<bool>(
            """
            it => {
              const at = (from, to) => { const range = document.createRange(); range.setStart(it.firstChild, from); range.setEnd(it.firstChild, to); return range.getBoundingClientRect().left; };
              return at(0, 1) < at(10, 11);
            }
            """);
        Assert.True(firstDigitIsLeft);
    }

    [BrowserFact]
    public async Task A_person_who_joins_has_a_name_a_word_and_a_colour_of_their_own()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);

        bot.Say(Line.State("person", "Amina", staffed: true), Line.Person("Ciao.", "Amina"));

        await page["#who-name", "Amina, una persona"].WaitForAsync();
        await page["#talk .human .author", "Amina, una persona"].WaitForAsync();
        Assert.Equal("rgb(251, 231, 198)", await page["#talk .human .bubble"].EvaluateAsync<string>("it => getComputedStyle(it).backgroundColor"));
        bot.Say(Line.State("bot"));
        await page["#who-name", "Assistente automatico"].WaitForAsync();
    }

    [BrowserFact]
    public async Task Red_appears_with_danger_and_the_numbers_can_be_called()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        const string Strip = "#top a[href='tel:112']";
        Assert.Equal("rgb(255, 255, 255)", await page[Strip].EvaluateAsync<string>("it => getComputedStyle(it).backgroundColor"));

        bot.Say(Line.Danger());

        await page["#talk .safety a.call[href='tel:114']"].WaitForAsync();
        Assert.Equal("rgb(179, 38, 30)", await page[Strip].EvaluateAsync<string>("it => getComputedStyle(it).backgroundColor"));
    }

    [BrowserFact]
    public async Task Nobody_writes_a_free_word_before_the_four_limits_were_on_the_screen()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var hasty = await phone.OpenAsync();
        await using var reader = await phone.OpenAsync();
        const string Limit = "Un programma controlla ogni messaggio";
        await hasty.GoAsync(bot.Address);
        await reader.GoAsync(bot.Address);
        foreach (var limit in await reader["#limits li"].AllAsync())
        {
            await limit.ScrollIntoViewIfNeededAsync();
        }

        await reader.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))");
        await hasty.Page.EvaluateAsync("document.querySelector(\"[data-begin='']\").click()");
        await reader.Page.EvaluateAsync("document.querySelector(\"[data-begin='']\").click()");

        await hasty["#talk .bubble", Limit].WaitForAsync();
        await reader["#talk .bot"].First.WaitForAsync();
        Assert.Equal(0, await reader["#talk .bubble", Limit].CountAsync());
        Assert.False(await hasty["#first"].IsVisibleAsync());
    }

    [BrowserFact]
    public async Task A_topic_on_the_first_screen_opens_the_talk_with_it()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = it => [Line.Bot($"tema {it["text"]}")];
        await using var page = await phone.OpenAsync();
        await page.GoAsync(bot.Address);

        await page["[data-begin='#topic:school_enrolment']"].ClickAsync();

        await page.SeesAsync("tema #topic:school_enrolment");
        Assert.Equal("Scuola", (await page["#talk .me .bubble"].InnerTextAsync()).Trim());
    }

    [BrowserTheory]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    public async Task Only_a_voice_that_lives_in_the_phone_reads_aloud(bool local, int speakers)
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.Page.AddInitScriptAsync(
            "window.said = []; speechSynthesis.getVoices = () => [{ lang: 'it-IT', localService: " + (local ? "true" : "false") + " }]; "
            + "speechSynthesis.speak = (it) => said.push(it.text + '|' + it.lang); window.SpeechSynthesisUtterance = function (text) { this.text = text; };");

        await page.GoAsync(bot.Address);
        Assert.Equal(speakers, await page["#first .speak:visible"].CountAsync());
        await page.StartAsync(bot.Address);
        // The page's own opening lines are there first: the greeting is the bubble that the bot sent.
        var greeting = page["#talk .bot", "Ciao. Sono un assistente automatico."];
        await greeting.WaitForAsync();
        if (local)
        {
            await greeting.Locator(".speak").ClickAsync();
            Assert.Equal("Ciao. Sono un assistente automatico.|it", (await page.Page.EvaluateAsync<string[]>("said")).Single().Trim());
        }

        Assert.Equal(local, await greeting.Locator(".speak").IsVisibleAsync());
    }

    [BrowserFact]
    public async Task An_erased_talk_is_gone_from_the_screen_and_a_new_one_can_begin()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        await page.SayAsync("parola mia");

        bot.Say(Line.Event("core.erased"));

        await page.SeesAsync("La conversazione è cancellata.");
        Assert.Equal(0, await page.Page.GetByText("parola mia").CountAsync());
        await page["[data-begin='']"].ClickAsync();
        await page["#talk .bot .bubble"].First.WaitForAsync();
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task The_language_can_be_changed_in_the_middle_and_nothing_said_is_lost()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        await page.SayAsync("parola mia");

        await page["#menu > summary"].ClickAsync();
        await page["#chat-languages a[data-lang=ar]"].ClickAsync();

        await page["#talk .me .bubble", "العربية"].WaitForAsync();
        await page.SeesAsync("parola mia");
        Assert.Equal("rtl", await page["html"].GetAttributeAsync("dir"));
        Assert.Equal("#lang:ar", (string?)bot.Posted.Last()["text"]);
        bot.Say(Line.Event("core.language", new JsonObject { ["tag"] = "fr" }));
        await page["#leave", "Quitter vite"].WaitForAsync();
    }
}
