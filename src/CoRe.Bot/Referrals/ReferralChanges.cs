using CoRe.Bot.Facts;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Referrals;

// From the conversation: these never fail a turn. What is not possible any more is noted in the history and changes nothing.

/// <summary>Draft of a referral, made in the same commit as its case; it stays inside and without identity. One per case.</summary>
internal sealed record DraftReferral(ReferralId Id, CaseId Case, ConversationId Conversation, Severity Urgency,
    RiskCategory Category, LocaleTag? Language, string? Area, string? AgeBand) : IChange;

/// <summary>The person's own yes or no to one named recipient.</summary>
internal sealed record AnswerConsent(ReferralId Referral, ConversationId Conversation, bool Yes, LocaleTag Language, string? AgeBand) : IChange;

/// <summary>The person takes the yes back.</summary>
internal sealed record WithdrawReferral(ReferralId Referral, ConversationId Conversation) : IChange;

// From the desk: these throw IllegalReferralMoveException when the state does not allow them.

/// <summary>Fills what the recipient will read. Only in a draft: the person's yes is to one recipient and these words.</summary>
/// <param name="ForAnother">About somebody whom the writer is worried about; then the language is that person's, or unknown.</param>
/// <param name="AgeBand">One of <see cref="Facts.AgeBand.All"/>, for choosing the service; it is not sent. Null keeps what is known.</param>
internal sealed record CompleteReferral(ReferralId Referral, OperatorId By, string Need, string ServiceId, string Area,
    Severity Urgency, LocaleTag? Language, bool ForAnother = false, string? AgeBand = null) : IChange;

/// <summary>Asks the person in chat, naming the recipient, with buttons for yes and no.</summary>
internal sealed record AskConsent(ReferralId Referral, OperatorId By) : IChange;

/// <summary>Goes on without or against the person's answer because the law demands it; the reason is kept with the name.</summary>
internal sealed record OverrideConsent(ReferralId Referral, OperatorId By, string LegalReason) : IChange;

/// <summary>Releases it to the recipient. Also the way to try again after a failed delivery.</summary>
internal sealed record SendReferral(ReferralId Referral, OperatorId By) : IChange;

/// <summary>A fresh draft for the same case after one that ended (refused, withdrawn, failed, closed). No answer is carried over.</summary>
internal sealed record RedraftReferral(ReferralId Id, ReferralId Earlier, OperatorId By) : IChange;

/// <summary>Ends it with an outcome code.</summary>
internal sealed record CloseReferral(ReferralId Referral, OperatorId By, string Outcome) : IChange;

// From the outbox, in the commit that marks its row.

internal sealed record ReferralDelivered(ReferralId Referral) : IChange;

internal sealed record ReferralUndeliverable(ReferralId Referral) : IChange;

/// <summary>A letter that moves nothing was sent, or given up.</summary>
internal sealed record LetterEnded(ReferralId Referral, string Purpose, bool Sent) : IChange;

/// <summary>Whether the recipient could be told of the withdrawal.</summary>
internal sealed record WithdrawalTold(ReferralId Referral, bool Told) : IChange;

/// <summary>The state or the content does not allow it. <paramref name="code"/> is ours and may be shown.</summary>
internal sealed class IllegalReferralMoveException(string code) : Exception(code)
{
    public string Code { get; } = code;
}
