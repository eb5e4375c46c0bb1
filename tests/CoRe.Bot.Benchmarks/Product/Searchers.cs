using System.Buffers;
using CoRe.Bot.Screening;
using CoRe.Bot.Screening.Matching;
using CoRe.Bot.Screening.Reading;
using Microsoft.Recognizers.Text.Matcher;

namespace CoRe.Bot.Benchmarks.Product;

/// <summary>
/// Two general searchers over the words of our lexicons. They get the text already folded and look for plain words, without word
/// forms, gaps, context and keyed readings: less than half of the work.
/// </summary>
internal static class Searchers
{
    public static IEnumerable<(string Name, Action<string> Search)> Over(RiskLexicon lexicon)
    {
        string[] words = [.. lexicon.Tables.Where(t => t.Script is not (Script.Arabizi or Script.Indic)).SelectMany(t => t.Words).Distinct(StringComparer.Ordinal)];
        yield return ($"StringMatcher, {words.Length:n0} words", Matcher(words));
        yield return ("SearchValues<string>, every hit", Values(words));
    }

    private static Action<string> Matcher(string[] words)
    {
        var matcher = new StringMatcher(MatchStrategy.TrieTree, new SimpleTokenizer());
        matcher.Init(words.Select(w => w.Trim()).Distinct(StringComparer.Ordinal));
        var reading = new TextReading();
        return text =>
        {
            reading.Read(text);
            foreach (var found in matcher.Find(reading.Text.ToString()))
            {
                GC.KeepAlive(found);
            }
        };
    }

    private static Action<string> Values(string[] words)
    {
        var values = SearchValues.Create(words, StringComparison.Ordinal);
        var reading = new TextReading();
        return text =>
        {
            reading.Read(text);
            var rest = reading.Text;
            for (var at = rest.IndexOfAny(values); at >= 0; at = rest.IndexOfAny(values))
            {
                rest = rest[(at + 1)..];
            }
        };
    }
}
