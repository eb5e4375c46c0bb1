namespace CoRe.Bot.Storage;

internal enum WireLinkState
{
    /// <summary>The person writes from here: what is said goes there.</summary>
    Active = 0,

    /// <summary>The person goes on with the same talk somewhere else; nothing is sent here.</summary>
    Asleep = 1,

    /// <summary>The person has shut the bot out.</summary>
    ShutOut = 2,
}

/// <summary>Where a person's messenger leads: one talk for each user of a wire, and how far its lines were delivered there.</summary>
internal sealed class WireLinkRow
{
    public required string Channel { get; set; }
    /// <summary>Keyed hash of the wire's address; never the address itself.</summary>
    public required byte[] UserHash { get; set; }
    public required string ConversationId { get; set; }
    /// <summary>The address, sealed with the conversation's key.</summary>
    public required byte[] SealedAddress { get; set; }
    public WireLinkState State { get; set; }
    /// <summary>The last transcript line that went out whole.</summary>
    public long Delivered { get; set; }
    /// <summary>Messages of the next line that went out already: long lines are several.</summary>
    public int Part { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset NextAt { get; set; }
    /// <summary>When the person last wrote from here.</summary>
    public DateTimeOffset HeardAt { get; set; }
    /// <summary>When the person was told, without a word of it, that something waits.</summary>
    public DateTimeOffset? KnockedAt { get; set; }
}
