namespace CoRe.Bot.Screening.Lexicons;

/// <summary>An anchor as written: the ways to say it and the words allowed before it.</summary>
internal sealed record WrittenAnchor(IReadOnlyList<string> Ways, int Gap);

/// <summary>
/// A line of anchors as written; <paramref name="Window"/> is set when the order is free. <paramref name="Acts"/> tells which anchors a
/// "not" before them denies; null when the line does not say, and then a free order is never denied.
/// </summary>
internal sealed record WrittenLine(IReadOnlyList<WrittenAnchor> Anchors, int? Window, bool[]? Acts = null);

/// <summary>
/// Reads <c>$family ~3 [mi|ci] ~2 [picchi*|mena]</c>: brackets hold the ways to say one thing, <c>~n</c> lets n words stand
/// between, <c>$name</c> is a set, bare words are a phrase, and <c>any 6: a b</c> frees the order within six words.
/// </summary>
internal static class AnchorSyntax
{
    public static WrittenLine Parse(string line, IReadOnlyDictionary<string, IReadOnlyList<string>> sets)
    {
        var (window, rest) = ReadWindow(line);
        var anchors = new List<WrittenAnchor>();
        var phrase = new List<string>();
        var gap = 0;
        foreach (var part in Split(rest))
        {
            if (part[0] == '~')
            {
                Flush(anchors, phrase, ref gap);
                gap = Number(part[1..], line);
            }
            else if (part[0] is '[' or '$')
            {
                Flush(anchors, phrase, ref gap);
                anchors.Add(new(Ways(part, sets), gap));
                gap = 0;
            }
            else
            {
                phrase.Add(part);
            }
        }

        Flush(anchors, phrase, ref gap);
        return anchors.Count > 0 ? new(anchors, window) : throw new FormatException($"'{line}' has no anchor");
    }

    /// <summary>The names of the sets a line uses.</summary>
    public static IEnumerable<string> SetsOf(string line) =>
        line.Split([' ', '[', ']', '|'], StringSplitOptions.RemoveEmptyEntries).Where(p => p[0] == '$').Select(p => p[1..]);

    public static IReadOnlyList<string> Ways(string part, IReadOnlyDictionary<string, IReadOnlyList<string>> sets)
    {
        var ways = new List<string>();
        foreach (var way in part.Trim('[', ']').Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (way[0] != '$')
            {
                ways.Add(way);
            }
            else if (sets.TryGetValue(way[1..], out var set))
            {
                ways.AddRange(set);
            }
            else
            {
                throw new FormatException($"the set '{way}' is not defined above its use");
            }
        }

        return ways.Count > 0 ? ways : throw new FormatException($"'{part}' is an empty anchor");
    }

    private static (int? Window, string Anchors) ReadWindow(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return line.StartsWith("any ", StringComparison.Ordinal) && colon > 0
            ? (Number(line[4..colon], line), line[(colon + 1)..])
            : (null, line);
    }

    private static int Number(string text, string line) => int.TryParse(text, out var number) && number is >= 0 and <= 20
        ? number
        : throw new FormatException($"'{text}' in '{line}' is no number from 0 to 20");

    private static void Flush(List<WrittenAnchor> anchors, List<string> phrase, ref int gap)
    {
        if (phrase.Count > 0)
        {
            anchors.Add(new([string.Join(' ', phrase)], gap));
            phrase.Clear();
            gap = 0;
        }
    }

    private static IEnumerable<string> Split(string line)
    {
        var start = 0;
        while (start < line.Length)
        {
            if (line[start] == ' ')
            {
                start++;
                continue;
            }

            var end = line.IndexOf(line[start] == '[' ? ']' : ' ', start);
            if (end < 0 && line[start] == '[')
            {
                throw new FormatException($"'{line}' has a bracket that does not close");
            }

            end = end < 0 ? line.Length : line[start] == '[' ? end + 1 : end;
            yield return line[start..end];
            start = end;
        }
    }
}
