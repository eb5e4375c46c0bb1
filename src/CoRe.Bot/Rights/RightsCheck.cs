using CoRe.Bot.Languages;

namespace CoRe.Bot.Rights;

/// <summary>The rules for rights files: every legal sentence has a law behind it and a page to read it on.</summary>
internal static class RightsCheck
{
    public static IEnumerable<string> OfSource(IEnumerable<SourceTopicFile> topics, IEnumerable<string> sources)
    {
        var known = sources.ToHashSet(StringComparer.Ordinal);
        return topics.OrderBy(topic => topic.Topic, StringComparer.Ordinal).SelectMany(topic => OfTopic(topic, known));
    }

    /// <summary>Only lines that can be shown must be there; the others may be translated in advance.</summary>
    public static IEnumerable<string> OfTranslation(
        LocaleTag tag, IReadOnlyDictionary<string, TranslatedTopicFile> translated, IReadOnlyDictionary<string, SourceTopicFile> topics)
    {
        foreach (var topic in translated.Keys.Except(topics.Keys))
        {
            yield return $"{tag}/rights/{topic}.yaml: no such topic in Italian.";
        }

        foreach (var (name, topic) in topics.OrderBy(topic => topic.Key, StringComparer.Ordinal))
        {
            var file = $"{tag}/rights/{name}.yaml";
            if (!translated.TryGetValue(name, out var words))
            {
                yield return $"{file}: missing.";
                continue;
            }

            foreach (var problem in OfWords(topic, words))
            {
                yield return $"{file}: {problem}";
            }
        }
    }

    private static IEnumerable<string> OfTopic(SourceTopicFile topic, HashSet<string> sources)
    {
        var file = $"it/rights/{topic.Topic}.yaml";
        if (string.IsNullOrWhiteSpace(topic.LegalBasis))
        {
            yield return $"{file}: no legal basis.";
        }

        foreach (var id in topic.Lines.GroupBy(line => line.Id).Where(lines => lines.Count() > 1).Select(lines => lines.Key))
        {
            yield return $"{file}: '{id}' stands there twice.";
        }

        foreach (var line in topic.Lines.Where(line => line.InsteadOf is not null))
        {
            if (line.Audience == RightsAudience.Both)
            {
                yield return $"{file}: '{line.Id}' replaces a line and does not say for whom.";
            }

            if (topic.Lines.FirstOrDefault(known => known.Id == line.InsteadOf) is not { InsteadOf: null } replaced || replaced.Part != line.Part)
            {
                yield return $"{file}: '{line.Id}' replaces '{line.InsteadOf}', which is no line of that part.";
            }
        }

        foreach (var line in topic.Lines)
        {
            foreach (var problem in OfLine(line, sources))
            {
                yield return $"{file}: '{line.Id}' {problem}";
            }
        }
    }

    private static IEnumerable<string> OfLine(SourceLineFile line, HashSet<string> sources)
    {
        if (line.Mark is not ("L" or "P" or "K"))
        {
            yield return $"has the unknown mark '{line.Mark}'.";
        }

        // SK is "general knowledge": a confirmed line needs something that can be read.
        if (line.IsConfirmed && !line.Sources.Any(source => RightsLibrary.IdOf(source) != "SK"))
        {
            yield return "is marked as confirmed and names no source.";
        }

        foreach (var source in line.Sources.Where(source => !sources.Contains(RightsLibrary.IdOf(source))))
        {
            yield return $"names the unknown source '{source}'.";
        }

        if (string.IsNullOrWhiteSpace(line.Text))
        {
            yield return "is empty.";
        }
    }

    private static IEnumerable<string> OfWords(SourceTopicFile topic, TranslatedTopicFile words)
    {
        if (string.IsNullOrWhiteSpace(words.Title))
        {
            yield return "no title.";
        }

        var known = topic.Lines.Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in words.Lines.Keys.Except(known))
        {
            yield return $"'{id}' is no line of the Italian topic.";
        }

        foreach (var line in topic.Lines.Where(line => line.IsConfirmed && string.IsNullOrWhiteSpace(words.Lines.GetValueOrDefault(line.Id))))
        {
            yield return $"'{line.Id}' is missing.";
        }
    }
}
