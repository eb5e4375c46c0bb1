namespace CoRe.Bot.Storage;

/// <summary>A one-time link by which a service answers a referral; hashes only. One lives at a time for a referral.</summary>
internal sealed class ReferralLinkRow
{
    public Guid Id { get; set; }
    public Guid ReferralId { get; set; }
    public required byte[] TokenHash { get; set; }
    /// <summary>Of the code that went out in a second message.</summary>
    public required byte[] CodeHash { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>Every fetch counts, also that of a mail scanner.</summary>
    public int Fetched { get; set; }
    public int Mistyped { get; set; }
    /// <summary>The one browser that typed the code first.</summary>
    public byte[]? BrowserHash { get; set; }
}
