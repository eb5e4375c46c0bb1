using System.Globalization;
using CoRe.Bot.Languages.Writing;
using Microsoft.Recognizers.Text.Matcher;

namespace CoRe.Bot.Understanding;

/// <summary>A listed word or word group that was found: which topic, which words of the message, how heavy.</summary>
internal readonly record struct TopicHit(string Topic, int Start, int Length, double Weight)
{
    public bool Overlaps(TopicHit other) => Start < other.Start + other.Length && other.Start < Start + Length;
}

/// <summary>A word of a message as the lists of a language see it. Articles and the like are not counted.</summary>
internal readonly record struct MessageWord(int Position, string? Family, bool IsCounted);

/// <summary>The lists of one language, ready to be matched.</summary>
internal sealed class TopicLexicon
{
    private const double UnknownWord = 0.4;
    private readonly HashSet<string> _ignored;
    private readonly WordFamilies _families;
    private readonly List<(string Topic, double Weight)> _cues = [];
    private readonly List<Phrase> _phrases = [];

    // Where each word family stands in _phrases: a message is held only against the phrases that share a word with it.
    private readonly Dictionary<string, List<int>> _phrasesWith = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _rarity = new(StringComparer.Ordinal);

    // Most groups are meant without articles ("carta identita"). A group that is written with one ("where is") is meant so.
    private readonly StringMatcher _bareGroups;
    private readonly StringMatcher _wholeGroups;

    public TopicLexicon(TopicFile file)
    {
        _ignored = file.Ignore.SelectMany(FoldedWords.Of).ToHashSet(StringComparer.Ordinal);
        _families = new WordFamilies(file.Topics.Values.SelectMany(topic =>
            topic.Words.Keys.SelectMany(Patterns).Concat(topic.Phrases.SelectMany(FoldedWords.Of).Where(IsCounted))));
        (_bareGroups, _wholeGroups) = ReadWords(file);
        ReadPhrases(file);
    }

    /// <summary>Listed questions, words and groups.</summary>
    public int Size => _phrases.Count + _cues.Count;

    /// <summary>Whether the lists know the word as it stands.</summary>
    public bool Knows(string word) => _families.Of(word) is not null;

    /// <summary>The families of a message. <paramref name="slips"/> are the words that may be misspelt.</summary>
    public IReadOnlyList<MessageWord> Read(IReadOnlyList<string> words, IReadOnlySet<string> slips) =>
        [.. words.Select((word, position) =>
            new MessageWord(position, _families.Of(word) ?? (slips.Contains(word) ? _families.Near(word) : null), IsCounted(word)))];

    /// <summary>Listed words and groups in the message, with positions in the message's words.</summary>
    public IEnumerable<TopicHit> Hits(IReadOnlyList<MessageWord> message) =>
        Hits(_bareGroups, [.. message.Where(word => word.IsCounted)]).Concat(Hits(_wholeGroups, message));

    /// <summary>How like a listed question the message is, per topic: 0 to 1, rare words counting more.</summary>
    public IEnumerable<(string Topic, double Likeness)> Likeness(IReadOnlyList<MessageWord> message)
    {
        var known = message.Where(word => word.IsCounted).Select(word => word.Family).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var whole = known.Sum(Rarity) + (UnknownWord * message.Count(word => word.IsCounted && word.Family is null));
        var near = known.SelectMany(family => _phrasesWith.GetValueOrDefault(family, [])).Distinct().Order();
        foreach (var phrase in near.Select(index => _phrases[index]))
        {
            var shared = phrase.Families.Where(known.Contains).Sum(Rarity);
            if (shared > 0)
            {
                yield return (phrase.Topic, 2 * shared / (phrase.Weight + whole));
            }
        }
    }

    private IEnumerable<TopicHit> Hits(StringMatcher groups, IReadOnlyList<MessageWord> message)
    {
        foreach (var match in groups.Find(message.Select(word => word.Family ?? "")))
        {
            var start = message[match.Start].Position;
            var length = message[match.End - 1].Position - start + 1;
            foreach (var (topic, weight) in match.CanonicalValues.Select(id => _cues[int.Parse(id, CultureInfo.InvariantCulture)]))
            {
                yield return new TopicHit(topic, start, length, weight);
            }
        }
    }

    private (StringMatcher Bare, StringMatcher Whole) ReadWords(TopicFile file)
    {
        var groups = new List<(string[] Words, bool IsBare)>();
        foreach (var (topic, entry) in file.Topics)
        {
            foreach (var (pattern, weight) in entry.Words)
            {
                string[] words = [.. Patterns(pattern)];
                if (words.Length == 0)
                {
                    throw new InvalidDataException($"topics.json: '{pattern}' of '{topic}' has no words.");
                }

                groups.Add(([.. words.Select(_families.OfPattern)], words.All(IsCounted)));
                _cues.Add((topic, weight));
            }
        }

        return (Matcher(bare: true), Matcher(bare: false));

        StringMatcher Matcher(bool bare)
        {
            var chosen = groups.Index().Where(group => group.Item.IsBare == bare).ToArray();
            var matcher = new StringMatcher(MatchStrategy.TrieTree, new SimpleTokenizer());
            matcher.Init(
                [.. chosen.Select(group => (IEnumerable<string>)group.Item.Words)],
                [.. chosen.Select(group => group.Index.ToString(CultureInfo.InvariantCulture))]);
            return matcher;
        }
    }

    private void ReadPhrases(TopicFile file)
    {
        foreach (var (topic, entry) in file.Topics)
        {
            foreach (var phrase in entry.Phrases)
            {
                _phrases.Add(new Phrase(topic, FoldedWords.Of(phrase).Where(IsCounted).Select(_families.OfPattern).ToHashSet(StringComparer.Ordinal), 0));
            }
        }

        var topics = file.Topics.Count;
        foreach (var family in _phrases.SelectMany(phrase => phrase.Families.Select(word => (word, phrase.Topic))).Distinct().GroupBy(pair => pair.word))
        {
            _rarity[family.Key] = Math.Log((topics + 1.0) / family.Count()) / Math.Log(topics + 1.0);
        }

        foreach (var (index, phrase) in _phrases.Index().ToList())
        {
            _phrases[index] = phrase with { Weight = phrase.Families.Sum(Rarity) };
            foreach (var family in phrase.Families)
            {
                if (!_phrasesWith.TryGetValue(family, out var places))
                {
                    _phrasesWith[family] = places = [];
                }

                places.Add(index);
            }
        }
    }

    private double Rarity(string family) => _rarity.GetValueOrDefault(family, 1);

    private bool IsCounted(string word) => !_ignored.Contains(word);

    private static IEnumerable<string> Patterns(string pattern) =>
        pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(part => part.EndsWith('*') ? [part] : FoldedWords.Of(part));

    /// <summary>A listed question: its topic, its word families, and how much they weigh together.</summary>
    private sealed record Phrase(string Topic, HashSet<string> Families, double Weight);
}
