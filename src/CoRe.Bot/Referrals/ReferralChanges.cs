using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Referrals;

/// <summary>Draft of a referral, made in the same commit as its case; it stays inside and without identity. One per case.</summary>
internal sealed record DraftReferral(ReferralId Id, CaseId Case, ConversationId Conversation, Severity Urgency,
    RiskCategory Category, LocaleTag? Language, string? Area, string? AgeBand) : IChange;

/// <summary>The person's own yes or no to one named recipient.</summary>
internal sealed record AnswerConsent(ReferralId Referral, ConversationId Conversation, bool Yes, LocaleTag Language, string? AgeBand) : IChange;

/// <summary>The person takes the yes back.</summary>
internal sealed record WithdrawReferral(ReferralId Referral, ConversationId Conversation) : IChange;
