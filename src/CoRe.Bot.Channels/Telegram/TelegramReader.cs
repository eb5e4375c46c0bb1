using System.Globalization;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Telegram;

/// <summary>What an update means to us.</summary>
internal enum TelegramKind
{
    /// <summary>Nothing that anybody said: another bot, a kind that is not ours.</summary>
    Nothing,

    /// <summary>Somebody said, tapped or sent something in a private chat.</summary>
    Said,

    /// <summary>The bot was put into a group or a channel: it leaves, others read along there.</summary>
    Group,

    /// <summary>The person has shut the bot out.</summary>
    ShutOut,
}

/// <summary>An update as far as we need it.</summary>
/// <param name="Id">Its number, rising; 0 when it has none.</param>
/// <param name="Chat">Where it happened.</param>
/// <param name="Callback">The id with which a tap is acknowledged.</param>
internal sealed record TelegramUpdate(long Id, TelegramKind Kind, string Chat, WireEvent? Said, string? Callback);

/// <summary>
/// Reads updates leniently, member by member: what Telegram adds tomorrow must not stop a message of today. Shapes: core.telegram.org/bots/api.
/// </summary>
internal static class TelegramReader
{
    public const string Channel = "telegram";

    /// <summary>Kinds of update that we ask for.</summary>
    public static readonly string[] Wanted = ["message", "edited_message", "callback_query", "my_chat_member"];

    private static readonly (string Member, string ContentType)[] Media =
    [
        ("voice", "audio/ogg"), ("audio", "audio/*"), ("video_note", "video/mp4"), ("video", "video/*"), ("animation", "video/mp4"), ("photo", "image/*"),
        ("sticker", "image/webp"), ("document", "application/octet-stream"), ("contact", "text/vcard"), ("poll", "application/json"), ("dice", "application/json"),
    ];

    public static TelegramUpdate Read(JsonElement update)
    {
        var id = update.ValueKind == JsonValueKind.Object ? Number(update, "update_id") ?? 0 : 0;
        if (id <= 0)
        {
            return new TelegramUpdate(0, TelegramKind.Nothing, "", null, null);
        }

        return Member(update, "message") is { } message ? OfMessage(id, message, edited: false)
            : Member(update, "edited_message") is { } edited ? OfMessage(id, edited, edited: true)
            : Member(update, "callback_query") is { } tap ? OfTap(id, tap)
            : Member(update, "my_chat_member") is { } member ? OfMembership(id, member)
            : new TelegramUpdate(id, TelegramKind.Nothing, "", null, null);
    }

    private static TelegramUpdate OfMessage(long id, JsonElement message, bool edited)
    {
        var from = Member(message, "from");
        var chat = ChatOf(message, out var group);
        if (chat is null || group || from is not { } sender || IsBot(sender))
        {
            return new TelegramUpdate(id, group ? TelegramKind.Group : TelegramKind.Nothing, chat ?? "", null, null);
        }

        var text = Text(message, "text") ?? Text(message, "caption");
        var place = PlaceOf(message);
        var (member, media) = place is not null ? default : Media.FirstOrDefault(kind => Member(message, kind.Member) is not null);
        if (text is null && place is null && media is null)
        {
            // A title, a pinned message and the like say nothing; a kind that nobody knows yet may be a cry for help.
            var service = Member(message, "pinned_message") ?? Member(message, "message_auto_delete_timer_changed") ?? Member(message, "write_access_allowed");
            media = service is null ? "application/octet-stream" : null;
        }

        // A chat message that was changed after it was sent is a message: it may hold now what it did not say before.
        return text is null && place is null && media is null ? new TelegramUpdate(id, TelegramKind.Nothing, chat, null, null)
            : new TelegramUpdate(id, TelegramKind.Said, chat, Event(chat, edited && text is not null ? $"edit.{id}" : Key(id), sender, text, null, place, media) with { MediaKey = member is null ? null : FileOf(Member(message, member)) }, null);
    }

    /// <summary>A picture comes in several sizes, the largest last.</summary>
    private static string? FileOf(JsonElement? sent) => sent switch
    {
        { ValueKind: JsonValueKind.Array } sizes when sizes.GetArrayLength() > 0 => Text(sizes[sizes.GetArrayLength() - 1], "file_id"),
        { ValueKind: JsonValueKind.Object } file => Text(file, "file_id"),
        _ => null,
    };

    private static TelegramUpdate OfTap(long id, JsonElement tap)
    {
        var callback = Text(tap, "id");
        if (Member(tap, "from") is not { } sender || IsBot(sender) || Member(tap, "message") is not { } message || ChatOf(message, out var group) is not { } chat)
        {
            return new TelegramUpdate(id, TelegramKind.Nothing, "", null, callback);
        }

        return group || Text(tap, "data") is not { Length: > 0 } data ? new TelegramUpdate(id, group ? TelegramKind.Group : TelegramKind.Nothing, chat, null, callback)
            : new TelegramUpdate(id, TelegramKind.Said, chat, Event(chat, Key(id), sender, null, data, null, null), callback);
    }

    private static TelegramUpdate OfMembership(long id, JsonElement member)
    {
        var chat = ChatOf(member, out var group) ?? "";
        var status = Member(member, "new_chat_member") is { } now ? Text(now, "status") : null;
        return new TelegramUpdate(id, (group, status) switch
        {
            (true, "member" or "administrator" or "restricted") => TelegramKind.Group,
            (false, "kicked" or "left") when chat.Length > 0 => TelegramKind.ShutOut,
            _ => TelegramKind.Nothing,
        }, chat, null, null);
    }

    private static WireEvent Event(string chat, string key, JsonElement sender, string? text, string? tap, WirePlace? place, string? media) =>
        new(Channel, chat, key, Text(sender, "language_code"), text, tap, place, media);

    private static string Key(long id) => string.Create(CultureInfo.InvariantCulture, $"update.{id}");

    private static string? ChatOf(JsonElement holder, out bool group)
    {
        var chat = Member(holder, "chat");
        group = chat is { } known && Text(known, "type") is { } type && type != "private";
        return chat is { } found && Number(found, "id") is { } id ? id.ToString(CultureInfo.InvariantCulture) : null;
    }

    private static WirePlace? PlaceOf(JsonElement message) => Member(message, "location") is { } place
        && Degrees(place, "latitude", 90) is { } latitude && Degrees(place, "longitude", 180) is { } longitude ? new WirePlace(latitude, longitude) : null;

    private static double? Degrees(JsonElement place, string name, double most) =>
        place.ValueKind == JsonValueKind.Object && place.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var degrees) && Math.Abs(degrees) <= most ? degrees : null;

    private static bool IsBot(JsonElement sender) => sender.ValueKind == JsonValueKind.Object && sender.TryGetProperty("is_bot", out var bot) && bot.ValueKind == JsonValueKind.True;

    private static JsonElement? Member(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) ? Whole(value) : null;

    // Photos are a list, everything else an object; a bare word where an object belongs is nothing.
    private static JsonElement? Whole(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.True ? value : null;

    private static string? Text(JsonElement holder, string name) => holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static long? Number(JsonElement holder, string name) => holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
