using System.Text.Json;

namespace CoRe.BotFramework;

/// <summary>
/// An activity within state. A prompt is nearly always a few words and nothing else: those members are written and read by
/// hand, everything beyond them goes through the whole contract.
/// </summary>
internal static class ActivityState
{
    public static void Write(Utf8JsonWriter writer, Activity activity, StateTypes types)
    {
        if (!IsPlain(activity))
        {
            writer.WriteStartArray();
            JsonSerializer.Serialize(writer, activity, types.ActivityContract);
            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject();
        WriteText(writer, "type"u8, activity.Type);
        WriteText(writer, "text"u8, activity.Text);
        WriteText(writer, "speak"u8, activity.Speak);
        WriteText(writer, "hint"u8, activity.InputHint);
        WriteText(writer, "locale"u8, activity.Locale);
        WriteText(writer, "format"u8, activity.TextFormat);
        writer.WriteEndObject();
    }

    public static Activity Read(ref Utf8JsonReader reader, StateTypes types)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var whole = JsonSerializer.Deserialize(ref reader, types.ActivityContract);
            reader.Read();
            return whole;
        }

        var activity = new Activity();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (StateNames.Read(ref reader))
            {
                case "type": activity.Type = reader.ValueTextEquals("message"u8) ? ActivityTypes.Message : reader.GetString(); break;
                case "text": activity.Text = reader.GetString(); break;
                case "speak": activity.Speak = reader.GetString(); break;
                case "hint": activity.InputHint = ReadHint(ref reader); break;
                case "locale": activity.Locale = reader.GetString(); break;
                case "format": activity.TextFormat = reader.GetString(); break;
                default: reader.Skip(); break;
            }
        }

        return activity;
    }

    private static string ReadHint(ref Utf8JsonReader reader)
        => reader.ValueTextEquals("expectingInput"u8) ? InputHints.ExpectingInput
            : reader.ValueTextEquals("acceptingInput"u8) ? InputHints.AcceptingInput
            : reader.GetString();

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    // Every settable member of Activity is either written above or named here; a test walks the members to keep it so.
    private static bool IsPlain(Activity a)
        => a is { Id: null, Timestamp: null, LocalTimestamp: null, LocalTimezone: null, ServiceUrl: null, ChannelId: null, From: null }
            && a is { Conversation: null, Recipient: null, AttachmentLayout: null, MembersAdded: null, MembersRemoved: null }
            && a is { ReactionsAdded: null, ReactionsRemoved: null, TopicName: null, HistoryDisclosed: null, Summary: null }
            && a is { SuggestedActions: null, Attachments: null, Entities: null, ChannelData: null, Action: null, ReplyToId: null }
            && a is { Label: null, ValueType: null, Value: null, Name: null, RelatesTo: null, Code: null, Expiration: null, Importance: null }
            && a is { DeliveryMode: null, ListenFor: null, TextHighlights: null, SemanticAction: null, CallerId: null, HasProperties: false };
}
