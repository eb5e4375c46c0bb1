using System.Collections.Frozen;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Languages.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoRe.Bot.Languages;

/// <summary>All texts of the product by language and key, read once at start, with the corrections of the desk laid over them.</summary>
internal sealed partial class LocaleLibrary
{
    /// <summary>By need: the languages of most of those who arrive alone, then of most families (the network's own list).</summary>
    private static readonly string[] LaunchOrder = ["it", "en", "fr", "ar", "uk", "bn", "ur", "sq", "ro", "es"];
    private readonly FrozenDictionary<LocaleTag, PackFiles> _packs;
    private readonly FrozenSet<LocaleTag> _closed;
    private readonly ILogger _logger;
    private readonly bool _approvedOnly;
    private volatile Corrected _corrected = new([], []);
    private int _missing;

    private LocaleLibrary(string folder, IEnumerable<PackFiles> packs, IEnumerable<string> closed, ILogger logger, bool approvedOnly)
    {
        _approvedOnly = approvedOnly;
        Folder = folder;
        _packs = packs.ToFrozenDictionary(pack => pack.Pack.Tag);
        _closed = closed.Select(tag => new LocaleTag(tag)).Where(tag => tag != LocaleTag.Italian).ToFrozenSet();
        _logger = logger;
        Packs = [.. _packs.Values.Select(pack => pack.Pack).OrderBy(pack => Rank(pack.Tag)).ThenBy(pack => pack.Tag.Value, StringComparer.Ordinal)];
        if (!_packs.ContainsKey(LocaleTag.Italian))
        {
            throw new InvalidDataException($"'{folder}' has no Italian pack (it/locale.json): Italian is the source of all texts.");
        }

        foreach (var pack in _packs.Values.Where(pack => pack.Pack.Tag != LocaleTag.Italian))
        {
            pack.MarkStale(_packs[LocaleTag.Italian]);
        }
    }

    /// <summary>Where the packs were read from; other rooms find their own files of a language there.</summary>
    public string Folder { get; }

    /// <summary>Every pack on disk: the ten of the launch by need, then by tag.</summary>
    public IReadOnlyList<LocalePack> Packs { get; }

    /// <summary>Grows whenever texts were corrected: what was made from texts is made again.</summary>
    public int Version { get; private set; }

    /// <summary>How often a text was asked for that no language has.</summary>
    public int MissingCount => Volatile.Read(ref _missing);

    public static LocaleLibrary Load(string folder) => Load(folder, [], NullLogger.Instance);

    /// <summary>Folders without a <c>locale.json</c> hold data of other rooms for that language and are no packs.</summary>
    /// <param name="folder">Where the packs lie.</param>
    /// <param name="closed">Tags that shall not be offered.</param>
    /// <param name="logger">Hears of texts that no language has.</param>
    /// <param name="approvedOnly">Whether <see cref="SafetyWords"/> wait for a named reviewer.</param>
    public static LocaleLibrary Load(string folder, IEnumerable<string> closed, ILogger logger, bool approvedOnly = false)
    {
        var packs = Directory.EnumerateDirectories(folder)
            .Where(pack => File.Exists(Path.Combine(pack, "locale.json")))
            .Order(StringComparer.Ordinal)
            .Select(pack => new PackFiles(pack));
        return new LocaleLibrary(folder, packs, closed, logger, approvedOnly);
    }

    /// <summary>Whether people may choose this language.</summary>
    public bool IsOpen(LocaleTag tag) => _packs.ContainsKey(tag) && !_closed.Contains(tag);

    /// <summary>The pack of a language, or the first pack of Italian's fallback when there is none: a screen needs a direction.</summary>
    public LocalePack Pack(LocaleTag tag) => (_packs.GetValueOrDefault(tag) ?? _packs[LocaleTag.Italian]).Pack;

    /// <summary>From now on these words are said instead of the packs' own.</summary>
    /// <param name="texts">By language and key.</param>
    /// <param name="stale">Texts whose Italian was corrected after they were written.</param>
    public void Correct(IReadOnlyDictionary<(LocaleTag Tag, string Key), PackText> texts, IReadOnlySet<(LocaleTag Tag, string Key)> stale)
    {
        _corrected = new Corrected(texts.ToDictionary(
            it => it.Key, it => Pack(it.Key.Tag).RightToLeft ? it.Value with { Text = ReadingOrder.Marked(it.Value.Text) } : it.Value), [.. stale]);
        Version++;
    }

