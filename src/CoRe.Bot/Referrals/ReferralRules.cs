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

    /// <summary>The service read it.</summary>
    Open,

    /// <summary>The service takes it, perhaps with an appointment.</summary>
    Accept,

    /// <summary>The service cannot.</summary>
    Reject,

    /// <summary>The service was reminded and stayed silent.</summary>
    Lapse,

    /// <summary>How it ended is known, or that nobody knows.</summary>
    Finish,

    /// <summary>A new referral takes its place.</summary>
    Reroute,
    Close,
}

/// <summary>Who has to act now.</summary>
internal enum ReferralOwner
{
    Nobody,
    Desk,
    Person,
    Product,
    Service,
}

/// <summary>
/// The whole life of a referral. A refusal and a withdrawal have one way out, a recorded override; a person who changes
/// their mind is asked anew in a new draft. What was asked cannot be changed under the question. Until it has ended somebody
/// owns it and has a deadline.
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
        (ReferralState.Sent, ReferralMove.Open) => ReferralState.Opened,
        (ReferralState.Sent or ReferralState.Opened, ReferralMove.Lapse) => ReferralState.Unanswered,
        (ReferralState.Sent or ReferralState.Opened or ReferralState.Unanswered, ReferralMove.Accept) => ReferralState.Accepted,
        (ReferralState.Sent or ReferralState.Opened or ReferralState.Unanswered or ReferralState.Accepted, ReferralMove.Reject) => ReferralState.Rejected,
        (ReferralState.Accepted, ReferralMove.Finish) => ReferralState.Completed,
        (ReferralState.Rejected or ReferralState.Unanswered or ReferralState.Failed, ReferralMove.Reroute) => ReferralState.Rerouted,
        (not (ReferralState.Refused or ReferralState.Withdrawn or ReferralState.Closed or ReferralState.Completed or ReferralState.Rerouted), ReferralMove.Withdraw) => ReferralState.Withdrawn,
        (not (ReferralState.Sending or ReferralState.Closed), ReferralMove.Close) => ReferralState.Closed,
        _ => null,
    };

    /// <summary>Nothing more is expected of anybody.</summary>
    public static bool HasEnded(ReferralState state) => Owner(state) == ReferralOwner.Nobody;

    /// <summary>Whether the case may get a new draft: it ended, or goes on elsewhere when a new one is made.</summary>
    public static bool MayRedraft(ReferralState state) => HasEnded(state) || After(state, ReferralMove.Reroute) is not null;

    public static ReferralOwner Owner(ReferralState state) => state switch
    {
        ReferralState.Refused or ReferralState.Withdrawn or ReferralState.Closed or ReferralState.Completed or ReferralState.Rerouted => ReferralOwner.Nobody,
        ReferralState.Asked => ReferralOwner.Person,
        ReferralState.Sending => ReferralOwner.Product,
        ReferralState.Sent or ReferralState.Opened => ReferralOwner.Service,
        _ => ReferralOwner.Desk,
    };

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
        ReferralMove.Open => "opened",
        ReferralMove.Accept => "accepted",
        ReferralMove.Reject => "rejected",
        ReferralMove.Lapse => "unanswered",
        ReferralMove.Finish => "finished",
        ReferralMove.Reroute => "rerouted",
        _ => "closed",
    };

    /// <summary>The move a line of the history tells of; null for a line that moved nothing. History replays to the state.</summary>
    public static ReferralMove? MoveOf(string word) => Enum.GetValues<ReferralMove>().Where(move => Word(move) == word).Select(move => (ReferralMove?)move).FirstOrDefault();
}
