using System.Text;
using CoRe.Bot.Channels.Contract;
using CoRe.Bot.Channels.Telegram;

namespace CoRe.Bot.Channels.Tests.Telegram;

/// <summary>Updates in the shapes of core.telegram.org/bots/api (Bot API 9), with made-up people.</summary>
public sealed class TelegramReaderTests
{
    private const string Me = """ "from":{"id":77,"is_bot":false,"first_name":"A","language_code":"ar"},"chat":{"id":77,"first_name":"A","type":"private"},"date":1795519522 """;

    [Theory]
    [InlineData("text", "\"text\":\"aiuto\"", "aiuto", null)]
    [InlineData("command", "\"text\":\"/help\",\"entities\":[{\"offset\":0,\"length\":5,\"type\":\"bot_command\"}]", "/help", null)]
    [InlineData("right to left", "\"text\":\"أحتاج مساعدة\"", "أحتاج مساعدة", null)]
    [InlineData("reply", "\"text\":\"sì\",\"reply_to_message\":{\"message_id\":1,\"text\":\"x\"}", "sì", null)]
    [InlineData("forwarded", "\"text\":\"guarda\",\"forward_origin\":{\"type\":\"user\",\"date\":1}", "guarda", null)]
    [InlineData("sticker", "\"sticker\":{\"file_id\":\"x\",\"type\":\"regular\",\"width\":1,\"height\":1,\"emoji\":\"😢\"}", null, "image/webp")]
    [InlineData("voice", "\"voice\":{\"file_id\":\"x\",\"duration\":3,\"mime_type\":\"audio/ogg\"}", null, "audio/ogg")]
    [InlineData("video note", "\"video_note\":{\"file_id\":\"x\",\"length\":3,\"duration\":3}", null, "video/mp4")]
    [InlineData("picture with words", "\"photo\":[{\"file_id\":\"x\",\"width\":1,\"height\":1}],\"caption\":\"questi lividi\"", "questi lividi", "image/*")]
    [InlineData("file", "\"document\":{\"file_id\":\"x\",\"file_name\":\"a.pdf\"}", null, "application/octet-stream")]
    [InlineData("contact", "\"contact\":{\"phone_number\":\"+390000000\",\"first_name\":\"B\"}", null, "text/vcard")]
    [InlineData("a kind of tomorrow", "\"hologram\":{\"file_id\":\"x\"}", null, "application/octet-stream")]
    public void A_private_message_is_an_event_of_its_chat(string kind, string members, string? text, string? media)
    {
        var update = Read($$"""{"update_id":5,"message":{"message_id":9,{{Me}},{{members}} } }""");

        Assert.Equal(TelegramKind.Said, update.Kind);
        Assert.Equal(new WireEvent("telegram", "77", "update.5", "ar", text, Media: media), update.Said! with { MediaKey = null });
        Assert.NotEmpty(kind);
    }

    [Fact]
    public void A_place_is_degrees_and_nonsense_is_a_file_that_nobody_can_read()
    {
        Assert.Equal(new WirePlace(41.9, 12.5), Read($$"""{"update_id":5,"message":{"message_id":9,{{Me}},"location":{"latitude":41.9,"longitude":12.5} } }""").Said!.Place);
        Assert.Null(Read($$"""{"update_id":5,"message":{"message_id":9,{{Me}},"location":{"latitude":941.9,"longitude":12.5} } }""").Said!.Place);
    }

    [Fact]
    public void A_changed_message_is_read_again_under_a_key_of_its_own()
    {
        var update = Read($$"""{"update_id":6,"edited_message":{"message_id":9,{{Me}},"edit_date":1,"text":"mi picchia"} }""");

        Assert.Equal(("mi picchia", "edit.6"), (update.Said!.Text, update.Said.Key));
    }

