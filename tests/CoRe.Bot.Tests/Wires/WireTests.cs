using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Degrading;
using CoRe.Bot.Conversations;
using CoRe.Bot.Facts;
using CoRe.Bot.Privacy;
using CoRe.Bot.Storage;
using CoRe.Bot.Tests.Pipeline;
using CoRe.Bot.Wires;
using Microsoft.EntityFrameworkCore;

namespace CoRe.Bot.Tests.Wires;

/// <summary>Talks on a messenger: one for each user, answers in order, nothing twice, nothing lost, nothing where it must not go.</summary>
public sealed class WireTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_first_words_begin_one_talk_and_the_same_event_twice_is_answered_once()
    {
        await using var bed = await WireBed.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bed.SayAsync("ciao", key: "update.1")));
        await bed.SayAsync("ancora", key: "update.2");

        var got = await bed.SettledAsync();

        Assert.Single(got, text => text.Contains("echo ciao", StringComparison.Ordinal));
        Assert.Single(got, text => text.Contains("echo ancora", StringComparison.Ordinal));
        await using var db = bed.Desk.Get<ICoreDb>().Open();
        Assert.Equal(1, await db.Conversations.CountAsync());
    }

    [Fact]
    public async Task A_hundred_people_at_once_each_get_their_own_answers_in_order()
    {
        await using var bed = await WireBed.StartAsync();
        await Task.WhenAll(Enumerable.Range(1, 100).Select(async user =>
        {
            for (var i = 1; i <= 3; i++)
            {
                await bed.SayAsync($"u{user}m{i}", user.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }));

        for (var user = 1; user <= 100; user++)
        {
            var texts = await bed.SettledAsync(user.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var said = string.Join('\n', texts);
            Assert.Equal([1, 2, 3], Enumerable.Range(1, 3).OrderBy(i => said.IndexOf($"echo u{user}m{i}", StringComparison.Ordinal)));
            Assert.All(Enumerable.Range(1, 3), i => Assert.Equal(2, said.Split($"echo u{user}m{i}").Length));
        }
    }

    [Theory]
    [InlineData(WireResult.Later, "slow_down", 3)]
    [InlineData(WireResult.Later, "unreachable", 0)]
    public async Task A_provider_that_is_away_or_slows_us_down_loses_nothing_doubles_nothing_and_keeps_the_order(WireResult result, string code, int pause)
    {
        await using var bed = await WireBed.StartAsync();
        var fail = 6;
        bed.Wire.Behave = (_, _) => Task.FromResult(Interlocked.Decrement(ref fail) >= 0 ? new WireOutcome(result, code, pause > 0 ? TimeSpan.FromSeconds(pause) : null) : (WireOutcome?)null);
        for (var i = 1; i <= 5; i++)
        {
            await bed.SayAsync($"messaggio {i}");
        }

        for (var tries = 0; tries < 12 && fail >= 0; tries++)
        {
            await bed.TriedAsync();
            bed.Desk.Time.Advance(TimeSpan.FromSeconds(40));
            await bed.SayAsync($"dopo {tries}");
        }

        var said = string.Join('\n', await bed.SettledAsync());
        Assert.Equal([1, 2, 3, 4, 5], Enumerable.Range(1, 5).OrderBy(i => said.IndexOf($"echo messaggio {i}", StringComparison.Ordinal)));
        Assert.All(Enumerable.Range(1, 5), i => Assert.Equal(2, said.Split($"echo messaggio {i}").Length));
    }

    [Fact]
    public async Task What_was_waiting_when_the_program_ended_goes_out_after_it_starts_again()
    {
        await using var bed = await WireBed.StartAsync();
        var away = true;
        bed.Wire.Behave = (_, _) => Task.FromResult(away ? new WireOutcome(WireResult.Later, "unreachable") : (WireOutcome?)null);
        await bed.SayAsync("prima");
        await bed.TriedAsync();

        away = false;
        await bed.RestartAsync();
        bed.Desk.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(await bed.SettledAsync(), text => text.Contains("echo prima", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Half_a_long_answer_is_not_sent_again_when_the_line_breaks_in_its_middle()
    {
        await using var bed = await WireBed.StartAsync();
        bed.Wire.Limits = new WireLimits(100, 0, 0, Links: false);
        await bed.SayAsync("ciao");
        await bed.SettledAsync();
        var before = bed.Wire.Of("77").Count;
        var number = 0;
        bed.Wire.Behave = (_, _) => Task.FromResult(++number == 3 ? new WireOutcome(WireResult.Later, "unreachable") : (WireOutcome?)null);

        await bed.AddAsync(await bed.TalkAsync(), Speaker.Bot, Text(string.Join(' ', Enumerable.Range(1, 60).Select(i => $"Frase numero {i}."))));
        await bed.WaitForAsync(() => number >= 3);
        bed.Desk.Time.Advance(TimeSpan.FromSeconds(30));

        var said = string.Join(' ', (await bed.SettledAsync()).Skip(before));
        Assert.Equal(string.Join(' ', Enumerable.Range(1, 60).Select(i => $"Frase numero {i}.")), said);
    }

    [Fact]
    public async Task A_message_that_the_provider_never_takes_is_told_to_the_desk_and_does_not_hold_up_the_next()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao");
        await bed.SettledAsync();
        bed.Wire.Behave = (_, message) => Task.FromResult(message.Text.Contains("veleno", StringComparison.Ordinal) ? new WireOutcome(WireResult.Refused, "bad_request") : (WireOutcome?)null);
        var talk = await bed.TalkAsync();

        await bed.AddAsync(talk, Speaker.Bot, Text("veleno"));
        await bed.SettledAsync();
        await bed.AddAsync(talk, Speaker.Desk, Text("solo per la scrivania"));
        await bed.AddAsync(talk, Speaker.Bot, Text("dopo"));

        Assert.Equal("dopo", (await bed.SettledAsync())[^1]);
        Assert.DoesNotContain(bed.Wire.Of("77"), message => message.Text.Contains("scrivania", StringComparison.Ordinal));
        Assert.Contains(await bed.DeskLinesAsync(talk), line => line.Activity.Name == WireDelivery.RefusedEvent);
    }

    [Fact]
    public async Task Who_shut_the_bot_out_gets_nothing_until_writing_again_and_then_all_of_it()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao");
        var before = (await bed.SettledAsync()).Count;
        var talk = await bed.TalkAsync();
        bed.Wire.Behave = (_, _) => Task.FromResult<WireOutcome?>(new WireOutcome(WireResult.ShutOut, "blocked"));
        await bed.AddAsync(talk, Speaker.Bot, Text("persa?"));
        await bed.WaitForAsync(async () => (await bed.LinkAsync()).State == WireLinkState.ShutOut);
        Assert.Contains(await bed.DeskLinesAsync(talk), line => line.Activity.Name == WireDelivery.ShutOutEvent);
        var tries = bed.Wire.Tries;
        bed.Desk.Time.Advance(TimeSpan.FromMinutes(5));
        await bed.AddAsync(talk, Speaker.Bot, Text("anche questa"));
        await Task.Delay(300);
        Assert.Equal(tries, bed.Wire.Tries);

        bed.Wire.Behave = (_, _) => Task.FromResult<WireOutcome?>(null);
        await bed.SayAsync("sono qui");
        var said = string.Join('\n', (await bed.SettledAsync()).Skip(before));
        Assert.Matches("(?s)persa\\?.*anche questa.*echo sono qui", said);
    }

    [Fact]
    public async Task Ten_minutes_after_the_last_word_only_a_knock_goes_out_and_a_tap_brings_the_words()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao");
        var before = (await bed.SettledAsync()).Count;
        bed.Desk.Time.Advance(TimeSpan.FromMinutes(11));
        var talk = await bed.TalkAsync();

        await bed.AddAsync(talk, Speaker.Operator, Text("Hai ancora i lividi?"));
        await bed.AddAsync(talk, Speaker.Operator, Text("Sono qui."));
        var knock = (await bed.GotAsync(before + 1))[^1];
        Assert.Equal("C'è un nuovo messaggio. Tocca o scrivi quando puoi leggere.", knock.Text);
        Assert.Equal(WireButtons.ReadNow, Assert.Single(knock.Buttons).Id);
        bed.Desk.Time.Advance(TimeSpan.FromMinutes(30));
        await Task.Delay(300);
        Assert.Equal(before + 1, bed.Wire.Of("77").Count);

        await bed.TapAsync(WireButtons.ReadNow);
        Assert.Matches("(?s)lividi.*Sono qui", string.Join('\n', (await bed.SettledAsync()).Skip(before + 1)));
        Assert.DoesNotContain(await bed.LinesAsync(talk), line => line.Speaker == Speaker.Person && line.Activity.Text is null or "read");
    }

    [Fact]
    public async Task A_tapped_button_sends_what_the_page_would_send_and_a_foreign_or_forged_one_leads_to_the_menu()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao");
        await bed.SettledAsync();
        var talk = await bed.TalkAsync();
        await bed.AddAsync(talk, Speaker.Bot, new Activity
        {
            Type = ActivityTypes.Message, Text = "Sei al sicuro?",
            SuggestedActions = new SuggestedActions { Actions = [new CardAction(ActionTypes.MessageBack, "Sì", text: "#safe:yes", value: "#safe:yes"), new CardAction(ActionTypes.MessageBack, "No", text: "#safe:no")] },
        });
        await bed.SettledAsync();
        var buttons = bed.Wire.Of("77")[^1].Buttons;

        foreach (var tap in new[] { buttons[1].Id, "999:0", "#erase:yes", "1:0" })
        {
            await bed.TapAsync(tap);
        }

        await bed.SettledAsync();
        Assert.Equal(["ciao", "#safe:no", "#menu", "#menu", "#menu"], (await bed.LinesAsync(talk)).Where(line => line.Speaker == Speaker.Person).Select(line => line.Activity.Text));
    }

    [Fact]
    public async Task Orders_are_the_page_s_commands_and_words_behind_them_are_read_as_words()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("/start");
        foreach (var text in new[] { "/start", "/help", "/person@core_bot mio padre mi picchia", "/unknown", "/erase" })
        {
            await bed.SayAsync(text);
        }

        await bed.SettledAsync();
        Assert.Equal(["#menu", "#help", "#person", "mio padre mi picchia", "/unknown", "#erase"],
            (await bed.LinesAsync(await bed.TalkAsync())).Where(line => line.Speaker == Speaker.Person).Select(line => line.Activity.Text));
    }

    [Fact]
    public async Task Voice_and_places_arrive_as_what_they_are_and_the_exact_place_only_in_a_case()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.Inbox.AcceptAsync(new WireEvent("fake", "77", "1", "it", null, Media: "audio/ogg"), None);
        await bed.Inbox.AcceptAsync(new WireEvent("fake", "77", "2", "it", null, Place: new WirePlace(41.9011, 12.5011)), None);
        await bed.Inbox.AcceptAsync(new WireEvent("fake", "77", "3", "it", null, Place: new WirePlace(0, 0)), None);
        var talk = await bed.TalkAsync();
        await bed.Desk.CommitAsync(new CoRe.Bot.Escalation.OpenCase(CaseId.New(bed.Desk.Time), talk, Severity.High, RiskCategory.PhysicalAbuse, ["Prova."], null, "fake", CoRe.Bot.Escalation.CaseOrigin.Found));
        await bed.Inbox.AcceptAsync(new WireEvent("fake", "77", "4", "it", null, Place: new WirePlace(41.9011, 12.5011)), None);

        var lines = (await bed.LinesAsync(talk)).Where(line => line.Speaker == Speaker.Person).Select(line => line.Activity).ToList();
        Assert.Equal("audio/ogg", Assert.Single(lines[0].Attachments).ContentType);
        Assert.Equal(["#near:roma-termini/here", "#near:failed", "geo:41.9011,12.5011"], lines.Skip(1).Select(line => line.Text));
    }

    [Fact]
    public async Task Who_goes_on_in_the_web_chat_is_not_written_to_on_the_messenger_and_coming_back_repeats_nothing()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao");
        var before = (await bed.SettledAsync()).Count;
        var talk = await bed.TalkAsync();
        await bed.Desk.Get<IInbox>().AcceptAsync(new InboundActivity("directline", talk.Value, "c.1", new Activity { Type = ActivityTypes.Message, Text = "dal web" }), None);
        await bed.WaitForAsync(async () => (await bed.LinesAsync(talk)).Any(line => line.Activity.Text == "echo dal web"));
        await bed.AddAsync(talk, Speaker.Bot, Text("solo sul web"));
        await Task.Delay(300);
        Assert.Equal(before, bed.Wire.Of("77").Count);

        await bed.SayAsync("di nuovo qui");
        var said = string.Join('\n', (await bed.SettledAsync()).Skip(before));
        Assert.Contains("echo di nuovo qui", said, StringComparison.Ordinal);
        Assert.DoesNotContain("web", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_lead_a_messenger_to_the_talk_of_the_web_chat_and_guessing_is_stopped()
    {
        await using var bed = await WireBed.StartAsync();
        var web = await bed.Desk.TalkAsync();
        var (words, _) = await bed.Desk.Get<IReturnCodes>().IssueAsync(web.Value, None);
        await bed.SayAsync("/start");
        await bed.SayAsync("/code questo non va", key: "k1");
        await bed.WaitForAsync(() => bed.Wire.Of("77").Any(m => m.Text.Contains("Queste parole non vanno", StringComparison.Ordinal)));

        await bed.SayAsync($"/code {words.ToUpperInvariant()}", key: "k2");
        await bed.WaitForAsync(() => bed.Wire.Of("77").Any(m => m.Text == "Ora questa conversazione continua qui."));
        Assert.Equal(web, await bed.TalkAsync());
        await bed.SayAsync("continuo qui");
        await bed.WaitForAsync(() => bed.Wire.Of("77").Any(m => m.Text.Contains("echo continuo qui", StringComparison.Ordinal)));
        Assert.DoesNotContain(await bed.LinesAsync(web), line => line.Activity.Text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true);

        for (var i = 0; i < 6; i++)
        {
            await bed.SayAsync($"/code una due {i}", "88", $"g{i}");
        }

        var (fresh, _) = await bed.Desk.Get<IReturnCodes>().IssueAsync(web.Value, None);
        await bed.SayAsync($"/code {fresh}", "88", "g9");
        await bed.WaitForAsync(() => bed.Wire.Of("88").Any(m => m.Text.Contains("Aspetta qualche minuto", StringComparison.Ordinal)));
        Assert.NotEqual(web, await bed.TalkAsync("88"));
    }

    [Fact]
    public async Task An_erased_talk_says_goodbye_once_and_the_next_words_begin_a_new_one()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao");
        await bed.SettledAsync();
        var talk = await bed.TalkAsync();

        await bed.Desk.CommitAsync(new EraseConversation(talk));
        await bed.WaitForAsync(() => bed.Wire.Of("77").Any(m => m.Text.StartsWith("La conversazione è cancellata da noi.", StringComparison.Ordinal)));
        await using (var db = bed.Desk.Get<ICoreDb>().Open())
        {
            Assert.False(await db.WireLinks.AnyAsync());
        }

        await bed.SayAsync("ancora io");
        await bed.SettledAsync();
        Assert.NotEqual(talk, await bed.TalkAsync());
        Assert.Single(bed.Wire.Of("77"), m => m.Text.StartsWith("La conversazione è cancellata", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_go_where_the_person_was_last_reached()
    {
        await using var bed = await WireBed.StartAsync();
        Task From(string address, string text) => bed.Inbox.AcceptAsync(new WireEvent("fake", "77", Guid.NewGuid().ToString("N"), "it", text, Address: address), CancellationToken.None);
        await From("emea|77", "ciao");
        await bed.SettledAsync();
        var before = bed.Wire.Of("emea|77").Count;

        await From("amer|77", "ancora");
        await bed.SettledAsync();
        await From("amer|77", "e ancora");
        await bed.SettledAsync();

        Assert.Equal(before, bed.Wire.Of("emea|77").Count);
        Assert.True(bed.Wire.Of("amer|77").Count >= 2);
        Assert.Empty(bed.Wire.Of("77"));
    }

    [Fact]
    public async Task The_address_of_a_person_lies_nowhere_in_clear()
    {
        await using var bed = await WireBed.StartAsync();
        await bed.SayAsync("ciao", "4915112345678");
        await bed.SettledAsync("4915112345678");
        var folder = bed.Desk.Get<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value.Folder;
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder).Any())
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(folder))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            Assert.DoesNotContain("4915112345678", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("4915112345678", bed.Desk.Log.ToString(), StringComparison.Ordinal);
    }

    private static Activity Text(string text) => new() { Type = ActivityTypes.Message, Text = text, From = new ChannelAccount { Id = "x" } };
}
