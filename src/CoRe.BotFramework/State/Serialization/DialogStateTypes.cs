using System.Text.Json;
using System.Text.Json.Serialization;
using CoRe.BotFramework.Dialogs;

namespace CoRe.BotFramework;

/// <summary>How the dialog stack is stored: written by hand, because every turn of every conversation reads and writes it.</summary>
internal static class DialogStateTypes
{
    public static IEnumerable<StateType> All() =>
    [
        new DirectStateType<DialogState>("dialogs", WriteState, ReadState),
        new DirectStateType<PromptOptions>("prompt", WriteOptions, ReadOptions),
        new DirectStateType<FoundChoice>("found", WriteFound, ReadFound),
        new JsonStateType<HeroCard>("hero", null),
        new JsonStateType<Choice>("choice", null),
        new JsonStateType<List<Choice>>("list:choice", null),
        new JsonStateType<Choice[]>("array:choice", null),
    ];

    public static IEnumerable<JsonConverter> Converters(StateTypes types) =>
    [
        new DirectConverter<DialogState>(types, WriteState, ReadState),
        new DirectConverter<PromptOptions>(types, WriteOptions, ReadOptions),
        new DirectConverter<FoundChoice>(types, WriteFound, ReadFound),
    ];

    private static void WriteState(Utf8JsonWriter writer, DialogState state, StateTypes types)
    {
        writer.WriteStartArray();
        foreach (var instance in state.DialogStack)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, instance.Id);
            if (instance.StackIndex is { } index)
            {
                writer.WriteNumber("index"u8, index);
            }

            if (instance.Version is { } version)
            {
                writer.WriteString("version"u8, version);
            }

            writer.WritePropertyName("state"u8);
            StandardStateTypes.WriteMap(writer, instance.State as Dictionary<string, object> ?? new(instance.State ?? new Dictionary<string, object>()), types);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static DialogState ReadState(ref Utf8JsonReader reader, StateTypes types)
    {
        var stack = new List<DialogInstance>(2);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            stack.Add(ReadInstance(ref reader, types));
        }

        return new DialogState(stack);
    }

    private static DialogInstance ReadInstance(ref Utf8JsonReader reader, StateTypes types)
    {
        var instance = new DialogInstance();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (StateNames.Read(ref reader))
            {
                case "id": instance.Id = reader.GetString(); break;
                case "state": instance.State = StandardStateTypes.ReadMap(ref reader, types); break;
                case "index": instance.StackIndex = reader.GetInt32(); break;
                case "version": instance.Version = reader.GetString(); break;
                default: reader.Skip(); break;
            }
        }

        return instance;
    }

    private static void WriteOptions(Utf8JsonWriter writer, PromptOptions options, StateTypes types)
    {
        writer.WriteStartObject();
        WriteActivity(writer, "prompt"u8, options.Prompt, types);
        WriteActivity(writer, "retry"u8, options.RetryPrompt, types);
        if (options.Choices is { } choices)
        {
            writer.WritePropertyName("choices"u8);
            ChoiceState.Write(writer, choices, types);
        }

        if (options.Style is { } style)
        {
            writer.WriteNumber("style"u8, (int)style);
        }

        if (options.RecognizeLanguage is { } language)
        {
            writer.WriteString("language"u8, language);
        }

        if (options.Validations is { } validations)
        {
            writer.WritePropertyName("validations"u8);
            types.Write(writer, validations);
        }

        writer.WriteEndObject();
    }

    private static PromptOptions ReadOptions(ref Utf8JsonReader reader, StateTypes types)
    {
        var options = new PromptOptions();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (StateNames.Read(ref reader))
            {
                case "prompt": options.Prompt = ActivityState.Read(ref reader, types); break;
                case "retry": options.RetryPrompt = ActivityState.Read(ref reader, types); break;
                case "choices": options.Choices = ChoiceState.Read(ref reader, types); break;
                case "style": options.Style = (ListStyle)reader.GetInt32(); break;
                case "language": options.RecognizeLanguage = reader.GetString(); break;
                case "validations": options.Validations = types.Read(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return options;
    }

    private static void WriteActivity(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Activity activity, StateTypes types)
    {
        if (activity is not null)
        {
            writer.WritePropertyName(name);
            ActivityState.Write(writer, activity, types);
        }
    }

    private static void WriteFound(Utf8JsonWriter writer, FoundChoice found, StateTypes types)
    {
        writer.WriteStartObject();
        writer.WriteString("value"u8, found.Value);
        writer.WriteNumber("index"u8, found.Index);
        writer.WriteNumber("score"u8, found.Score);
        writer.WriteString("synonym"u8, found.Synonym);
        writer.WriteEndObject();
    }

    private static FoundChoice ReadFound(ref Utf8JsonReader reader, StateTypes types)
    {
        var found = new FoundChoice();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (StateNames.Read(ref reader))
            {
                case "value": found.Value = reader.GetString(); break;
                case "index": found.Index = reader.GetInt32(); break;
                case "score": found.Score = reader.GetSingle(); break;
                case "synonym": found.Synonym = reader.GetString(); break;
                default: reader.Skip(); break;
            }
        }

        return found;
    }

    private sealed class DirectConverter<T>(StateTypes types, Action<Utf8JsonWriter, T, StateTypes> write, StateReader<T> read) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(ref reader, types);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value, types);
    }
}
