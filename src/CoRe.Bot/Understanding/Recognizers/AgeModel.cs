using Microsoft.Recognizers.Text;

namespace CoRe.Bot.Understanding.Recognizers;

/// <summary>
/// Ages in years as people say their own. <c>Resolution["value"]</c> is the number, <c>Resolution["who"]</c> is <c>self</c>, or <c>other</c> when the
/// message speaks of somebody else: then nothing may take it for the writer's.
/// </summary>
internal sealed class AgeModel(AnswerFile words, string language) : IModel
{
    private const int Youngest = 3, Oldest = 99;
    private const int ShortAnswer = 2;
    private readonly IReadOnlyList<(IReadOnlyList<string> Words, int Value)> _numbers = NumberWords(words);
    private readonly IReadOnlyList<IReadOnlyList<string>> _wordings = [.. words.Age.Select(Wording.Of).OrderByDescending(wording => wording.Count)];
    private readonly IReadOnlyList<IReadOnlyList<string>> _others = [.. words.Others.Select(Wording.Of)];

    public string ModelTypeName => "age";

    public string Culture => language;

    public string RequestedCulture => language;

    /// <summary>A model speaks one language: the one it was made for.</summary>
    public void SetCultureInfo(string culture, string requestedCulture)
    {
    }

    /// <summary>The writer's own age, or null when the message does not say it.</summary>
    public int? Own(string text) => Parse(text).FirstOrDefault(result => (string)result.Resolution["who"] == "self") is { } own ? (int)own.Resolution["value"] : null;

    public List<ModelResult> Parse(string query)
    {
        var tokens = Token.Of(query);
        var results = new List<ModelResult>();
        for (var at = 0; at < tokens.Count; at++)
        {
            foreach (var wording in _wordings)
            {
                if (Wording.At(tokens, at, wording, _numbers) is not { Value: >= Youngest and <= Oldest } found || (wording[0] == Wording.Number && tokens.Count > found.Length + ShortAnswer))
                {
                    continue;
                }

                var (start, end) = (tokens[at].Start, tokens[at + found.Length - 1].End);
                results.Add(new ModelResult
                {
                    Text = query[start..(end + 1)], Start = start, End = end, TypeName = ModelTypeName,
                    Resolution = new SortedDictionary<string, object> { ["value"] = found.Value!.Value, ["who"] = SpeaksOfOthers(tokens) ? "other" : "self" },
                });
                at += found.Length - 1;
                break;
            }
        }

        return results;
    }

    internal static IReadOnlyList<(IReadOnlyList<string> Words, int Value)> NumberWords(AnswerFile words) =>
        [.. words.Numbers.Select(number => (Words: Wording.Of(number.Key), number.Value)).OrderByDescending(number => number.Words.Count)];

    private bool SpeaksOfOthers(IReadOnlyList<Token> tokens) => Enumerable.Range(0, tokens.Count).Any(at => _others.Any(other => Wording.At(tokens, at, other, []) is not null));
}
