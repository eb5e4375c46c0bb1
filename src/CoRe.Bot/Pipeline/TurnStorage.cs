using System.Buffers;
using System.Text.Json;
using CoRe.Bot.BotSdk;

namespace CoRe.Bot.Pipeline;

/// <summary>The state documents of one turn: read with the conversation, written back by its commit.</summary>
internal sealed class TurnDocuments
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _documents = [];
    private bool _changed;

    public TurnDocuments(byte[]? stored)
    {
        if (stored is null)
        {
            return;
        }

        // As deep as the engine's dialog stacks may nest.
        var reader = new Utf8JsonReader(stored, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _documents[name] = stored.AsMemory(start..(int)reader.BytesConsumed);
        }
    }

    public bool TryGet(string name, out ReadOnlyMemory<byte> json) => _documents.TryGetValue(name, out json);

    public void Set(string name, ReadOnlyMemory<byte> json)
    {
        _documents[name] = json;
        _changed = true;
    }

    public void Remove(string name) => _changed |= _documents.Remove(name);

    /// <summary>All documents as one JSON object, or null when this turn changed none.</summary>
    public byte[]? Changed()
    {
        if (!_changed)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, json) in _documents)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(json.Span, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>
/// The storage behind <c>ConversationState</c>: it knows only the documents of the turn that runs, so saving costs nothing and
/// the commit stays the only writer. Versions are the conversation's, checked at the commit.
/// </summary>
internal sealed class TurnStorage : IStorage
{
    private readonly AsyncLocal<TurnDocuments?> _current = new();

    /// <summary>Opens the documents of a turn for everything this async flow calls.</summary>
    public TurnDocuments Begin(byte[]? stored) => _current.Value = new TurnDocuments(stored);

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, object>(keys.Length);
        foreach (var key in keys)
        {
            if (Documents.TryGet(key, out var json))
            {
                found[key] = SdkJson.ReadState(json);
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        foreach (var (key, value) in changes)
        {
            Documents.Set(key, SdkJson.WriteState(value));
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        foreach (var key in keys)
        {
            Documents.Remove(key);
        }

        return Task.CompletedTask;
    }

    private TurnDocuments Documents => _current.Value ?? throw new InvalidOperationException("Bot state is only there during a turn.");
}
