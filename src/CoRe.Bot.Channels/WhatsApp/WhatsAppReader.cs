using System.Globalization;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.WhatsApp;

/// <summary>
/// Reads posts of the Cloud API leniently: several entries, changes and messages in one, statuses among them. Who hides the number is known by the
/// id that stands in its place. Shapes: developers.facebook.com/docs/whatsapp/cloud-api/webhooks.
/// </summary>
internal static class WhatsAppReader
{
    public const string Channel = "whatsapp";

    /// <summary>Meta tries again for seven days; what is older was kept by somebody else.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(8);

    private static readonly Dictionary<string, string> Media = new(StringComparer.Ordinal)
    {
        ["audio"] = "audio/ogg", ["voice"] = "audio/ogg", ["image"] = "image/*", ["sticker"] = "image/webp", ["video"] = "video/mp4", ["document"] = "application/octet-stream", ["contacts"] = "text/vcard",
    };

    /// <summary>What people said, in the order of the post; messages of groups, reactions and statuses are left out.</summary>
    public static IReadOnlyList<WireEvent> Read(JsonElement post, string phoneNumberId, DateTimeOffset now) =>
        [.. Values(post, phoneNumberId).SelectMany(value => Items(value, "messages").Select(message => Of(message, value, now))).OfType<WireEvent>()];

    /// <summary>Messages that were taken and could not be brought: to whom, and whether that person cannot be reached at all.</summary>
    public static IReadOnlyList<(string User, bool Unreachable)> ReadFailures(JsonElement post, string phoneNumberId) =>
        [.. Values(post, phoneNumberId).SelectMany(value => Items(value, "statuses")).Where(status => Text(status, "status") == "failed" && Text(status, "recipient_id") is not null)
            .Select(status => (Text(status, "recipient_id")!, Items(status, "errors").Any(error => error.TryGetProperty("code", out var code) && code.ToString() is "131026" or "131030"))).Distinct()];

    private static IEnumerable<JsonElement> Values(JsonElement post, string phoneNumberId) =>
        Items(post, "entry").SelectMany(entry => Items(entry, "changes")).Select(change => Member(change, "value")).OfType<JsonElement>()
            .Where(value => Member(value, "metadata") is { } about && Text(about, "phone_number_id") == phoneNumberId);

    private static WireEvent? Of(JsonElement message, JsonElement value, DateTimeOffset now)
    {
        if (Text(message, "id") is not { } id || Who(message, value) is not { } user || Text(message, "group_id") is not null || IsOld(message, now))
        {
            return null;
        }

        WireEvent Said(string? text, string? tap = null, WirePlace? place = null, string? media = null, string? key = null) => new(Channel, user, id, null, text, tap, place, media, MediaKey: key);
        var kind = Text(message, "type") ?? "unknown";
        var body = Member(message, kind);
        return kind switch
        {
            "text" => Said(body is { } words ? Text(words, "body") : null) is { Text: not null } text ? text : null,
            "interactive" => Reply(body) is { } reply ? Said(null, reply) : null,
            "button" => Said(null, body is { } tapped ? Text(tapped, "payload") ?? Text(tapped, "text") : "?"),
            "location" => body is { } place && Degrees(place, "latitude", 90) is { } latitude && Degrees(place, "longitude", 180) is { } longitude
                ? Said(null, place: new WirePlace(latitude, longitude)) : Said(null, media: "application/octet-stream"),
            // Nothing that anybody said.
            "reaction" or "system" => null,
            _ => Said(body is { } sent ? Text(sent, "caption") : null, media: Media.GetValueOrDefault(kind, "application/octet-stream"), key: body is { } file ? Text(file, "id") : null),
        };
    }

    private static string? Reply(JsonElement? interactive) => interactive is { } body
        && (Member(body, "button_reply") ?? Member(body, "list_reply")) is { } reply ? Text(reply, "id") : null;

    /// <summary>The number, or the id of somebody who hides it.</summary>
    private static string? Who(JsonElement message, JsonElement value) => Text(message, "from") ?? Text(message, "from_user_id")
        ?? (Items(value, "contacts").FirstOrDefault() is { ValueKind: JsonValueKind.Object } contact ? Text(contact, "wa_id") ?? Text(contact, "user_id") : null);

    private static bool IsOld(JsonElement message, DateTimeOffset now) => Text(message, "timestamp") is not { } stamp
        || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253_402_300_000
        || now - DateTimeOffset.FromUnixTimeSeconds(seconds) > Oldest;

    private static IEnumerable<JsonElement> Items(JsonElement holder, string name) => holder.ValueKind == JsonValueKind.Object
        && holder.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static JsonElement? Member(JsonElement holder, string name) => holder.ValueKind == JsonValueKind.Object
        && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement holder, string name) => holder.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static double? Degrees(JsonElement place, string name, double most) =>
        place.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
}
