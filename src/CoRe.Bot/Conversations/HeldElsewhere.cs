namespace CoRe.Bot.Conversations;

/// <summary>
/// The mark on words that came while another program of the same account holds the person's thread, for example the page's own inbox:
/// they are read for danger like all words, and otherwise not answered.
/// </summary>
internal static class HeldElsewhere
{
    private const string Member = "heldElsewhere";

    public static void Mark(Activity activity) => activity.ChannelData = new Dictionary<string, object> { [Member] = true };

    public static bool Is(Activity activity) => activity.ChannelData is not null && activity.GetChannelData<Dictionary<string, object>>() is { } data && data.TryGetValue(Member, out var held)
        && string.Equals(held?.ToString(), "true", StringComparison.OrdinalIgnoreCase);
}
