namespace CoRe.BotFramework.Dialogs.Choices;

/// <summary>Finds values by their words, in order and close together, in what was written.</summary>
public static class Find
{
    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<string> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return FindChoices(utterance, ChoiceFactory.ToChoices(choices), options);
    }

    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<Choice> choices, FindChoicesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var found = FindValues(utterance, Values(choices, options), options);
        var results = new List<ModelResult<FoundChoice>>(found.Count);
        foreach (var value in found)
        {
            var resolution = value.Resolution;
            results.Add(new ModelResult<FoundChoice>
            {
                Start = value.Start,
                End = value.End,
                Text = value.Text,
                TypeName = "choice",
                Resolution = new FoundChoice
                {
                    Value = choices[resolution.Index].Value,
                    Index = resolution.Index,
                    Score = resolution.Score,
                    Synonym = resolution.Value,
                },
            });
        }

        return results;
    }

    public static List<ModelResult<FoundValue>> FindValues(string utterance, List<SortedValue> values, FindValuesOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var tokenize = options?.Tokenizer ?? Tokenizer.DefaultTokenizer;
        var words = tokenize(utterance, options?.Locale);
        List<Candidate> candidates = null;
        foreach (var value in values)
        {
            var searched = tokenize(value.Value, options?.Locale);
            for (var start = 0; start < words.Count && searched.Count > 0; start++)
            {
                if (Match(words, searched, start, options) is { } span)
                {
                    (candidates ??= []).Add(new Candidate(value, span.First, span.Last, span.Score, searched.Count));
                }
            }
        }

        return candidates is null ? [] : [.. BestWithoutOverlap(candidates).Select(found => Result(utterance, words, found))];
    }

    private static List<SortedValue> Values(IList<Choice> choices, FindChoicesOptions options)
    {
        var values = new List<SortedValue>(choices.Count);
        for (var index = 0; index < choices.Count; index++)
        {
            var choice = choices[index];
            if (options?.NoValue != true)
            {
                values.Add(new SortedValue { Index = index, Value = choice.Value });
            }

            if (options?.NoAction != true && choice.Action?.Title is { } title)
            {
                values.Add(new SortedValue { Index = index, Value = title });
            }

            foreach (var synonym in choice.Synonyms ?? [])
            {
                values.Add(new SortedValue { Index = index, Value = synonym });
            }
        }

        return values;
    }

    private static (int First, int Last, float Score)? Match(List<Token> words, List<Token> searched, int start, FindValuesOptions options)
    {
        var (position, matched, deviation, first) = (start, 0, 0, -1);
        foreach (var token in searched)
        {
            var index = IndexOf(words, position, token.Normalized);
            var distance = matched > 0 ? index - position : 0;
            if (index < 0 || distance > (options?.MaxTokenDistance ?? 2))
            {
                continue;
            }

            first = first < 0 ? index : first;
            matched++;
            deviation += distance;
            position = index + 1;
        }

        // A value must begin at the start it is tried from, or it would be counted once for every word before it.
        if (first != start || (matched < searched.Count && options?.AllowPartialMatches != true))
        {
            return null;
        }

        var completeness = (float)matched / searched.Count;
        var accuracy = (float)matched / (matched + deviation);
        return (start, position - 1, completeness * accuracy);
    }

    private static int IndexOf(List<Token> words, int position, string normalized)
    {
        for (var i = position; i < words.Count; i++)
        {
            if (words[i].Normalized == normalized)
            {
                return i;
            }
        }

        return -1;
    }

    private static List<Candidate> BestWithoutOverlap(List<Candidate> candidates)
    {
        var chosen = new List<Candidate>();
        foreach (var candidate in candidates.OrderByDescending(c => c.Score).ThenByDescending(c => c.Length))
        {
            if (!chosen.Exists(c => c.Value.Index == candidate.Value.Index || (candidate.First <= c.Last && c.First <= candidate.Last)))
            {
                chosen.Add(candidate);
            }
        }

        chosen.Sort((a, b) => a.First.CompareTo(b.First));
        return chosen;
    }

    private static ModelResult<FoundValue> Result(string utterance, List<Token> words, Candidate found)
    {
        var (start, end) = (words[found.First].Start, words[found.Last].End);
        return new ModelResult<FoundValue>
        {
            Start = start,
            End = end,
            Text = utterance[start..(end + 1)],
            TypeName = "value",
            Resolution = new FoundValue { Value = found.Value.Value, Index = found.Value.Index, Score = found.Score },
        };
    }

    private readonly record struct Candidate(SortedValue Value, int First, int Last, float Score, int Length);
}
