using System.Text.Json.Serialization.Metadata;

namespace CoRe.BotFramework;

/// <summary>Can make named, typed properties.</summary>
public interface IPropertyManager
{
    IStatePropertyAccessor<T> CreateProperty<T>(string name);
}

/// <summary>
/// State that lives longer than a turn. It is read once a turn, written at most once a save, not at all when nothing changed,
/// and never over what another turn has written meanwhile: that save throws <see cref="ETagConflictException"/>.
/// </summary>
public abstract class BotState : IPropertyManager
{
    private readonly IStorage _storage;
    private readonly string _contextServiceKey;
    private readonly StateTypes _types;

    public BotState(IStorage storage, string contextServiceKey) : this(storage, contextServiceKey, StateTypes.Standard)
    {
    }

    /// <summary>With own types in untyped state; an addition to Microsoft's surface.</summary>
    protected BotState(IStorage storage, string contextServiceKey, StateTypes types)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(contextServiceKey);
        ArgumentNullException.ThrowIfNull(types);
        (_storage, _contextServiceKey, _types) = (storage, contextServiceKey, types);
    }

    public IStatePropertyAccessor<T> CreateProperty<T>(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new BotStatePropertyAccessor<T>(this, name, Contract<T>());
    }

    /// <summary>Reads the state unless this turn has it already; <paramref name="force"/> reads it again.</summary>
    public virtual async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (force || Loaded(turnContext) is null)
        {
            await ReadAsync(turnContext, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what has changed; with <paramref name="force"/> also what has not.</summary>
    public virtual Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return Loaded(turnContext) is { } content && content.TrySerialize(force, out var utf8Json)
            ? WriteAsync(content, utf8Json, cancellationToken)
            : Task.CompletedTask;
    }

    /// <summary>Empties the state in this turn; a save then stores the emptiness.</summary>
    public virtual Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (Loaded(turnContext) is { } content)
        {
            content.Clear();
        }
        else
        {
            // Nothing was read, so there is nothing to be overtaken: clearing means "whatever is there".
            turnContext.TurnState[_contextServiceKey] = new StateContent(GetStorageKey(turnContext), "*", "?"u8.ToArray());
        }

        return Task.CompletedTask;
    }

    /// <summary>Removes the state from this turn and from the storage.</summary>
    public virtual Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState.Remove(_contextServiceKey);
        return _storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken);
    }

    protected abstract string GetStorageKey(ITurnContext turnContext);

    protected async Task<T> GetPropertyValueAsync<T>(ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
    {
        var content = await ContentAsync(turnContext, cancellationToken).ConfigureAwait(false);
        return content.TryGet<T>(propertyName, Contract<T>(), out var value) ? value : default;
    }

    protected async Task DeletePropertyValueAsync(ITurnContext turnContext, string propertyName, CancellationToken cancellationToken = default)
        => (await ContentAsync(turnContext, cancellationToken).ConfigureAwait(false)).Remove(propertyName);

    protected async Task SetPropertyValueAsync(ITurnContext turnContext, string propertyName, object value, CancellationToken cancellationToken = default)
    {
        var content = await ContentAsync(turnContext, cancellationToken).ConfigureAwait(false);
        content.Set(propertyName, value, _types.Options.GetTypeInfo(value?.GetType() ?? typeof(object)));
    }

    /// <summary>The state of this turn, read now if it was not yet; finishes at once when it was.</summary>
    internal ValueTask<StateContent> ContentAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return Loaded(turnContext) is { } content ? new(content) : LoadedNowAsync(turnContext, cancellationToken);
    }

    private async ValueTask<StateContent> LoadedNowAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        await LoadAsync(turnContext, false, cancellationToken).ConfigureAwait(false);
        return Loaded(turnContext);
    }

    private StateContent Loaded(ITurnContext turnContext)
        => turnContext.TurnState.TryGetValue(_contextServiceKey, out var value) ? (StateContent)value : null;

    private JsonTypeInfo<T> Contract<T>() => (JsonTypeInfo<T>)_types.Options.GetTypeInfo(typeof(T));

    private async Task ReadAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var key = GetStorageKey(turnContext);
        var items = await _storage.ReadAsync([key], cancellationToken).ConfigureAwait(false);
        turnContext.TurnState[_contextServiceKey] = items is null || !items.TryGetValue(key, out var item) || item is null
            ? new StateContent(key, null, default)
            : item is StateDocument document
                ? StateContent.Parse(key, document.ETag, document.Utf8Json)
                : throw new InvalidOperationException($"The storage returned a '{item.GetType()}' for a state object, not the StateDocument it was given.");
    }

    private async Task WriteAsync(StateContent content, byte[] utf8Json, CancellationToken cancellationToken)
    {
        var document = new StateDocument(utf8Json, content.ETag);
        await _storage.WriteAsync(new Dictionary<string, object>(1) { [content.Key] = document }, cancellationToken).ConfigureAwait(false);
        (content.ETag, content.Stored) = (document.ETag, utf8Json);
    }
}
