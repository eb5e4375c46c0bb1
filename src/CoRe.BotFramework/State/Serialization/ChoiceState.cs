using System.Text.Json;

namespace CoRe.BotFramework;

/// <summary>Choices within state: a plain choice is its word.</summary>
internal static class ChoiceState
{
    public static void Write(Utf8JsonWriter writer, IList<Choice> choices, StateTypes types)
    {
        writer.WriteStartArray();
        for (var i = 0; i < choices.Count; i++)
        {
            Write(writer, choices[i], types);
        }

        writer.WriteEndArray();
    }

    public static List<Choice> Read(ref Utf8JsonReader reader, StateTypes types)
    {
        var choices = new List<Choice>(8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            choices.Add(reader.TokenType == JsonTokenType.StartObject ? ReadOne(ref reader, types) : new Choice(reader.GetString()));
        }

        return choices;
    }

    private static void Write(Utf8JsonWriter writer, Choice choice, StateTypes types)
    {
        if (choice is { Action: null, Synonyms: null })
        {
            writer.WriteStringValue(choice.Value);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("value"u8, choice.Value);
        if (choice.Action is not null)
        {
            writer.WritePropertyName("action"u8);
            JsonSerializer.Serialize(writer, choice.Action, types.CardActionContract);
        }

        if (choice.Synonyms is not null)
        {
            WriteWords(writer, choice.Synonyms);
        }

        writer.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter writer, List<string> words)
    {
        writer.WriteStartArray("synonyms"u8);
        foreach (var word in words)
        {
            writer.WriteStringValue(word);
        }

        writer.WriteEndArray();
    }

    private static Choice ReadOne(ref Utf8JsonReader reader, StateTypes types)
    {
        var choice = new Choice();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (StateNames.Read(ref reader))
            {
                case "value": choice.Value = reader.GetString(); break;
                case "action": choice.Action = JsonSerializer.Deserialize(ref reader, types.CardActionContract); break;
                case "synonyms": choice.Synonyms = ReadWords(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return choice;
    }

    private static List<string> ReadWords(ref Utf8JsonReader reader)
    {
        var words = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            words.Add(reader.GetString());
        }

        return words;
    }
}
