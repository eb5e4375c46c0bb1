using System.Globalization;
using System.Text.Json;

namespace CoRe.BotFramework;

/// <summary>
/// Storage for tests and benchmarks that behaves like a real one: it keeps bytes, not live objects, checks versions and
/// writes a batch whole or not at all.
/// </summary>
public class MemoryStorage : IStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Item> _items = [];
    private readonly StateTypes _types;
    private long _version;

    public MemoryStorage() : this(StateTypes.Standard)
    {
    }

    /// <summary>With own types in untyped values; an addition to Microsoft's surface.</summary>
    public MemoryStorage(StateTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        _types = types;
    }

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                if (_items.TryGetValue(key, out var item))
                {
                    found[key] = item.ToObject(_types);
                }
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        // Serialising comes first: a value that cannot be kept must not leave half a batch behind.
        var items = new List<KeyValuePair<string, Item>>(changes.Count);
        foreach (var (key, value) in changes)
        {
            if (value is not null)
            {
                items.Add(new(key, Item.Of(value, _types)));
            }
        }

        lock (_lock)
        {
            RefuseStale(changes);
            foreach (var (key, item) in items)
            {
                item.ETag = (_version++).ToString(CultureInfo.InvariantCulture);
                _items[key] = item;
                if (changes[key] is StateDocument document)
                {
                    document.ETag = item.ETag;
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            foreach (var key in keys)
            {
                _items.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    private void RefuseStale(IDictionary<string, object> changes)
    {
        var conflicts = 0;
        foreach (var (key, value) in changes)
        {
            if (value is IStoreItem { ETag: not "*" } item)
            {
                // A version in hand for something that is gone is stale too: it was deleted meanwhile.
                var stored = _items.TryGetValue(key, out var existing) ? existing.ETag : null;
                conflicts += stored == (string.IsNullOrEmpty(item.ETag) ? null : item.ETag) ? 0 : 1;
            }
        }

        if (conflicts > 0)
        {
            throw new ETagConflictException(conflicts);
        }
    }

    private sealed class Item
    {
        private Type _type;
        private ReadOnlyMemory<byte> _utf8Json;

        public string ETag { get; set; }

        public static Item Of(object value, StateTypes types)
            => value is StateDocument document
                ? new Item { _utf8Json = document.Utf8Json }
                : new Item { _utf8Json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), types.Options), _type = value.GetType() };

        public object ToObject(StateTypes types)
        {
            if (_type is null)
            {
                return new StateDocument(_utf8Json, ETag);
            }

            var value = JsonSerializer.Deserialize(_utf8Json.Span, _type, types.Options);
            if (value is IStoreItem item)
            {
                item.ETag = ETag;
            }

            return value;
        }
    }
}
