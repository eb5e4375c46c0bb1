using System.Collections.Frozen;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Writing;
using CoRe.Bot.ServiceDirectory.Hsds;

namespace CoRe.Bot.ServiceDirectory.Places;

/// <summary>A city that has entries.</summary>
/// <param name="Patron">The patron saint's day (<c>MM-dd</c>), when offices are shut.</param>
internal sealed record City(string Id, IReadOnlyDictionary<string, string> Names, string? Patron = null)
{
    public string NameIn(LocaleTag tag) => Names.GetValueOrDefault(tag.Value) ?? Names["it"];
}

/// <summary>
/// Cities as people write them: in their own language and script, with other words around, with one slip of the finger.
/// Only cities with entries are known here, so an answer can never be an empty list by surprise.
/// </summary>
internal sealed class Cities
{
    // Shorter words are too much like other words to be forgiven a slip.
    private const int LeastForSlip = 5;
    private readonly FrozenDictionary<string, string> _ids;

    public Cities(IEnumerable<CityEntry> entries)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var all = new List<City>();
        foreach (var entry in entries)
        {
            all.Add(new City(entry.Id, entry.Names.Append(new("it", entry.Name)).ToDictionary(StringComparer.Ordinal), entry.Patron));
            foreach (var name in entry.Names.Values.Concat(entry.Also).Append(entry.Name).Append(entry.Id))
            {
                ids.TryAdd(Key(FoldedWords.Of(name)), entry.Id);
            }
        }

        All = all;
        _ids = ids.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<City> All { get; }

    public City? Find(string? id) => All.FirstOrDefault(city => city.Id == id);

    /// <summary>The id behind a name exactly as the data has it, or null.</summary>
    public string? IdOf(string name) => _ids.GetValueOrDefault(Key(FoldedWords.Of(name)));

    /// <summary>The one city named in a message, or null when there is none or more than one.</summary>
    public City? In(string message)
    {
        var words = FoldedWords.Of(message);
        var exact = Windows(words).Select(window => _ids.GetValueOrDefault(window)).OfType<string>().Distinct().Take(2).ToArray();
        var found = exact.Length > 0 ? exact : [.. words.Where(word => word.Length >= LeastForSlip).Select(Near).OfType<string>().Distinct().Take(2)];
        return found.Length == 1 ? Find(found[0]) : null;
    }

    private static IEnumerable<string> Windows(IReadOnlyList<string> words) =>
        from start in Enumerable.Range(0, words.Count)
        from length in Enumerable.Range(1, Math.Min(2, words.Count - start))
        select Key(words.Skip(start).Take(length));

    private string? Near(string word) => _ids.FirstOrDefault(known => known.Key.Length >= LeastForSlip && OneSlip(word, known.Key)).Value;

    /// <summary>One letter too many, missing or wrong.</summary>
    private static bool OneSlip(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }

        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start])
        {
            start++;
        }

        var end = 0;
        while (end < left.Length - start && end < right.Length - start && left[^(end + 1)] == right[^(end + 1)])
        {
            end++;
        }

        return Math.Max(left.Length, right.Length) - start - end <= 1;
    }

    private static string Key(IEnumerable<string> words) => string.Join(' ', words);
}
