namespace CoRe.BotFramework;

/// <summary>
/// Keeps objects by key. An <see cref="IStoreItem"/> is written only over the version it was read from
/// (<see cref="ETagConflictException"/> otherwise), and a batch is written whole or not at all.
/// </summary>
public interface IStorage
{
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);
    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);
    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

/// <summary>An object that knows which stored version it came from; "*" overwrites any.</summary>
public interface IStoreItem
{
    string ETag { get; set; }
}

/// <summary>
/// Somebody else wrote first: what was read is no longer what is stored. Nothing of the batch was written.
/// An addition to Microsoft's surface, whose last writer wins in silence.
/// </summary>
public sealed class ETagConflictException : Exception
{
    public ETagConflictException(int conflicts)
        : base($"The stored version has changed since it was read ({conflicts} item(s)).") => Conflicts = conflicts;

    /// <summary>How many items of the batch were stale. Keys are not named: they hold ids of persons.</summary>
    public int Conflicts { get; }
}
