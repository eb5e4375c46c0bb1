using System.Globalization;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.Messenger;

/// <summary>
/// Reads posts of the Messenger platform leniently. Echoes of our own words, deliveries, reads and who holds the thread are left
/// out; what a person writes while another app of the page holds it (standby) is read. Shapes: developers.facebook.com/docs/messenger-platform/reference/webhook-events.
/// </summary>
internal static class MessengerReader
{
    public const string Channel = "messenger";

    /// <summary>The platform tries again for hours; what is older was kept by somebody else.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(8);

    public static IReadOnlyList<WireEvent> Read(JsonElement post, string pageId, DateTimeOffset now) =>
        [.. Items(post, "entry").Where(entry => Text(entry, "id") == pageId).SelectMany(entry => Ours(entry, pageId, now).Concat(Others(entry, pageId, now)))];

    private static IEnumerable<WireEvent> Ours(JsonElement entry, string pageId, DateTimeOffset now) => Items(entry, "messaging").Select(item => Of(item, pageId, now)).OfType<WireEvent>();

    private static IEnumerable<WireEvent> Others(JsonElement entry, string pageId, DateTimeOffset now) =>
        Items(entry, "standby").Select(item => Of(item, pageId, now)).OfType<WireEvent>().Select(said => said with { HeldElsewhere = true });

    private static WireEvent? Of(JsonElement item, string pageId, DateTimeOffset now)
    {
        if (Member(item, "sender") is not { } sender || Text(sender, "id") is not { } user || user == pageId || IsOld(item, now))
        {
            return null;
        }

        if (Member(item, "postback") is { } postback)
        {
            var stamp = item.TryGetProperty("timestamp", out var at) ? at.ToString() : "";
            var key = Text(postback, "mid") ?? $"postback.{stamp}.{Text(postback, "payload")}";
            // The button with which a talk begins carries no place of a talk.
            return Text(postback, "payload") is "start" ? new WireEvent(Channel, user, key, null, "/start") : new WireEvent(Channel, user, key, null, null, Tap: Text(postback, "payload") ?? "?");
        }

        if (Member(item, "message_edit") is { } edit && Text(edit, "mid") is { } edited && Text(edit, "text") is { } changed)
        {
            var times = edit.TryGetProperty("num_edit", out var count) ? count.ToString() : "1";
            return new WireEvent(Channel, user, $"edit.{times}.{edited}", null, changed);
        }

        return Member(item, "message") is { } message && Text(message, "mid") is { } mid && !IsTrue(message, "is_echo") && !IsTrue(message, "is_deleted") ? Said(user, mid, message) : null;
    }

    private static WireEvent? Said(string user, string mid, JsonElement message)
    {
        if (Member(message, "quick_reply") is { } quick && Text(quick, "payload") is { } payload)
        {
            return new WireEvent(Channel, user, mid, null, null, Tap: payload);
        }

        var (text, sent) = (Text(message, "text"), Items(message, "attachments").FirstOrDefault());
        var media = sent.ValueKind == JsonValueKind.Object ? Media(Text(sent, "type")) : null;
        return text is null && media is null ? new WireEvent(Channel, user, mid, null, null, Media: "application/octet-stream") : new WireEvent(Channel, user, mid, null, text, Media: media);
    }

    private static string? Media(string? kind) => kind switch { "image" => "image/*", "audio" => "audio/mp4", "video" => "video/mp4", "fallback" => null, _ => "application/octet-stream" };

    private static bool IsOld(JsonElement item, DateTimeOffset now) => !item.TryGetProperty("timestamp", out var stamp) || stamp.ValueKind != JsonValueKind.Number
        || !stamp.TryGetInt64(out var milliseconds) || milliseconds is < 0 or > 253_402_300_000_000 || now - DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) > Oldest;

    private static bool IsTrue(JsonElement holder, string name) => holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static IEnumerable<JsonElement> Items(JsonElement holder, string name) => holder.ValueKind == JsonValueKind.Object
        && holder.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static JsonElement? Member(JsonElement holder, string name) => holder.ValueKind == JsonValueKind.Object
        && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement holder, string name) => holder.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
