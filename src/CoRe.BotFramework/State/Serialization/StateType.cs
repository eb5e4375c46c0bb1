using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CoRe.BotFramework;

/// <summary>One type that untyped state may hold: its tag and how its value is written.</summary>
internal abstract class StateType(string tag, Type type)
{
    public string Tag { get; } = tag;

    public byte[] TagUtf8 { get; } = Encoding.UTF8.GetBytes(tag);

    public Type Type { get; } = type;

    public abstract void Write(Utf8JsonWriter writer, object value, StateTypes types);

    public abstract object Read(ref Utf8JsonReader reader, StateTypes types);
}

/// <summary>A type written by its JSON contract: the one given, or the one the serializer makes once and caches.</summary>
internal sealed class JsonStateType<T>(string tag, JsonTypeInfo<T> contract) : StateType(tag, typeof(T))
{
    public override void Write(Utf8JsonWriter writer, object value, StateTypes types)
        => JsonSerializer.Serialize(writer, (T)value, Contract(types));

    public override object Read(ref Utf8JsonReader reader, StateTypes types) => JsonSerializer.Deserialize(ref reader, Contract(types));

    private JsonTypeInfo<T> Contract(StateTypes types) => contract ?? (JsonTypeInfo<T>)types.Options.GetTypeInfo(typeof(T));
}

internal delegate T StateReader<T>(ref Utf8JsonReader reader, StateTypes types);

/// <summary>A type written by hand, because it is in every turn's state.</summary>
internal sealed class DirectStateType<T>(string tag, Action<Utf8JsonWriter, T, StateTypes> write, StateReader<T> read) : StateType(tag, typeof(T))
{
    public override void Write(Utf8JsonWriter writer, object value, StateTypes types) => write(writer, (T)value, types);

    public override object Read(ref Utf8JsonReader reader, StateTypes types) => read(ref reader, types);
}