    /// <summary>The text as the pack came, without corrections and fallbacks; null when the pack does not have it.</summary>
    public string? Shipped(LocaleTag tag, string key) => _packs.GetValueOrDefault(tag)?.Texts.GetValueOrDefault(key)?.Text;

    public bool Has(string key) => _packs[LocaleTag.Italian].Texts.ContainsKey(key);

    /// <summary>
    /// The text of <paramref name="key"/> in the language or the nearest one that has it. Values replace <c>{name}</c> once and
    /// are never read as placeholders themselves. A key that no language has must not break a turn: the key itself comes back.
    /// </summary>
    public LocalText Text(LocaleTag tag, string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (IsHeldBack(tag, key))
        {
            var (italian, english) = (Text(LocaleTag.Italian, key, values), Text(LocaleTag.English, key, values));
            return new LocalText(SafetyWords.Both(italian.Text, english.Text), italian.State, LocaleTag.Italian);
        }

        foreach (var candidate in Chain(tag))
        {
            if (Find(candidate, key) is { } text)
            {
                return new LocalText(Placeholders.Fill(text.Text, values, Pack(candidate).RightToLeft), text.State, candidate);
            }
        }

        LogMissing(_logger, Interlocked.Increment(ref _missing));
        return new LocalText(key, TextState.Draft, LocaleTag.Italian);
    }

    /// <summary>All texts whose key begins with <paramref name="prefix"/>, each in the nearest language that has it.</summary>
    public IReadOnlyDictionary<string, string> Section(LocaleTag tag, string prefix)
    {
        var section = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var candidate in Chain(tag))
        {
            foreach (var key in (_packs.GetValueOrDefault(candidate)?.Texts ?? FrozenDictionary<string, PackText>.Empty).Keys)
            {
                if (key.StartsWith(prefix, StringComparison.Ordinal))
                {
                    section.TryAdd(key, IsHeldBack(tag, key) ? Text(tag, key).Text : Find(candidate, key)!.Text);
                }
            }
        }

        return section;
    }

    /// <summary>The language, its declared fallbacks, then Italian.</summary>
    public IEnumerable<LocaleTag> Chain(LocaleTag tag) =>
        new[] { tag }.Concat(_packs.GetValueOrDefault(tag)?.Pack.Fallback ?? [LocaleTag.English]).Append(LocaleTag.Italian).Distinct();

    /// <summary>The texts of one pack alone, without fallbacks, by key.</summary>
    public IReadOnlyDictionary<string, PackText> Own(LocaleTag tag) => _packs[tag].Texts;

    /// <summary>What a translator or engineer has to mend, each line with the file's name. Empty means ready.</summary>
    public IEnumerable<string> Problems() =>
        Packs.SelectMany(pack => PackCheck.Problems(_packs[pack.Tag], _packs[LocaleTag.Italian], _packs.Keys));

    private bool IsHeldBack(LocaleTag tag, string key) => _approvedOnly && SafetyWords.Has(key) && tag != LocaleTag.Italian && tag != LocaleTag.English
        && _packs.ContainsKey(LocaleTag.English) && !(Find(tag, key) is { State: TextState.Reviewed } && (Pack(tag).Reviewer is not null || _corrected.Texts.ContainsKey((tag, key))));

    /// <summary>The words of one language, corrected ones first.</summary>
    private PackText? Find(LocaleTag tag, string key)
    {
        var corrected = _corrected;
        return corrected.Texts.GetValueOrDefault((tag, key))
            ?? (_packs.GetValueOrDefault(tag)?.Texts.GetValueOrDefault(key) is not { } text ? null
                : corrected.Stale.Contains((tag, key)) ? text with { State = TextState.Stale } : text);
    }

    private static int Rank(LocaleTag tag) => Array.IndexOf(LaunchOrder, tag.Value) is var index and >= 0 ? index : LaunchOrder.Length;

    private sealed record Corrected(Dictionary<(LocaleTag, string), PackText> Texts, HashSet<(LocaleTag, string)> Stale);

    [LoggerMessage(EventId = 1200, Level = LogLevel.Error, Message = "A text was asked for that no language has; {Count} times since the start.")]
    private static partial void LogMissing(ILogger logger, int count);
}
