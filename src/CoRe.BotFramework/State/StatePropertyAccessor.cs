using System.Text.Json.Serialization.Metadata;

namespace CoRe.BotFramework;

/// <summary>A property of state has a name.</summary>
public interface IStatePropertyInfo
{
    string Name { get; }
}

/// <summary>One named, typed property of state.</summary>
public interface IStatePropertyAccessor<T> : IStatePropertyInfo
{
    /// <summary>The value; when there is none, the factory's (which then becomes the value) or default.</summary>
    Task<T> GetAsync(ITurnContext turnContext, Func<T> defaultValueFactory = null, CancellationToken cancellationToken = default);
    Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
    Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default);
}

internal sealed class BotStatePropertyAccessor<T>(BotState state, string name, JsonTypeInfo<T> contract) : IStatePropertyAccessor<T>
{
    public string Name => name;

    public async Task<T> GetAsync(ITurnContext turnContext, Func<T> defaultValueFactory = null, CancellationToken cancellationToken = default)
    {
        var content = await state.ContentAsync(turnContext, cancellationToken).ConfigureAwait(false);
        if (content.TryGet(name, contract, out var value) && value is not null)
        {
            return value;
        }

        if (defaultValueFactory is null)
        {
            return value;
        }

        value = defaultValueFactory();
        content.Set(name, value, contract);
        return value;
    }

    public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        => (await state.ContentAsync(turnContext, cancellationToken).ConfigureAwait(false)).Remove(name);

    public async Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default)
        => (await state.ContentAsync(turnContext, cancellationToken).ConfigureAwait(false)).Set(name, value, contract);
}
