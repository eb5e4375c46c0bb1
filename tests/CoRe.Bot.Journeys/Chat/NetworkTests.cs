using CoRe.Bot.Journeys.Browser;

namespace CoRe.Bot.Journeys.Chat;

/// <summary>What phones really have: tunnels, proxies that cut, servers in trouble. No word may get lost or doubled.</summary>
public sealed class NetworkTests(Phone phone) : IClassFixture<Phone>
{
    [BrowserFact]
    public async Task A_message_whose_answer_got_lost_is_sent_again_with_the_same_id_and_shown_once()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = _ => [Line.Bot("Va bene.")];
        bot.RefuseSockets = true; // no echo over a socket: only the second try can settle it
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        bot.LoseAnswers = 1;

        await page.SayAsync("aiuto");

        await page.SeesAsync("Inviato");
        await page.SeesAsync("Va bene.");
        Assert.Single(bot.Posted.Select(it => (string?)it["channelData"]!["clientActivityID"]).Distinct());
        Assert.Equal(1, await page["#talk .me"].CountAsync());
        Assert.Equal(1, await page.Page.GetByText("Va bene.").CountAsync());
    }

    [BrowserFact]
    public async Task Words_said_while_the_socket_was_down_arrive_once_and_in_order()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);

        bot.CutSockets();
        bot.Say(Line.Bot("uno"), Line.Bot("due"));

        await page["#talk .bubble", "due"].WaitForAsync();
        var said = await page["#talk .bot .bubble"].AllInnerTextsAsync();
        Assert.Equal(["uno", "due"], said.TakeLast(2).Select(it => it.Trim()));
        await page["#link"].WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
    }

    [BrowserFact]
    public async Task Where_sockets_do_not_get_through_the_page_asks_instead()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.RefuseSockets = true;
        bot.Answer = _ => [Line.Bot("Ti ho letto.")];
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);

        await page.SayAsync("ciao");

        await page.SeesAsync("Ti ho letto.");
        Assert.Equal(3, bot.Asked.Count(it => it.EndsWith("/stream", StringComparison.Ordinal)));
    }

    [BrowserFact]
    public async Task Without_network_one_can_go_on_writing_and_all_is_sent_in_order_later()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);

        await page.Page.Context.SetOfflineAsync(true);
        await page.SayAsync("primo");
        await page.SayAsync("secondo");
        await page.SeesAsync("Aspetta la rete, poi parte");
        Assert.Empty(bot.Posted);
        await page.Page.Context.SetOfflineAsync(false);

        await page["#talk .me .under[data-state=sent]"].Nth(1).WaitForAsync();
        Assert.Equal(["primo", "secondo"], bot.Posted.Select(it => (string?)it["text"]));
    }

    [BrowserFact]
    public async Task Changing_the_language_without_network_keeps_the_talk_and_the_wish()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        await page.SayAsync("parola mia");
        await page.Page.Context.SetOfflineAsync(true);

        await page["#menu > summary"].ClickAsync();
        await page["#chat-languages a[data-lang=ar]"].ClickAsync();
        await page["#talk .me .bubble", "العربية"].WaitForAsync();
        await page.Page.Context.SetOfflineAsync(false);

        await page["#talk .me .under[data-state=sent]"].Nth(1).WaitForAsync();
        await page.SeesAsync("parola mia");
        Assert.Equal("#lang:ar", (string?)bot.Posted.Last()["text"]);
    }

    [BrowserFact]
    public async Task A_server_in_trouble_is_said_and_the_words_wait()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.TokenStatus = 429;
        await using var page = await phone.OpenAsync();
        await page.GoAsync(bot.Address);
        await page["[data-begin='']"].ClickAsync();

        await page.SayAsync("mi senti?");
        await page.SeesAsync("Adesso scrivono in tanti.");
        bot.TokenStatus = 200;

        await page["#talk .me .under[data-state=sent]"].WaitForAsync();
        Assert.Equal("mi senti?", (string?)Assert.Single(bot.Posted)["text"]);
    }

    [BrowserFact]
    public async Task When_the_server_knows_the_talk_no_more_unsent_words_go_with_a_new_one()
    {
        await using var bot = await FakeBot.StartAsync();
        await using var page = await phone.OpenAsync();
        await page.StartAsync(bot.Address);
        bot.Gone = true;
        bot.CutSockets();

        await page.SayAsync("non perdermi");
        await page.SeesAsync("Questa conversazione è finita o scaduta.");
        bot.Gone = false;
        await page["#link button"].ClickAsync();

        await page["#talk .me .under[data-state=sent]"].WaitForAsync();
        Assert.Equal("non perdermi", (string?)bot.Posted.Last()["text"]);
    }
}
