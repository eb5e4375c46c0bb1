using System.Globalization;
using System.Text.Json;
using CoRe.Bot.Channels.Contract;
using Microsoft.AspNetCore.Http;

namespace CoRe.Bot.Channels.DirectLine;

/// <summary>Words and forms of the protocol that several handlers share.</summary>
internal static class Wire
{
    public const string ChannelId = "directline";

    /// <summary>
    /// The number in a watermark: what the client saw last. Empty is what Microsoft's client sends when it lost its stream
    /// before the first frame; it means the start, else the greeting would be lost.
    /// </summary>
    public static long Watermark(string? text) => string.IsNullOrEmpty(text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refusal.BadArgument("The watermark is not one of ours.");

    /// <summary>
    /// <c>{"activities":[…],"watermark":"n"}</c>. The watermark is a string: Microsoft's client drops a number 0. It is left
    /// out when nothing numbered is in it, which means "keep the one you have".
    /// </summary>
    public static void WriteSet(Utf8JsonWriter json, IEnumerable<TranscriptLine> lines, long? watermark)
    {
        json.WriteStartObject();
        json.WriteStartArray("activities"u8);
        foreach (var line in lines)
        {
            json.WriteRawValue(line.Json.Span, skipInputValidation: true);
            watermark = line.Number ?? watermark;
        }

        json.WriteEndArray();
        if (watermark is { } number)
        {
            json.WriteString("watermark"u8, number.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    /// <summary>Where the stream of a conversation is, pre-authorised because a browser's WebSocket can carry no header.</summary>
    public static string StreamUrl(HttpRequest request, string prefix, string conversationId, long after, string streamToken)
    {
        var scheme = request.IsHttps ? "wss" : "ws";
        return string.Create(CultureInfo.InvariantCulture,
            $"{scheme}://{request.Host.Value}{request.PathBase}{prefix}/conversations/{conversationId}/stream?watermark={after}&t={streamToken}");
    }
}
