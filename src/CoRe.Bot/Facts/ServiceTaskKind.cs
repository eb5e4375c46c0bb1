namespace CoRe.Bot.Facts;

/// <summary>Why somebody must look into a service. Stored as numbers.</summary>
internal enum ServiceTaskKind
{
    /// <summary>Somebody was sent away at the door.</summary>
    SentAway = 0,

    /// <summary>The service says that its entry is no longer true.</summary>
    Changed = 1,

    /// <summary>The service did not answer when it was asked whether its entry is true.</summary>
    NoAnswer = 2,
}
