namespace CoRe.BotFramework;

/// <summary>
/// One state object as a storage sees it: finished UTF-8 JSON and the version it was read from. A storage keeps the
/// bytes as they are (no second serialisation) and sets <see cref="ETag"/> to the new version when it has written.
/// An addition to Microsoft's surface, whose storages get a dictionary of objects and no version.
/// </summary>
public sealed class StateDocument : IStoreItem
{
    public StateDocument(ReadOnlyMemory<byte> utf8Json, string eTag = null) => (Utf8Json, ETag) = (utf8Json, eTag);

    /// <summary>The content; never changed after it was made.</summary>
    public ReadOnlyMemory<byte> Utf8Json { get; }

    /// <summary>The version this was read from; null for what does not exist yet, "*" to overwrite any.</summary>
    public string ETag { get; set; }
}
