using CoRe.Bot.Facts;

namespace CoRe.Bot.Understanding;

/// <summary>
/// What a message is probably about. <paramref name="Topic"/> is set only when one topic stands out. Otherwise
/// <paramref name="Candidates"/> (best first, up to four) make an honest question back; with none, the bot says that it did not
/// understand.
/// </summary>
internal sealed record TopicGuess(TopicId? Topic, IReadOnlyList<TopicId> Candidates, double Confidence)
{
    public static readonly TopicGuess Nothing = new(null, [], 0);
}
