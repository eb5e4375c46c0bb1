namespace CoRe.Bot.Storage;

/// <summary>What can be corrected at the desk.</summary>
internal static class CorrectionKinds
{
    public const string Text = "text";

    /// <summary>A line or title of a rights article (<c>rights/school_enrolment/answer-1</c>).</summary>
    public const string Right = "right";

    /// <summary>A number of a service: service id, slash, digits.</summary>
    public const string Phone = "phone";

    /// <summary>The opening hours of a service.</summary>
    public const string Hours = "hours";

    /// <summary>A whole entry; it can only be hidden.</summary>
    public const string Service = "service";
}

/// <summary>
/// One version of a text, a rights line, a number, opening hours or an entry, as somebody of the network wrote it. The newest version of a
/// target holds; nothing is changed or deleted. Words of the product, not of people.
/// </summary>
internal sealed class CorrectionRow
{
    public long Id { get; set; }
    /// <summary>One of <see cref="CorrectionKinds"/>.</summary>
    public required string Kind { get; set; }
    /// <summary>Text key, rights line, service and number, service.</summary>
    public required string Target { get; set; }
    /// <summary>Empty where language plays no part.</summary>
    public required string Locale { get; set; }
    /// <summary>The new words; null: hidden, or back to the product's own (<see cref="Own"/>).</summary>
    public string? Words { get; set; }
    /// <summary>Back to what the product came with.</summary>
    public bool Own { get; set; }
    /// <summary>Who grew up with the language and approved the words.</summary>
    public string? Reviewer { get; set; }
    public required string Reason { get; set; }
    public DateTimeOffset At { get; set; }
    public required string By { get; set; }
}

/// <summary>A named lawyer stands behind one Italian sentence, in exactly these words, until a day.</summary>
internal sealed class LegalSignatureRow
{
    public long Id { get; set; }
    public required string Target { get; set; }
    public required string Words { get; set; }
    public required string Reference { get; set; }
    public DateOnly ExpiresOn { get; set; }
    public DateTimeOffset At { get; set; }
    public required string By { get; set; }
    public required string Name { get; set; }
}
