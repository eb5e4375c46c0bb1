using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CoRe.BotFramework;

/// <summary>
/// The types that untyped state (dialog values, options, results) may hold, each under a short tag of its own. A value comes
/// back as the type it went in; a type that is not listed is refused when it is written, not when a conversation breaks.
/// Immutable: <see cref="With{T}(string)"/> gives a larger set. An addition to Microsoft's surface.
/// </summary>
public sealed class StateTypes
{
    // State nests once per component dialog; this is deep enough for any sane flow and bounded for what a store may return.
    internal const int MaxDepth = 256;

    private readonly StateType[] _entries;
    private readonly Dictionary<Type, StateType> _byType;

    private StateTypes(StateType[] entries)
    {
        _entries = entries;
        _byType = entries.ToDictionary(entry => entry.Type);
        Options = CreateOptions();
    }

    /// <summary>Numbers, text, times, lists, dictionaries, and the engine's own dialog types.</summary>
    public static StateTypes Standard { get; } = new([.. StandardStateTypes.All()]);

    /// <summary>The JSON contract of whole state properties.</summary>
    internal JsonSerializerOptions Options { get; }

    internal JsonTypeInfo<Activity> ActivityContract { get => field ??= (JsonTypeInfo<Activity>)Options.GetTypeInfo(typeof(Activity)); }

    internal JsonTypeInfo<CardAction> CardActionContract { get => field ??= (JsonTypeInfo<CardAction>)Options.GetTypeInfo(typeof(CardAction)); }

    /// <summary>Adds <typeparamref name="T"/> under a tag that must never change once it is stored.</summary>
    public StateTypes With<T>(string tag) => With(new JsonStateType<T>(Checked(tag), null));

    /// <summary>Adds <typeparamref name="T"/> with a compile-time contract.</summary>
    public StateTypes With<T>(string tag, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return With(new JsonStateType<T>(Checked(tag), contract));
    }

    internal void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            default:
                WriteTagged(writer, value);
                break;
        }
    }

    /// <summary>Reads the value the reader stands on, as the type it was written with.</summary>
    internal object Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.GetInt32(),
        JsonTokenType.StartObject => ReadTagged(ref reader),
        _ => throw new JsonException("State holds a value without a type tag."),
    };

    private void WriteTagged(Utf8JsonWriter writer, object value)
    {
        if (!_byType.TryGetValue(value.GetType(), out var type))
        {
            throw new NotSupportedException(
                $"State cannot keep a value of type '{value.GetType()}': it would not come back as itself. Register it with StateTypes.With, or keep its parts.");
        }

        writer.WriteStartObject();
        writer.WriteString("$"u8, type.TagUtf8);
        writer.WritePropertyName("v"u8);
        type.Write(writer, value, this);
        writer.WriteEndObject();
    }

    private object ReadTagged(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("$"u8) || !reader.Read())
        {
            throw new JsonException("State holds a value without a type tag.");
        }

        var type = Find(ref reader);
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("v"u8) || !reader.Read())
        {
            throw new JsonException("State holds a type tag without a value.");
        }

        var value = type.Read(ref reader, this);
        reader.Read();
        return value;
    }

    private StateType Find(ref Utf8JsonReader reader)
    {
        foreach (var entry in _entries)
        {
            if (reader.ValueTextEquals(entry.TagUtf8))
            {
                return entry;
            }
        }

        throw new JsonException($"State holds the type tag '{reader.GetString()}', which is not registered.");
    }

    private StateTypes With(StateType entry)
    {
        if (_byType.ContainsKey(entry.Type) || Array.Exists(_entries, known => known.Tag == entry.Tag))
        {
            throw new ArgumentException($"The type '{entry.Type}' or the tag '{entry.Tag}' is registered already.");
        }

        return new StateTypes([.. _entries, entry]);
    }

    private static string Checked(string tag)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tag);
        return tag;
    }

    private JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            IncludeFields = true,
            MaxDepth = MaxDepth,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepPayloads } },
            Converters = { new UntypedValueConverter(this) },
        };
        foreach (var converter in DialogStateTypes.Converters(this))
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }

    // The payloads of the Activity schema (Value, ChannelData, Content) may be anything the wire can carry.
    private void KeepPayloads(JsonTypeInfo contract)
    {
        if (contract.Type.Namespace == typeof(Activity).Namespace)
        {
            foreach (var property in contract.Properties)
            {
                property.CustomConverter = property.PropertyType == typeof(object) ? new PayloadConverter(this) : property.CustomConverter;
            }
        }
    }

    private sealed class PayloadConverter(StateTypes types) : JsonConverter<object>
    {
        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => types.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
            => types.Write(writer, value is string or bool or int || types._byType.ContainsKey(value.GetType()) ? value : ActivityJson.ToElement(value));
    }

    private sealed class UntypedValueConverter(StateTypes types) : JsonConverter<object>
    {
        public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => types.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => types.Write(writer, value);
    }
}
