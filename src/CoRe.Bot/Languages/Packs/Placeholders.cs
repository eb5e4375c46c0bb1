using System.Text;
using System.Text.RegularExpressions;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Languages.Packs;

/// <summary>The <c>{name}</c> places of a text.</summary>
internal static partial class Placeholders
{
    public static IReadOnlySet<string> Names(string text) =>
        Place().Matches(text).Select(place => place.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>One pass from left to right: a value that happens to contain braces stays as it is. Unknown places stay too.</summary>
    public static string Fill(string text, ReadOnlySpan<(string Name, string Value)> values, bool rightToLeft)
    {
        if (values.IsEmpty || !text.Contains('{', StringComparison.Ordinal))
        {
            return text;
        }

        var filled = new StringBuilder(text.Length + 32);
        var from = 0;
        foreach (var place in Place().EnumerateMatches(text))
        {
            filled.Append(text, from, place.Index - from);
            from = place.Index + place.Length;
            var name = text.AsSpan(place.Index + 1, place.Length - 2);
            filled.Append(ValueOf(name, values) is { } value
                ? (rightToLeft ? ReadingOrder.KeepNumbersWhole(value) : value)
                : text.AsSpan(place.Index, place.Length));
        }

        return filled.Append(text, from, text.Length - from).ToString();
    }

    private static string? ValueOf(ReadOnlySpan<char> name, ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (candidate, value) in values)
        {
            if (name.SequenceEqual(candidate))
            {
                return value;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Place();
}
