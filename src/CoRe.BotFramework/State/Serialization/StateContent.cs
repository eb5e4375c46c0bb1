using System.Buffers;
using System.Text.Json;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;

namespace CoRe.BotFramework;

/// <summary>
/// One loaded state object: properties stay raw JSON until somebody asks for them, and whether anything changed is seen by
/// comparing the bytes that would be written with the bytes that were read, so a save serialises once.
/// </summary>
internal sealed class StateContent(string key, string eTag, ReadOnlyMemory<byte> stored)
{
    [ThreadStatic]
    private static Scratch _scratch;

    private readonly List<Property> _properties = [];

    public string Key { get; } = key;

    public string ETag { get; set; } = eTag;

    /// <summary>What the storage holds; empty when it holds nothing.</summary>
    public ReadOnlyMemory<byte> Stored { get; set; } = stored;

    public static StateContent Parse(string key, string eTag, ReadOnlyMemory<byte> stored)
    {
        var content = new StateContent(key, eTag, stored);
        var reader = new Utf8JsonReader(stored.Span, new JsonReaderOptions { MaxDepth = StateTypes.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            content._properties.Add(new Property(name) { Raw = stored[start..(int)reader.BytesConsumed] });
        }

        return content;
    }

    public bool TryGet<T>(string name, JsonTypeInfo<T> contract, out T value)
    {
        if (Find(name) is not { } property)
        {
            value = default;
            return false;
        }

        if (property.Contract is null)
        {
            var reader = new Utf8JsonReader(property.Raw.Span, new JsonReaderOptions { MaxDepth = StateTypes.MaxDepth });
            (property.Value, property.Contract) = (JsonSerializer.Deserialize(ref reader, contract), contract);
        }

        if (property.Value is not null and not T)
        {
            throw new InvalidOperationException($"The state property '{name}' holds a '{property.Value.GetType()}', not a '{typeof(T)}'.");
        }

        value = (T)property.Value;
        return true;
    }

    public void Set(string name, object value, JsonTypeInfo contract)
    {
        if (Find(name) is not { } property)
        {
            _properties.Add(property = new Property(name));
        }

        (property.Value, property.Contract) = (value, contract);
    }

    public void Remove(string name)
    {
        if (Find(name) is { } property)
        {
            _properties.Remove(property);
        }
    }

    public void Clear() => _properties.Clear();

    /// <summary>The bytes to store, or false when they are what is stored already.</summary>
    public bool TrySerialize(bool force, out byte[] utf8Json)
    {
        var scratch = _scratch ??= new Scratch();
        scratch.Reset();
        Write(scratch.Writer);
        var written = scratch.Buffer.WrittenSpan;
        var unchanged = Stored.IsEmpty ? _properties.Count == 0 : written.SequenceEqual(Stored.Span);
        utf8Json = unchanged && !force ? null : written.ToArray();
        scratch.Trim();
        return utf8Json is not null;
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var property in _properties)
        {
            writer.WritePropertyName(property.Name);
            if (property.Contract is null)
            {
                writer.WriteRawValue(property.Raw.Span, skipInputValidation: true);
            }
            else
            {
                property.Write(writer);
            }
        }

        writer.WriteEndObject();
        writer.Flush();
    }

    private Property Find(string name)
    {
        foreach (var property in _properties)
        {
            if (property.Name == name)
            {
                return property;
            }
        }

        return null;
    }

    private sealed class Property(string name)
    {
        public string Name { get; } = name;
        public ReadOnlyMemory<byte> Raw { get; init; }
        public object Value { get; set; }

        /// <summary>Null as long as nobody has read the raw JSON.</summary>
        public JsonTypeInfo Contract { get; set; }

        public void Write(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, Value, Contract);
    }

    /// <summary>A writer kept by its thread: writing state never waits, so no two turns can share it.</summary>
    private sealed class Scratch
    {
        private const int Kept = 256 * 1024;

        public Scratch()
        {
            Buffer = new ArrayBufferWriter<byte>(4096);
            Writer = new Utf8JsonWriter(Buffer, new JsonWriterOptions
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                MaxDepth = StateTypes.MaxDepth,
                SkipValidation = true,
            });
        }

        public ArrayBufferWriter<byte> Buffer { get; private set; }

        public Utf8JsonWriter Writer { get; }

        public void Reset()
        {
            // Also after a write that threw half-way.
            Buffer.ResetWrittenCount();
            Writer.Reset(Buffer);
        }

        /// <summary>Forgets what people said as soon as it is copied, and gives back memory after an unusually large state.</summary>
        public void Trim()
        {
            if (Buffer.Capacity > Kept)
            {
                Buffer = new ArrayBufferWriter<byte>(4096);
            }
            else
            {
                Buffer.Clear();
            }
        }
    }
}
