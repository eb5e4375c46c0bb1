using CoRe.Bot.Facts;

namespace CoRe.Bot.Storage;

/// <summary>A whole directory as it was brought in (HSDS 3 tables, JSON). The newest one is shown; the older ones stay to go back to.</summary>
internal sealed class DirectoryVersionRow
{
    public long Number { get; set; }
    public DateTimeOffset At { get; set; }
    public required string By { get; set; }
    public int Services { get; set; }
    public required string Json { get; set; }
}

/// <summary>Something to look into about a service. One open row for each kind; more reports raise its count.</summary>
internal sealed class ServiceTaskRow
{
    public long Id { get; set; }
    public required string ServiceId { get; set; }
    public ServiceTaskKind Kind { get; set; }
    public string? Language { get; set; }
    public int Count { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset LastAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? ClosedBy { get; set; }
    public string? Outcome { get; set; }
}

/// <summary>Who dialled which number when, and what came of it.</summary>
internal sealed class ServiceCallRow
{
    public long Id { get; set; }
    /// <summary>A service of the directory, or <c>line:</c> and a telephone line.</summary>
    public required string Target { get; set; }
    public required string Digits { get; set; }
    public DateTimeOffset At { get; set; }
    public required string By { get; set; }
    public required string Outcome { get; set; }
}

/// <summary>What the network agreed on with a service, and the places it must not be told about.</summary>
internal sealed class ServiceAgreementRow
{
    public required string ServiceId { get; set; }
    public DateOnly? Since { get; set; }
    public DateOnly? Until { get; set; }
    /// <summary>Tags of places and bodies it belongs to, separated by spaces.</summary>
    public required string ConflictTags { get; set; }
    /// <summary>Where it is asked whether its entry is still true.</summary>
    public string? Email { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public required string ChangedBy { get; set; }
}

/// <summary>A service was asked by a letter whether its entry is still true. Link and code are there as hashes alone.</summary>
internal sealed class ServiceAskRow
{
    public Guid Id { get; set; }
    public required string ServiceId { get; set; }
    public required byte[] TokenHash { get; set; }
    public required byte[] CodeHash { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    /// <summary>How often the link was opened, and when last.</summary>
    public int Opened { get; set; }
    public DateTimeOffset? OpenedAt { get; set; }
    public int Mistyped { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public bool StillTrue { get; set; }
    /// <summary>What is different now, in the service's words.</summary>
    public string? Note { get; set; }
    /// <summary>Died without an answer and became a task.</summary>
    public bool Closed { get; set; }
}
