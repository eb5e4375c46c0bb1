namespace CoRe.Bot.Storage;

/// <summary>A key with which a foreign desk acts as an account that nobody can sign in to.</summary>
internal sealed class IntegrationKeyRow
{
    public Guid Id { get; set; }
    public required string AccountId { get; set; }
    /// <summary>SHA-256 of 256 random bits.</summary>
    public required byte[] SecretHash { get; set; }
    public required string By { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>The beginning of the last day on which it was used.</summary>
    public DateTimeOffset? UsedOn { get; set; }
    /// <summary>Where hand-off events are posted; null: nowhere.</summary>
    public string? Hook { get; set; }
    /// <summary>What those calls are signed with, sealed with the house's key.</summary>
    public byte[]? SealedHookSecret { get; set; }
}
