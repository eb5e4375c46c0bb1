using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>
/// Takes from a posted activity what the product needs and nothing else. Who, where and when are the server's to say: names,
/// time zones, ids and addresses in the body are dropped, so a page cannot hand over an identity that nobody asked for.
/// </summary>
internal static partial class ActivityReader
{
    private const int MaxKey = 128;
    private const int MaxAttachments = 10;

    /// <summary>Every documented member and its kind; <c>value</c> and <c>channelData</c> may be anything.</summary>
    private static readonly FrozenDictionary<string, JsonValueKind> Kinds = Documented().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The activity, and the client's own key of it, if it has one.</summary>
    /// <exception cref="Refusal">A documented member has the wrong type.</exception>
    public static (Activity Activity, string? ClientKey) Read(JsonElement body, string conversationId, string userId)
    {
        CheckKinds(body);
        var channelData = Member(body, "channelData", JsonValueKind.Object);
        var key = ClientKey(channelData);
        var activity = new Activity
        {
            Type = Text(body, "type") is { Length: > 0 } type ? type : throw new Refusal(400, "MissingProperty", "The activity has no type."),
            ChannelId = Wire.ChannelId,
            From = new ChannelAccount(userId, role: "user"),
            Conversation = new ConversationAccount(id: conversationId),
            Text = Text(body, "text"),
            TextFormat = Text(body, "textFormat") is "plain" or "markdown" or "xml" ? Text(body, "textFormat") : null,
            Locale = Text(body, "locale") is { } locale && LanguageTag().IsMatch(locale) ? locale : null,
            Name = Text(body, "name"),
            ValueType = Text(body, "valueType"),
            Value = Member(body, "value") is { } value ? Plain(value) : null,
            Attachments = Attachments(body),
            ChannelData = Reduce(channelData, key),
        };
        return (activity, key);
    }

    /// <summary>A language tag from a client, or null when it does not look like one.</summary>
    public static string? Locale(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } root && Member(root, "locale", JsonValueKind.String)?.GetString() is { } tag
            && LanguageTag().IsMatch(tag) ? tag : null;

    /// <summary>A user id that a partner's server bound to a token, when it has the documented form.</summary>
    public static string? UserId(JsonElement? body) =>
        body is { ValueKind: JsonValueKind.Object } root && Member(root, "user", JsonValueKind.Object) is { } user
            && Member(user, "id", JsonValueKind.String)?.GetString() is { } id && BoundUser().IsMatch(id) ? id : null;

    private static void CheckKinds(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw Refusal.BadSyntax();
        }

        foreach (var member in body.EnumerateObject())
        {
            var kind = member.Value.ValueKind == JsonValueKind.False ? JsonValueKind.True : member.Value.ValueKind;
            if (kind != JsonValueKind.Null && Kinds.TryGetValue(member.Name, out var expected) && kind != expected)
            {
                throw Refusal.BadArgument("A member of the activity has the wrong type.");
            }
        }
    }

    private static string? ClientKey(JsonElement? channelData)
    {
        var member = channelData is { } data ? Member(data, "clientActivityID") : null;
        return member switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 and <= MaxKey } key => key,
            _ => throw Refusal.BadArgument("clientActivityID must be a string of 1 to 128 characters."),
        };
    }

    /// <summary>Microsoft's client shows a message as sent only when the echo carries its key again; the rest is not needed.</summary>
    private static Dictionary<string, object>? Reduce(JsonElement? channelData, string? key)
    {
        var kept = new Dictionary<string, object>();
        if (key is not null)
        {
            kept["clientActivityID"] = key;
        }

        if (channelData is { } data && Member(data, "postBack", JsonValueKind.True) is not null)
        {
            kept["postBack"] = true;
        }

        if (channelData is { } sent && Member(sent, "messageBack", JsonValueKind.Object) is { } messageBack)
        {
            kept["messageBack"] = Reduce(messageBack);
        }

        return kept.Count == 0 ? null : kept;
    }

    private static Dictionary<string, object> Reduce(JsonElement messageBack)
    {
        var kept = new Dictionary<string, object>();
        foreach (var name in (ReadOnlySpan<string>)["displayText", "text"])
        {
            if (Member(messageBack, name, JsonValueKind.String)?.GetString() is { } text)
            {
                kept[name] = text;
            }
        }

        return kept;
    }

    /// <summary>Only that there was a file and of which type, so that the bot can say that it cannot open it.</summary>
    private static List<Attachment>? Attachments(JsonElement body)
    {
        if (Member(body, "attachments", JsonValueKind.Array) is not { } list || list.GetArrayLength() == 0)
        {
            return null;
        }

        return [.. list.EnumerateArray().Take(MaxAttachments).Select(item => new Attachment(contentType: MediaTypeOf(item)))];
    }

    private static string MediaTypeOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && Member(item, "contentType", JsonValueKind.String)?.GetString() is { } type
            && MediaType().IsMatch(type) ? type : "application/octet-stream";

    /// <summary>Plain values instead of a JSON library's own types: the activity must look the same on both Bot SDKs.</summary>
    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => value.GetDouble(),
        JsonValueKind.Number => throw Refusal.BadArgument("A number is out of range."),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(m => m.Name, m => Plain(m.Value), StringComparer.Ordinal),
        _ => null,
    };

    private static string? Text(JsonElement body, string name) => Member(body, name, JsonValueKind.String)?.GetString();

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind) =>
        Member(parent, name) is { } found && found.ValueKind == kind ? found : null;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private static Dictionary<string, JsonValueKind> Documented()
    {
        const string Strings = "type id timestamp localTimestamp localTimezone serviceUrl channelId textFormat attachmentLayout topicName "
            + "locale text speak inputHint summary action replyToId label valueType name code expiration importance deliveryMode callerId";
        const string Objects = "from conversation recipient suggestedActions relatesTo semanticAction";
        const string Lists = "membersAdded membersRemoved reactionsAdded reactionsRemoved attachments entities listenFor textHighlights";
        var kinds = new Dictionary<string, JsonValueKind> { ["historyDisclosed"] = JsonValueKind.True };
        Array.ForEach(Strings.Split(' '), name => kinds.Add(name, JsonValueKind.String));
        Array.ForEach(Objects.Split(' '), name => kinds.Add(name, JsonValueKind.Object));
        Array.ForEach(Lists.Split(' '), name => kinds.Add(name, JsonValueKind.Array));
        return kinds;
    }

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex LanguageTag();

    [GeneratedRegex("^dl_[A-Za-z0-9_-]{16,64}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex BoundUser();

    [GeneratedRegex("^[a-z]{1,20}/[a-z0-9.+-]{1,80}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 100)]
    private static partial Regex MediaType();
}
