namespace CoRe.Bot.Channels.DirectLine;

/// <summary>The key that signs tokens. The host derives it from its master key; it must be the same on all nodes.</summary>
public interface IDirectLineKey
{
    /// <summary>At least 32 random bytes.</summary>
    ReadOnlyMemory<byte> SigningKey { get; }
}
