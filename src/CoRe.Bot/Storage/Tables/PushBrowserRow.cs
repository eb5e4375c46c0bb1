namespace CoRe.Bot.Storage;

/// <summary>A browser in which somebody of the team wants to hear of cases while the desk is closed.</summary>
internal sealed class PushBrowserRow
{
    public Guid Id { get; set; }
    public required string OperatorId { get; set; }
    /// <summary>SHA-256 of the address, for finding it again.</summary>
    public required byte[] EndpointHash { get; set; }
    /// <summary>Address and keys, sealed with the house's key.</summary>
    public required byte[] SealedBrowser { get; set; }
    public DateTimeOffset At { get; set; }
}
