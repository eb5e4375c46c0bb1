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

    public ScreeningMemory After(IReadOnlyDictionary<RiskCategory, double> message, IEnumerable<string> patterns, Severity severity,
        RiskCategory category)
    {
        var scores = Scores.ToDictionary(s => s.Key, s => s.Value * Fading);
        foreach (var (of, score) in message)
        {
            scores[of.Name()] = Math.Round(1 - ((1 - score) * (1 - scores.GetValueOrDefault(of.Name()))), 4);
        }

        return new()
        {
            Scores = scores.Where(s => s.Value >= 0.01).ToDictionary(),
            Patterns = [.. Patterns.Concat(patterns).Distinct().TakeLast(MostPatterns)],
            Floor = severity > Floor ? severity : Floor,
            FloorCategory = severity > Floor ? category : FloorCategory,
        };
    }
}

/// <summary>How the memory is kept with the conversation's state.</summary>
[JsonSerializable(typeof(ScreeningMemory))]
internal sealed partial class ScreeningMemoryJson : JsonSerializerContext;
