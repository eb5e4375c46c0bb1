namespace CoRe.Bot.Facts;

/// <summary>
/// The closed list of things that happened and may be counted. Adding one is a decision about privacy. Stored as numbers: a new one goes last.
/// </summary>
internal enum FactType
{
    ConversationStarted,
    LanguageChosen,
    TopicShown,
    TopicNotFound,
    ServicesShown,
    NoServiceFound,
    RiskFound,
    PersonAsked,
    CaseOpened,
    HandedOver,
    HandedBack,
    CaseClosed,
    ReferralDrafted,
    ConsentGiven,
    ConsentRefused,
    ReferralSent,
    ReferralFailed,
    ConversationErased,
    NobodyOnShift,
    SentAway,
    ReferralAccepted,
    ReferralRejected,
    ReferralCompleted,
    HelpAnswered,
}

/// <summary>
/// One thing that happened: enums, codes and counts, never words, names or identities of people.
/// <paramref name="Code"/> is a code of ours (topic id, need, outcome), checked by its writer.
/// </summary>
internal sealed record Fact(FactType Type, DateTimeOffset At, string? Language = null, Severity Severity = Severity.None,
    RiskCategory Category = RiskCategory.None, string? Code = null, int Count = 1);
