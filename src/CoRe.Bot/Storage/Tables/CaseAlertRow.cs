namespace CoRe.Bot.Storage;

/// <summary>
/// One alert of the ladder: for which case (null: a drill), in which round of waiting, which rung, to whom, by what, and the proof.
/// The key is that of the outbox row which carries it.
/// </summary>
internal sealed class CaseAlertRow
{
    public required string Key { get; set; }
    public Guid? CaseId { get; set; }
    /// <summary>Ticks of the moment from which the waiting counts.</summary>
    public long Round { get; set; }
    public int Rung { get; set; }
    public int To { get; set; }
    public int By { get; set; }
    /// <summary>An account's id, <c>oncall:0</c>, <c>hook</c>, <c>person</c>, <c>nobody</c>; never an address.</summary>
    public required string Recipient { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? DeliveredAt { get; set; }
    public DateTimeOffset? FailedAt { get; set; }
}
