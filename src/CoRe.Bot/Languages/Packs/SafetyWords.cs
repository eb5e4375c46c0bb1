namespace CoRe.Bot.Languages.Packs;

/// <summary>
/// The texts that must not be wrong: safety, consent, the limits of confidentiality, the operators' phrasebook. Where a language has no named reviewer, production
/// says them in Italian with English, numbers and all, instead of in words that nobody has checked.
/// </summary>
internal static class SafetyWords
{
    private static readonly string[] Keys = ["safety.", "referral.consent.", "dialogs.consent.", "dialogs.hello.limits", "page.limits.", "phrase."];

    public static bool Has(string key) => Keys.Any(begin => key.StartsWith(begin, StringComparison.Ordinal));

    /// <summary>Italian with English: a short one side by side, a long one below the other.</summary>
    public static string Both(string italian, string english) => italian.Contains('\n', StringComparison.Ordinal) || italian.Length > ShortLength
        ? $"{italian}\n\n{english}"
        : $"{italian} / {english}";

    private const int ShortLength = 30;
}
