namespace CoRe.Bot.Conversations;

/// <summary>What the person's page is told about the state of the talk, as Bot Framework events; other clients ignore them.</summary>
internal static class ChatEvents
{
    /// <summary>The bot answers.</summary>
    public const string Bot = "bot";

    /// <summary>The person waits for somebody of the team.</summary>
    public const string Waiting = "waiting";

    /// <summary>Somebody of the team is in the chat.</summary>
    public const string Person = "person";

    /// <param name="state">One of the constants above.</param>
    /// <param name="person">First name of who is there, with <see cref="Person"/>.</param>
    /// <param name="backAt">When somebody is back, when nobody is on shift and it is known.</param>
    /// <param name="staffed">True only when somebody is on shift now.</param>
    public static Activity State(string state, string? person, DateTimeOffset? backAt, bool staffed) => new()
    {
        Type = ActivityTypes.Event,
        Name = "core.state",
        Value = new Dictionary<string, object?> { ["state"] = state, ["person"] = person, ["backAt"] = backAt?.ToString("O"), ["staffed"] = staffed },
    };
}
