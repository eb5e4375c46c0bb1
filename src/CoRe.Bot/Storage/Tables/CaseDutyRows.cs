using CoRe.Bot.Facts;

namespace CoRe.Bot.Storage;

/// <summary>A shift that a coordinator planned; presence is another matter.</summary>
internal sealed class PlannedShiftRow
{
    public long Id { get; set; }
    public required string OperatorId { get; set; }
    public DateTimeOffset From { get; set; }
    public DateTimeOffset Until { get; set; }
    public required string PlannedBy { get; set; }
}

internal enum ReportState
{
    /// <summary>Nobody has decided yet.</summary>
    Undecided = 0,
    Reported = 1,
    NotDue = 2,
}

/// <summary>Whether a case must be told to an authority: who knows since when, what was checked, what was decided.</summary>
internal sealed class CaseReportRow
{
    public Guid CaseId { get; set; }
    public required string ConversationId { get; set; }
    public required string KnownBy { get; set; }
    /// <summary>The status of that account on that day; a later change of the account does not change it.</summary>
    public required string KnownAs { get; set; }
    public DateTimeOffset KnownSince { get; set; }
    public DateTimeOffset DecideBy { get; set; }
    /// <summary>Codes of the points that were ticked, space separated.</summary>
    public required string Checks { get; set; }
    public ReportState State { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }
    /// <summary>Facts in the person's words.</summary>
    public byte[]? SealedDraft { get; set; }
    /// <summary>To whom and when it was reported, or why it is not due.</summary>
    public byte[]? SealedDecision { get; set; }
}

/// <summary>One request to carry a case out of the desk: two people, or one alone whom somebody else reviews.</summary>
internal sealed class CaseExportRow
{
    public Guid Id { get; set; }
    public Guid CaseId { get; set; }
    public required string ConversationId { get; set; }
    public required string AskedBy { get; set; }
    public DateTimeOffset AskedAt { get; set; }
    /// <summary>Taken alone; somebody else has to look at it.</summary>
    public bool Alone { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public bool? Granted { get; set; }
    public DateTimeOffset? TakenAt { get; set; }
    public long Version { get; set; }
    public required byte[] SealedReason { get; set; }
}

/// <summary>How far an operator has read the talk of a case.</summary>
internal sealed class CaseReadRow
{
    public Guid CaseId { get; set; }
    public required string OperatorId { get; set; }
    public long Number { get; set; }
}
