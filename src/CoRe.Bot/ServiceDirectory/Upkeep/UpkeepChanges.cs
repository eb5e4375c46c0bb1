using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Storage;

namespace CoRe.Bot.ServiceDirectory.Upkeep;

/// <summary>Somebody must look into a service. A second report of the same kind raises the count of the first.</summary>
internal sealed record OpenServiceTask(string ServiceId, ServiceTaskKind Kind, LocaleTag? Language = null) : IChange;

/// <summary>It was looked into. <paramref name="Outcome"/> is one of <see cref="TaskOutcomes"/>.</summary>
internal sealed record CloseServiceTask(long Id, OperatorId By, string Outcome) : IChange;

/// <summary>This directory is shown from now on. The JSON was read and found good before (<see cref="DirectoryImport"/>).</summary>
internal sealed record TakeDirectory(string Json, int Services, string By) : IChange;

/// <summary>Somebody dialled a number. <paramref name="Outcome"/> is one of <see cref="CallOutcomes"/>.</summary>
/// <param name="Target">A service id, or <see cref="CallOutcomes.LinePrefix"/> and a line.</param>
internal sealed record NoteCall(string Target, string Digits, string Outcome, OperatorId By) : IChange;

/// <summary>What was agreed with a service; the newest words hold.</summary>
internal sealed record SetAgreement(string ServiceId, DateOnly? Since, DateOnly? Until, IReadOnlyList<string> ConflictTags, string? Email, OperatorId By) : IChange;

/// <summary>What a call can end with.</summary>
internal static class CallOutcomes
{
    public const string LinePrefix = "line:";

    /// <summary>The right people answered and said that the entry is true.</summary>
    public const string Reached = "reached";
    public const string NoAnswer = "no_answer";

    /// <summary>Somebody else, or an entry that is no longer true: the number is not shown any more.</summary>
    public const string Wrong = "wrong";

    public static readonly IReadOnlyList<string> All = [Reached, NoAnswer, Wrong];
}

/// <summary>What a task can end with.</summary>
internal static class TaskOutcomes
{
    public static readonly IReadOnlyList<string> All = ["talked", "entry_mended", "no_ground"];
}
