using System.Text.Json.Serialization;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Screening;

/// <summary>
/// What screening remembers of a conversation: scores and pattern ids, never words. Lives with the conversation's state, so it
/// outlasts a change of language, a restart and a new channel.
/// </summary>
internal sealed record ScreeningMemory
{
    /// <summary>How much of an old score counts in the next message.</summary>
    public const double Fading = 0.85;

    private const int MostPatterns = 64;
    private const double Forgotten = 0.01;

    public static ScreeningMemory Empty { get; } = new();

    /// <summary>Score per category, by its wire name.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>Ids of patterns already counted: a weak sign said twice is still one sign.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>The worst verdict so far; it falls only when an operator closes it (<see cref="Closed"/>).</summary>
    public Severity Floor { get; init; }

    public RiskCategory FloorCategory { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Scores.Count == 0 && Floor == Severity.None;

    public double ScoreOf(RiskCategory category) => Scores.GetValueOrDefault(category.Name());

    /// <summary>An operator has looked and closed the matter: later messages start anew.</summary>
    public ScreeningMemory Closed() => Empty;

    /// <summary>The same memory after something that no pattern stands behind: only the floor moves.</summary>
    public ScreeningMemory After(Severity severity, RiskCategory category) =>
        severity > Floor ? this with { Floor = severity, FloorCategory = category } : this;

    public bool Knows(string pattern)
    {
        for (var i = 0; i < Patterns.Count; i++)
        {
            if (Patterns[i] == pattern)
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="message">The message's scores by category; empty when it had no evidence.</param>
    /// <param name="patterns">What was found and not denied.</param>
    /// <param name="severity">The verdict.</param>
    /// <param name="category">Its kind of harm.</param>
    public ScreeningMemory After(ReadOnlySpan<double> message, List<string> patterns, Severity severity, RiskCategory category)
    {
        var scores = new Dictionary<string, double>(4);
        foreach (var (of, score) in Scores)
        {
            scores[of] = score * Fading;
        }

        for (var of = 1; of < message.Length; of++)
        {
            if (message[of] > 0)
            {
                var name = ((RiskCategory)of).Name();
                scores[name] = Math.Round(1 - ((1 - message[of]) * (1 - scores.GetValueOrDefault(name))), 4);
            }
        }

        foreach (var (of, score) in scores)
        {
            if (score < Forgotten)
            {
                scores.Remove(of);
            }
        }

        return new()
        {
            Scores = scores,
            Patterns = Joined(patterns),
            Floor = severity > Floor ? severity : Floor,
            FloorCategory = severity > Floor ? category : FloorCategory,
        };
    }

    private IReadOnlyList<string> Joined(List<string> patterns)
    {
        patterns.RemoveAll(Knows);
        return Patterns.Count == 0 ? patterns : patterns.Count == 0 ? Patterns : [.. Patterns.Concat(patterns).TakeLast(MostPatterns)];
    }
}

/// <summary>How the memory is kept with the conversation's state.</summary>
[JsonSerializable(typeof(ScreeningMemory))]
internal sealed partial class ScreeningMemoryJson : JsonSerializerContext;
