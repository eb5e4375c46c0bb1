namespace CoRe.Bot.Storage;

/// <summary>Somebody was asked to join the desk. The link is there as a hash alone; opening it changes nothing here.</summary>
internal sealed class InvitationRow
{
    public Guid Id { get; set; }
    public required byte[] TokenHash { get; set; }
    public required string Email { get; set; }
    public required string UserName { get; set; }
    public required string DisplayName { get; set; }
    public required string Languages { get; set; }
    /// <summary>The role's name as the accounts have it.</summary>
    public required string Role { get; set; }
    public required string By { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}
