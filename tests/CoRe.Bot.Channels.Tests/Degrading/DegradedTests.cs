using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Degrading;

namespace CoRe.Bot.Channels.Tests.Degrading;

public sealed class DegradedTests
{
    private static readonly WireLimits Telegram = new(4096, 40, 60, Links: true);
    private static readonly WireLimits Sms = new(160, 0, 0, Links: false);
    private static readonly WireLimits WhatsApp = new(1024, 3, 20, Links: false);

    [Fact]
    public void Buttons_stay_buttons_where_the_wire_has_them_and_carry_their_place_only()
    {
        var message = Assert.Single(Degraded.Of(Asking("Sei al sicuro?", "Sì", "No"), 7, Telegram));

        Assert.Equal("Sei al sicuro?", message.Text);
        Assert.Equal([new WireButton("Sì", "7:0"), new WireButton("No", "7:1")], message.Buttons);
    }

    [Fact]
    public void Buttons_that_do_not_fit_become_a_numbered_list_and_none_is_left_out()
    {
        var message = Assert.Single(Degraded.Of(Asking("Che cosa ti serve?", "Dormire", "Medico", "Scuola", "Una persona"), 2, WhatsApp));

        Assert.Empty(message.Buttons);
        Assert.Equal("Che cosa ti serve?\n1. Dormire\n2. Medico\n3. Scuola\n4. Una persona", message.Text);
    }

    [Fact]
    public void A_card_is_read_as_it_comes_from_the_transcript_calls_as_text_links_as_the_wire_can()
    {
        var card = ActivityJson.Deserialize(ActivityJson.SerializeToUtf8Bytes(Card()));

        var rich = Assert.Single(Degraded.Of(card, 3, Telegram));
        Assert.Equal("Centro\n112: chiama\nChiama: 06 1234", rich.Text);
        Assert.Equal(["Mappa"], rich.Links.Select(link => link.Label));
        Assert.Equal([new WireButton("Mi hanno mandato via", "3:0")], rich.Buttons);
        Assert.Equal("#away:1", WireButtons.At(card, 0)!.Text);

        var plain = Assert.Single(Degraded.Of(card, 3, Sms));
        Assert.Equal("Centro\n112: chiama\nMappa: https://example.org/m\nChiama: 06 1234\n1. Mi hanno mandato via", plain.Text);
        Assert.Empty(plain.Links);
    }

    [Fact]
    public void Long_labels_are_cut_not_refused_and_long_text_keeps_its_buttons_at_the_end()
    {
        var long_ = string.Join(' ', Enumerable.Repeat("Una frase intera che dice qualcosa.", 60));

        var messages = Degraded.Of(Asking(long_, "Un'etichetta molto più lunga di venti", "Sì"), 1, WhatsApp);

        Assert.True(messages.Count > 1);
        Assert.All(messages, message => Assert.InRange(message.Text.Length, 1, 1024));
        Assert.All(messages.SkipLast(1), message => Assert.Empty(message.Buttons));
        Assert.Equal(["Un'etichetta molto …", "Sì"], messages[^1].Buttons.Select(button => button.Label));
        Assert.Equal(long_, string.Join(' ', messages.Select(message => message.Text)));
    }

    [Fact]
    public void What_is_not_for_eyes_is_no_message()
    {
        Assert.Empty(Degraded.Of(new Activity { Type = ActivityTypes.Event, Name = "core.state" }, 1, Telegram));
        Assert.Empty(Degraded.Of(new Activity { Type = ActivityTypes.Typing }, 1, Telegram));
        Assert.Empty(Degraded.Of(new Activity { Type = ActivityTypes.Message }, 1, Telegram));
    }

    [Theory]
    [InlineData("7:1", true)]
    [InlineData("7:99", true)]
    [InlineData("0:1", false)]
    [InlineData("-1:1", false)]
    [InlineData("7", false)]
    [InlineData("7:1:2", false)]
    [InlineData("#erase:yes", false)]
    [InlineData("", false)]
    public void Only_our_own_button_ids_are_read(string id, bool read) => Assert.Equal(read, WireButtons.TryRead(id, out _, out _));

    [Fact]
    public void Short_lines_of_one_voice_ring_once_and_a_change_of_voice_or_a_button_begins_anew()
    {
        (long, string, IReadOnlyList<WireMessage>)[] lines =
        [
            (1, "Bot", [Plain("Ciao.")]), (2, "Bot", []), (3, "Bot", [Plain("Scegli tu che cosa dire.")]), (4, "Bot", [new WireMessage("Di che cosa hai bisogno?", [new WireButton("Scuola", "4:0")], [])]),
            (5, "Bot", [Plain("Ancora.")]), (6, "Person", []), (7, "Bot", [Plain("Sì.")]), (8, "Operator", [Plain("Sono Amina.")]), (9, "Operator", [Plain(new string('x', 1199))]),
        ];

        var batches = WireBatch.Of(lines, 1200);

        Assert.Equal([4L, 5, 6, 7, 8, 9], batches.Select(batch => batch.Last));
        Assert.Equal("Ciao.\n\nScegli tu che cosa dire.\n\nDi che cosa hai bisogno?", Assert.Single(batches[0].Messages).Text);
        Assert.Single(batches[0].Messages[0].Buttons);
        Assert.Empty(batches[2].Messages);
    }

    private static WireMessage Plain(string text) => new(text, [], []);

    private static Activity Asking(string text, params string[] labels)
    {
        var activity = MessageFactory.Text(text);
        activity.SuggestedActions = new SuggestedActions { Actions = [.. labels.Select(label => new CardAction(ActionTypes.MessageBack, label, text: "#" + label))] };
        return activity;
    }

    private static Activity Card()
    {
        var activity = MessageFactory.Text("Centro");
        activity.Attachments =
        [
            new HeroCard(buttons:
            [
                new CardAction(ActionTypes.Call, "112: chiama", value: "tel:112"), new CardAction(ActionTypes.OpenUrl, "Mappa", value: "https://example.org/m"),
                new CardAction(ActionTypes.MessageBack, "Mi hanno mandato via", text: "#away:1", value: "#away:1"), new CardAction(ActionTypes.Call, "Chiama", value: "tel:06 1234"),
            ]).ToAttachment(),
        ];
        return activity;
    }
}
