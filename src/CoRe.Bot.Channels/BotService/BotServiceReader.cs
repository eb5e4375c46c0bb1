using System.Text.Json;
using CoRe.Bot.Channels.Contract;

namespace CoRe.Bot.Channels.BotService;

/// <summary>What an activity means to us.</summary>
internal enum BotServiceKind
{
    /// <summary>Nothing that anybody said: typing, a reaction, a kind that is not ours.</summary>
    Nothing,

    /// <summary>Somebody came, said, tapped or sent something, alone with the bot.</summary>
    Said,

    /// <summary>Others read along there: nothing is taken and nothing said.</summary>
    Group,

    /// <summary>The person has taken the bot away.</summary>
    ShutOut,

    /// <summary>A call that wants an answer of its own; we have none.</summary>
    Invoke,
}

/// <summary>An activity as far as we need it. <paramref name="ServiceUrl"/> and <paramref name="ChannelId"/> are held against the token.</summary>
internal sealed record BotServicePost(BotServiceKind Kind, string ServiceUrl, string ChannelId, string User, WireEvent? Said);

/// <summary>Reads activities (Bot Framework protocol, schema 3) leniently, member by member.</summary>
internal static class BotServiceReader
{
    public const string Channel = "botservice";

    /// <summary>Before the id of a button of ours, so that nobody's words ("10:30") are taken for a tap.</summary>
    public const string TapPrefix = "core:";

    /// <summary>Null for what is no activity at all.</summary>
    public static BotServicePost? Read(JsonElement activity)
    {
        if (Text(activity, "type") is not { } type || Text(activity, "serviceUrl") is not { } serviceUrl || Text(activity, "channelId") is not { } channel
            || Member(activity, "conversation") is not { } conversation || Text(conversation, "id") is not { } talk)
        {
            return null;
        }

        var user = $"{channel}|{talk}";
        var kind = IsTrue(conversation, "isGroup") || Text(conversation, "conversationType") is "groupChat" or "channel" ? BotServiceKind.Group
            : type is "invoke" ? BotServiceKind.Invoke
            : type is "installationUpdate" or "contactRelationUpdate" && Text(activity, "action")?.StartsWith("remove", StringComparison.Ordinal) == true ? BotServiceKind.ShutOut
            : BotServiceKind.Said;
        var said = kind == BotServiceKind.Said && Person(activity, type) is { } person && Member(activity, "recipient") is { } bot
            ? Said(activity, type, user, new BotServiceAddress(serviceUrl, channel, conversation, person, bot, Tenant(activity)).ToString()) : null;
        return new BotServicePost(kind == BotServiceKind.Said && said is null ? BotServiceKind.Nothing : kind, serviceUrl, channel, user, said);
    }

    /// <summary>Who wrote; at the beginning: who came.</summary>
    private static JsonElement? Person(JsonElement activity, string type)
    {
        if (type != "conversationUpdate")
        {
            return Member(activity, "from") is { } from && Text(from, "role") != "bot" ? from : null;
        }

        var bot = Member(activity, "recipient") is { } recipient ? Text(recipient, "id") : null;
        var came = Items(activity, "membersAdded").FirstOrDefault(member => Text(member, "id") is { } id && id != bot);
        return came.ValueKind == JsonValueKind.Object ? came : null;
    }

    private static WireEvent? Said(JsonElement activity, string type, string user, string address)
    {
        var (id, language) = (Text(activity, "id"), Text(activity, "locale"));
        return (type, id) switch
        {
            ("conversationUpdate", _) => new WireEvent(Channel, user, $"came.{id ?? "first"}", language, "/start", Address: address),
            ("message", { } key) => OfMessage(activity, user, key, language) with { Address = address },
            // What was changed after it was sent may hold now what it did not say before.
            ("messageUpdate", { } key) when !IsDeleted(activity) => OfMessage(activity, user, $"edit.{Text(activity, "timestamp")}.{key}", language) with { Address = address },
            _ => null,
        };
    }

    private static WireEvent OfMessage(JsonElement activity, string user, string key, string? language)
    {
        var text = Text(activity, "text");
        if (Tap(activity, text) is { } tap)
        {
            return new WireEvent(Channel, user, key, language, null, Tap: tap);
        }

        if (Place(activity) is { } place)
        {
            return new WireEvent(Channel, user, key, language, null, Place: place);
        }

        // Teams sends the words once more as HTML.
        var sent = Items(activity, "attachments").Select(item => Text(item, "contentType") ?? "application/octet-stream").FirstOrDefault(kind => kind != "text/html");
        return new WireEvent(Channel, user, key, language, text, Media: sent is not null ? Media(sent) : text is null ? "application/octet-stream" : null);
    }

    private static string? Tap(JsonElement activity, string? text) =>
        Member(activity, "value") is { } value && Text(value, "core") is { } tapped ? tapped
        : Text(activity, "value") is { } plain && plain.StartsWith(TapPrefix, StringComparison.Ordinal) ? plain[TapPrefix.Length..]
        : text?.StartsWith(TapPrefix, StringComparison.Ordinal) == true ? text[TapPrefix.Length..] : null;

    private static WirePlace? Place(JsonElement activity)
    {
        foreach (var entity in Items(activity, "entities").Where(entity => Text(entity, "type") == "Place"))
        {
            if (Member(entity, "geo") is { } geo && Number(geo, "latitude") is { } latitude and >= -90 and <= 90 && Number(geo, "longitude") is { } longitude and >= -180 and <= 180)
            {
                return new WirePlace(latitude, longitude);
            }
        }

        return null;
    }

    private static string Media(string kind) => kind.Split('/')[0] is "image" or "audio" or "video" ? kind : "application/octet-stream";

    private static string? Tenant(JsonElement activity) =>
        Member(activity, "channelData") is { } data && Member(data, "tenant") is { } tenant ? Text(tenant, "id") : null;

    private static bool IsDeleted(JsonElement activity) => Member(activity, "channelData") is { } data && Text(data, "eventType") == "softDeleteMessage";

    private static bool IsTrue(JsonElement holder, string name) => holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static double? Number(JsonElement holder, string name) => holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;

    private static IEnumerable<JsonElement> Items(JsonElement holder, string name) => holder.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static JsonElement? Member(JsonElement holder, string name) => holder.ValueKind == JsonValueKind.Object
        && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement holder, string name) => holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
