namespace CoRe.Bot.Channels.Contract;

/// <summary>
/// Something that happened on a messaging wire, its signature, size and shape already checked. At most one of
/// <paramref name="Tap"/>, <paramref name="Place"/> and <paramref name="Media"/> is set; without any and without text nothing is said.
/// </summary>
/// <param name="Channel">The wire's Bot Framework channel id, for example <c>telegram</c>.</param>
/// <param name="User">Where answers go: the wire's own address of the person. Kept only as keyed hash and sealed.</param>
/// <param name="Key">The wire's own id of the event; the same key is taken once.</param>
/// <param name="Language">BCP 47 tag of the app, when the wire tells it. A hint, never a choice.</param>
/// <param name="Text">What was written, as it came, commands (<c>/help</c>) too.</param>
/// <param name="Tap">The <see cref="WireButton.Id"/> of a tapped button.</param>
/// <param name="Place">A place that was sent.</param>
/// <param name="Media">Content type of what the bot cannot read: <c>audio/ogg</c>, <c>image/*</c>, <c>application/octet-stream</c>.</param>
/// <param name="MediaKey">What <see cref="IWireFiles"/> of the wire finds it by; null when it cannot be fetched.</param>
/// <param name="Address">Where answers go, when that is more than <paramref name="User"/> and may change; kept sealed.</param>
public sealed record WireEvent(string Channel, string User, string Key, string? Language, string? Text, string? Tap = null, WirePlace? Place = null, string? Media = null,
    string? Address = null, string? MediaKey = null)
{
    /// <summary>Another program of the same account holds the thread, for example a page's own inbox: read, not answered, unless there is danger.</summary>
    public bool HeldElsewhere { get; init; }
}

/// <summary>Degrees, WGS 84.</summary>
public sealed record WirePlace(double Latitude, double Longitude);

/// <summary>Where wires hand over what they received.</summary>
public interface IWireInbox
{
    /// <summary>Stores what was said durably before it returns; its turn runs afterwards. Twice the same event is as once.</summary>
    /// <exception cref="IOException">It could not be stored: the wire refuses the event, so that its sender tries again.</exception>
    Task AcceptAsync(WireEvent said, CancellationToken cancellationToken);

    /// <summary>The person has shut the bot out; nothing is sent there until something comes from there again.</summary>
    Task ShutOutAsync(string channel, string user, CancellationToken cancellationToken);

    /// <summary>The provider took a message and could not bring it; whoever wrote it should know.</summary>
    Task UndeliveredAsync(string channel, string user, CancellationToken cancellationToken);
}

/// <summary>One message in the shape that a wire can show.</summary>
/// <param name="Text">Plain text, never empty, at most <see cref="WireLimits.Text"/> characters.</param>
/// <param name="Buttons">To tap, at most <see cref="WireLimits.Buttons"/>.</param>
/// <param name="Links">Addresses to open; empty where the wire writes them into the text.</param>
public sealed record WireMessage(string Text, IReadOnlyList<WireButton> Buttons, IReadOnlyList<WireLink> Links)
{
    /// <summary>Set when this only says that something waits; some providers take nothing else so long after the person's last word.</summary>
    public WireKnock? Knock { get; init; }
}

/// <summary>What a wire needs to choose a prepared text of its provider.</summary>
/// <param name="Language">BCP 47 tag of the talk.</param>
/// <param name="LastHeard">When the person last wrote.</param>
public sealed record WireKnock(string Language, DateTimeOffset LastHeard);

/// <summary>A button; its id stays good as long as the conversation, however long ago it was shown.</summary>
public sealed record WireButton(string Label, string Id);

/// <summary>A web address with its label.</summary>
public sealed record WireLink(string Label, Uri Address);

/// <summary>What a wire can show.</summary>
/// <param name="Text">Most characters (UTF-16) of one message.</param>
/// <param name="Buttons">Most buttons under a message; 0 where there are none. What does not fit becomes a numbered list.</param>
/// <param name="Label">Most characters of a button's label.</param>
/// <param name="Links">Whether links can be buttons; else they are written out.</param>
public sealed record WireLimits(int Text, int Buttons, int Label, bool Links);

/// <summary>What became of a message.</summary>
public enum WireResult
{
    /// <summary>The wire has it.</summary>
    Sent,

    /// <summary>Not now: the provider is away, slow or asks for a pause.</summary>
    Later,

    /// <summary>The person has shut the bot out, or is gone.</summary>
    ShutOut,

    /// <summary>The wire will never take this message.</summary>
    Refused,
}

/// <summary>The answer of a wire. <paramref name="Pause"/>: how long the provider asks to wait. <paramref name="Code"/>: a short code of ours for the log.</summary>
public sealed record WireOutcome(WireResult Result, string Code = "", TimeSpan? Pause = null)
{
    /// <summary>It went out.</summary>
    public static WireOutcome Sent { get; } = new(WireResult.Sent);
}

/// <summary>A way out to people. One for each wire that is configured.</summary>
public interface IWire
{
    /// <summary>Bot Framework channel id.</summary>
    string Channel { get; }

    /// <summary>What it can show.</summary>
    WireLimits Limits { get; }

    /// <summary>Sends one message; never throws for what the provider does.</summary>
    /// <param name="user">The address as the wire gave it in <see cref="WireEvent.User"/>.</param>
    Task<WireOutcome> SendAsync(string user, WireMessage message, CancellationToken cancellationToken);
}

/// <summary>Whether a wire is on, and if not, what it lacks. Registered for each wire that the program has.</summary>
/// <param name="Channel">Bot Framework channel id.</param>
/// <param name="IsOn">It has what it needs and runs.</param>
/// <param name="Sentence">For <c>self-check</c>: how it runs, or which setting is missing.</param>
public sealed record WireState(string Channel, bool IsOn, string Sentence);

/// <summary>The few words that a wire shows outside of talks, given by the host.</summary>
public interface IWireWords
{
    /// <summary>Commands with their description for a client in that language, in the order of the menu.</summary>
    IReadOnlyList<(string Command, string Description)> Commands(string language);

    /// <summary>Languages with words of their own.</summary>
    IReadOnlyList<string> Languages { get; }
}
