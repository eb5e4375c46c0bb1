using System.Collections.Frozen;
using Microsoft.Recognizers.Text;

namespace CoRe.Bot.Understanding.Recognizers;

/// <summary>What a short message answers to a question.</summary>
internal enum YesNo
{
    Yes,
    No,
    Unsure,
}

/// <summary>
/// Yes, no, or "I don't know", when the message is nothing else: a story that begins with "no" is no answer. <c>Resolution["value"]</c> is
/// <c>yes</c>, <c>no</c> or <c>unsure</c>.
/// </summary>
internal sealed class YesNoModel(AnswerFile words, string language) : IModel
{
    private readonly FrozenDictionary<string, YesNo> _answers = Answers(words);

    public string ModelTypeName => "boolean";

    public string Culture => language;

    public string RequestedCulture => language;

    /// <summary>A model speaks one language: the one it was made for.</summary>
    public void SetCultureInfo(string culture, string requestedCulture)
    {
    }

    /// <summary>Null when the message is something else.</summary>
    public YesNo? Of(string text) => _answers.TryGetValue(Key(text), out var answer) ? answer : null;

    public List<ModelResult> Parse(string query) => Of(query) is not { } answer ? [] :
    [
        new ModelResult
        {
            Text = query, Start = 0, End = query.Length - 1, TypeName = ModelTypeName,
            Resolution = new SortedDictionary<string, object> { ["value"] = answer.ToString().ToLowerInvariant() },
        },
    ];

    private static FrozenDictionary<string, YesNo> Answers(AnswerFile words)
    {
        var answers = new Dictionary<string, YesNo>(StringComparer.Ordinal);
        foreach (var (list, answer) in new[] { (words.Unsure, YesNo.Unsure), (words.No, YesNo.No), (words.Yes, YesNo.Yes) })
        {
            foreach (var wording in list)
            {
                answers.TryAdd(Key(wording), answer);
            }
        }

        return answers.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Key(string text) => string.Join(' ', Token.Of(text).Select(token => token.Word));
}
