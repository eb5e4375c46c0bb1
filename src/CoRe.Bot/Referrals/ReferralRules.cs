using CoRe.Bot.Storage;

namespace CoRe.Bot.Referrals;

internal enum ReferralMove
{
    Complete,
    Ask,
    Agree,
    Refuse,
    Withdraw,
    Override,
    Send,
    Delivered,
    Undeliverable,
    Close,
}

/// <summary>
/// The whole life of a referral. A refusal and a withdrawal have one way out, a recorded override; a person who changes
/// their mind is asked anew in a new draft. What was asked cannot be changed under the question.
/// </summary>
internal static class ReferralRules
{
    /// <summary>The state after the move, or null when there is no such way.</summary>
    public static ReferralState? After(ReferralState from, ReferralMove move) => (from, move) switch
    {
        (ReferralState.Draft, ReferralMove.Complete) => ReferralState.Draft,
        (ReferralState.Draft, ReferralMove.Ask) => ReferralState.Asked,
        (ReferralState.Asked, ReferralMove.Agree) => ReferralState.Ready,
        (ReferralState.Asked or ReferralState.Ready, ReferralMove.Refuse) => ReferralState.Refused,
        (ReferralState.Draft or ReferralState.Asked or ReferralState.Refused or ReferralState.Withdrawn, ReferralMove.Override) => ReferralState.Ready,
        (ReferralState.Ready or ReferralState.Failed, ReferralMove.Send) => ReferralState.Sending,
        (ReferralState.Sending, ReferralMove.Delivered) => ReferralState.Sent,
        (ReferralState.Sending, ReferralMove.Undeliverable) => ReferralState.Failed,
        (not (ReferralState.Refused or ReferralState.Withdrawn or ReferralState.Closed), ReferralMove.Withdraw) => ReferralState.Withdrawn,
        (not (ReferralState.Sending or ReferralState.Closed), ReferralMove.Close) => ReferralState.Closed,
        _ => null,
    };

    /// <summary>Nothing more is expected of it; the case may get a new draft.</summary>
    public static bool HasEnded(ReferralState state) =>
        state is ReferralState.Refused or ReferralState.Withdrawn or ReferralState.Failed or ReferralState.Closed;

    /// <summary>The word in the history.</summary>
    public static string Word(ReferralMove move) => move switch
    {
        ReferralMove.Complete => "completed",
        ReferralMove.Ask => "asked",
        ReferralMove.Agree => "agreed",
        ReferralMove.Refuse => "refused",
        ReferralMove.Withdraw => "withdrawn",
        ReferralMove.Override => "overridden",
        ReferralMove.Send => "sending",
        ReferralMove.Delivered => "sent",
        ReferralMove.Undeliverable => "failed",
        _ => "closed",
    };
}
