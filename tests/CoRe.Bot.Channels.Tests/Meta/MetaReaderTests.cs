using System.Text;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Messenger;
using CoRe.Bot.Channels.WhatsApp;

namespace CoRe.Bot.Channels.Tests.Meta;

/// <summary>Posts in the shapes of Meta's documentation, with made-up people.</summary>
public sealed class MetaReaderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(MetaBed.Now);

    [Theory]
    [InlineData("text", "\"type\":\"text\",\"text\":{\"body\":\"ho paura\"}", "ho paura", null, null)]
    [InlineData("reply button", "\"type\":\"interactive\",\"context\":{\"id\":\"wamid.0\"},\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"12:0\",\"title\":\"Sì\"}}", null, "12:0", null)]
    [InlineData("list row", "\"type\":\"interactive\",\"interactive\":{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"4:9\",\"title\":\"Scuola\"}}", null, "4:9", null)]
    [InlineData("template button", "\"type\":\"button\",\"button\":{\"payload\":\"read\",\"text\":\"Leggi\"}", null, "read", null)]
    [InlineData("voice", "\"type\":\"audio\",\"audio\":{\"id\":\"1\",\"mime_type\":\"audio/ogg\",\"voice\":true}", null, null, "audio/ogg")]
    [InlineData("picture with words", "\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"guarda\"}", "guarda", null, "image/*")]
    [InlineData("sticker", "\"type\":\"sticker\",\"sticker\":{\"id\":\"1\"}", null, null, "image/webp")]
    [InlineData("file", "\"type\":\"document\",\"document\":{\"id\":\"1\",\"filename\":\"x.pdf\"}", null, null, "application/octet-stream")]
    [InlineData("unsupported", "\"type\":\"unsupported\",\"errors\":[{\"code\":131051}]", null, null, "application/octet-stream")]
    [InlineData("a kind of tomorrow", "\"type\":\"hologram\",\"hologram\":{}", null, null, "application/octet-stream")]
    public void A_WhatsApp_message_is_an_event(string kind, string members, string? text, string? tap, string? media)
    {
        Assert.Equal(new WireEvent("whatsapp", "393330000000", "wamid.1", null, text, tap, Media: media), Assert.Single(WhatsApp(members)) with { MediaKey = null });
        Assert.NotEmpty(kind);
    }

    [Theory]
    [InlineData("\"type\":\"reaction\",\"reaction\":{\"message_id\":\"x\",\"emoji\":\"❤\"}")]
    [InlineData("\"type\":\"system\",\"system\":{\"body\":\"number changed\"}")]
    [InlineData("\"group_id\":\"g1\",\"type\":\"text\",\"text\":{\"body\":\"in gruppo\"}")]
    [InlineData("\"type\":\"text\"")]
    public void What_nobody_said_to_us_on_WhatsApp_is_nothing(string members) => Assert.Empty(WhatsApp(members));

    [Fact]
    public void A_WhatsApp_place_is_degrees() =>
        Assert.Equal(new WirePlace(45.65, 13.77), Assert.Single(WhatsApp("\"type\":\"location\",\"location\":{\"latitude\":45.65,\"longitude\":13.77,\"name\":\"x\"}")).Place);

    [Fact]
    public void One_post_holds_several_messages_statuses_and_people_who_hide_their_number()
    {
        var stamp = MetaBed.Now;
        var events = Read($$$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[
              {"field":"messages","value":{"metadata":{"phone_number_id":"1055"},"statuses":[{"id":"wamid.0","status":"delivered","timestamp":"{{{{stamp}}}}","recipient_id":"39"}]}},
              {"field":"messages","value":{"metadata":{"phone_number_id":"1055"},"messages":[
                {"from":"391","id":"wamid.2","timestamp":"{{{{stamp}}}}","type":"text","text":{"body":"seconda"}},{"from":"391","id":"wamid.1","timestamp":"{{{{stamp - 5}}}}","type":"text","text":{"body":"prima"}}]}}]},
              {"id":"2","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1055"},"contacts":[{"user_id":"IT.abc"}],"messages":[{"id":"wamid.3","timestamp":"{{{{stamp}}}}","type":"text","text":{"body":"senza numero"}}]}}]}]}
            """, "1055", whatsApp: true);

        Assert.Equal([("391", "seconda"), ("391", "prima"), ("IT.abc", "senza numero")], events.Select(said => (said.User, said.Text!)));
    }

    [Theory]
    [InlineData("text", "\"message\":{\"mid\":\"m1\",\"text\":\"ho paura\"}", "m1", "ho paura", null, null)]
    [InlineData("quick reply", "\"message\":{\"mid\":\"m1\",\"text\":\"Sì\",\"quick_reply\":{\"payload\":\"12:0\"}}", "m1", null, "12:0", null)]
    [InlineData("postback", "\"postback\":{\"mid\":\"m2\",\"title\":\"Leggi\",\"payload\":\"read\"}", "m2", null, "read", null)]
    [InlineData("get started", "\"postback\":{\"mid\":\"m2\",\"title\":\"Inizia\",\"payload\":\"start\"}", "m2", "/start", null, null)]
    [InlineData("voice", "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"audio\",\"payload\":{\"url\":\"https://x\"}}]}", "m1", null, null, "audio/mp4")]
    [InlineData("sticker", "\"message\":{\"mid\":\"m1\",\"attachments\":[{\"type\":\"image\",\"payload\":{\"sticker_id\":1}}]}", "m1", null, null, "image/*")]
    [InlineData("shared link", "\"message\":{\"mid\":\"m1\",\"text\":\"guarda\",\"attachments\":[{\"type\":\"fallback\"}]}", "m1", "guarda", null, null)]
    [InlineData("a kind of tomorrow", "\"message\":{\"mid\":\"m1\",\"hologram\":{}}", "m1", null, null, "application/octet-stream")]
    [InlineData("changed", "\"message_edit\":{\"mid\":\"m1\",\"text\":\"mi picchia\",\"num_edit\":2}", "edit.2.m1", "mi picchia", null, null)]
    public void A_Messenger_message_is_an_event(string kind, string members, string key, string? text, string? tap, string? media)
    {
        Assert.Equal(new WireEvent("messenger", "77", key, null, text, tap, Media: media), Assert.Single(Messenger(members)));
        Assert.NotEmpty(kind);
    }

    [Theory]
    [InlineData("\"message\":{\"mid\":\"m1\",\"text\":\"nostro\",\"is_echo\":true}")]
    [InlineData("\"delivery\":{\"mids\":[\"m1\"],\"watermark\":1}")]
    [InlineData("\"read\":{\"watermark\":1}")]
    [InlineData("\"pass_thread_control\":{\"new_owner_app_id\":\"1\"}")]
    [InlineData("\"reaction\":{\"mid\":\"m1\",\"action\":\"react\"}")]
    public void What_nobody_said_to_us_on_Messenger_is_nothing(string members) => Assert.Empty(Messenger(members));

    [Fact]
    public void What_another_app_of_the_page_holds_is_read_and_marked() =>
        Assert.Equal(new WireEvent("messenger", "77", "m1", null, "x") { HeldElsewhere = true }, Assert.Single(Read($$$$"""{"object":"page","entry":[{"id":"900","standby":[{"sender":{"id":"77"},"timestamp":{{{{MetaBed.Now}}}}000,"message":{"mid":"m1","text":"x"}}]}]}""", "900", whatsApp: false)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Random_members_in_random_places_never_break_the_reader(bool whatsApp)
    {
        var random = new Random(13);
        string[] values = ["1", "\"x\"", "null", "true", "[]", "{}", "-9", "1e99", "[{}]", "[7]", "{\"id\":\"77\"}", $"\"{MetaBed.Now}\"", $"{MetaBed.Now}000", "\"text\"", "\"900\"", "\"1055\""];
        string[] names = ["entry", "changes", "value", "metadata", "phone_number_id", "messages", "messaging", "sender", "message", "postback", "mid", "id", "from", "type", "text", "timestamp", "attachments", "location", "interactive"];
        for (var round = 0; round < 5000; round++)
        {
            _ = Read(Any(5), whatsApp ? "1055" : "900", whatsApp);
        }

        string Any(int depth) => $"{{{string.Join(',', names.OrderBy(_ => random.Next()).Take(random.Next(2, 8)).Select(name => $"\"{name}\":{(depth > 0 && random.Next(2) == 0 ? random.Next(2) == 0 ? Any(depth - 1) : $"[{Any(depth - 1)}]" : values[random.Next(values.Length)])}"))}}}";
    }

    private static IReadOnlyList<WireEvent> WhatsApp(string members) => Read(
        $$$$$$"""{"entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1055"},"messages":[{"from":"393330000000","id":"wamid.1","timestamp":"{{{{{{MetaBed.Now}}}}}}",{{{{{{members}}}}}}}]} }]}]}""", "1055", whatsApp: true);

    private static IReadOnlyList<WireEvent> Messenger(string members) => Read(
        $$$$$$"""{"object":"page","entry":[{"id":"900","messaging":[{"sender":{"id":"77"},"recipient":{"id":"900"},"timestamp":{{{{{{MetaBed.Now}}}}}}000,{{{{{{members}}}}}}}]}]}""", "900", whatsApp: false);

    private static IReadOnlyList<WireEvent> Read(string json, string ours, bool whatsApp)
    {
        using var post = WireJson.Parse(Encoding.UTF8.GetBytes(json));
        return whatsApp ? WhatsAppReader.Read(post.RootElement, ours, Now) : MessengerReader.Read(post.RootElement, ours, Now);
    }
}
