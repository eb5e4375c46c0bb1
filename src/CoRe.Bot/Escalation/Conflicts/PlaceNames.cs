using CoRe.Bot.Facts;
using CoRe.Bot.Languages.Writing;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Escalation.Conflicts;

/// <summary>Finds the named places in a message. To name a place is enough: nobody can tell a complaint from an address at once.</summary>
internal sealed class PlaceNames(IOptions<ConflictOptions> options)
{
    private readonly IReadOnlyList<(string Tag, string[] Words)> _names =
        [.. options.Value.Places.SelectMany(place => place.Value.Select(name => (place.Key, FoldedWords.Of(name).ToArray()))).Where(name => name.Item2.Length > 0)];

    public IReadOnlyList<string> Find(PersonText text)
    {
        if (_names.Count == 0)
        {
            return [];
        }

        var words = FoldedWords.Of(text.Reveal()).ToArray();
        return [.. _names.Where(name => Holds(words, name.Words)).Select(name => name.Tag).Distinct(StringComparer.Ordinal)];
    }

    private static bool Holds(string[] words, string[] name) =>
        Enumerable.Range(0, Math.Max(0, words.Length - name.Length + 1)).Any(at => words.AsSpan(at, name.Length).SequenceEqual(name));
}
