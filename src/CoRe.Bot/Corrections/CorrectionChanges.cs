using CoRe.Bot.Facts;
using CoRe.Bot.Storage;

namespace CoRe.Bot.Corrections;

/// <summary>New words for a target (null: hide it). Checked by <see cref="CorrectionRules"/> before it is written.</summary>
/// <param name="Reviewer">The native speaker who approved the words, or null.</param>
internal sealed record Correct(string Kind, string Target, string Locale, string? Words, string? Reviewer, string Reason, OperatorId By) : IChange;

/// <summary>Back to what the product came with.</summary>
internal sealed record UndoCorrections(string Kind, string Target, string Locale, string Reason, OperatorId By) : IChange;

/// <summary>A lawyer signs an Italian sentence as it stands.</summary>
internal sealed record SignLine(string Target, string Words, string Reference, DateOnly ExpiresOn, OperatorId By, string Name) : IChange;