    [Fact]
    public void A_tap_carries_the_button_and_is_acknowledged()
    {
        var update = Read($$"""{"update_id":7,"callback_query":{"id":"4382","from":{"id":77,"is_bot":false,"first_name":"A"},"message":{"message_id":9,{{Me}} },"chat_instance":"1","data":"12:0"} }""");

        Assert.Equal(("12:0", "4382", "77"), (update.Said!.Tap, update.Callback, update.Said.User));
    }

    [Theory]
    [InlineData("group", "{\"update_id\":8,\"message\":{\"message_id\":1,\"from\":{\"id\":77,\"is_bot\":false},\"chat\":{\"id\":-100,\"type\":\"supergroup\",\"title\":\"x\"},\"text\":\"aiuto\"}}")]
    [InlineData("put into a group", "{\"update_id\":8,\"my_chat_member\":{\"chat\":{\"id\":-100,\"type\":\"group\"},\"from\":{\"id\":77},\"new_chat_member\":{\"status\":\"member\"}}}")]
    [InlineData("tap in a group", "{\"update_id\":8,\"callback_query\":{\"id\":\"1\",\"from\":{\"id\":77},\"message\":{\"chat\":{\"id\":-100,\"type\":\"group\"}},\"data\":\"1:0\"}}")]
    public void In_a_group_nothing_is_said_and_the_bot_leaves(string kind, string json)
    {
        var update = Read(json);

        Assert.Equal((TelegramKind.Group, "-100"), (update.Kind, update.Chat));
        Assert.Null(update.Said);
        Assert.NotEmpty(kind);
    }

    [Theory]
    [InlineData("{\"update_id\":8,\"my_chat_member\":{\"chat\":{\"id\":77,\"type\":\"private\"},\"from\":{\"id\":77},\"new_chat_member\":{\"status\":\"kicked\"}}}", nameof(TelegramKind.ShutOut))]
    [InlineData("{\"update_id\":8,\"my_chat_member\":{\"chat\":{\"id\":77,\"type\":\"private\"},\"from\":{\"id\":77},\"new_chat_member\":{\"status\":\"member\"}}}", nameof(TelegramKind.Nothing))]
    [InlineData("{\"update_id\":8,\"message\":{\"from\":{\"id\":3,\"is_bot\":true},\"chat\":{\"id\":77,\"type\":\"private\"},\"text\":\"x\"}}", nameof(TelegramKind.Nothing))]
    [InlineData("{\"update_id\":8,\"poll_answer\":{\"poll_id\":\"1\"}}", nameof(TelegramKind.Nothing))]
    [InlineData("{\"update_id\":8,\"message\":\"aiuto\"}", nameof(TelegramKind.Nothing))]
    [InlineData("{\"update_id\":\"8\"}", nameof(TelegramKind.Nothing))]
    [InlineData("[]", nameof(TelegramKind.Nothing))]
    [InlineData("7", nameof(TelegramKind.Nothing))]
    public void What_nobody_said_is_nothing(string json, string kind) => Assert.Equal(kind, Read(json).Kind.ToString());

    [Fact]
    public void Random_members_in_random_places_never_break_the_reader()
    {
        var random = new Random(11);
        string[] values = ["1", "\"x\"", "null", "true", "[]", "{}", "-9", "1e99", "[{}]", "{\"id\":1}", "{\"id\":\"x\"}", "{\"id\":77,\"type\":\"private\"}"];
        string[] names = ["update_id", "message", "edited_message", "callback_query", "my_chat_member", "from", "chat", "text", "data", "location", "latitude", "photo", "id", "type", "is_bot"];
        for (var round = 0; round < 5000; round++)
        {
            _ = Read(Any(3));
        }

        string Any(int depth) => $"{{{string.Join(',', names.OrderBy(_ => random.Next()).Take(random.Next(1, 6)).Select(name => $"\"{name}\":{(depth > 0 && random.Next(2) == 0 ? Any(depth - 1) : values[random.Next(values.Length)])}"))}}}";
    }

    private static TelegramUpdate Read(string json)
    {
        using var document = WireJson.Parse(Encoding.UTF8.GetBytes(json));
        return TelegramReader.Read(document.RootElement);
    }
}
