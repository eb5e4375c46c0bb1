using System.Collections.Frozen;
using System.Globalization;
using CoRe.Bot.Facts;
using CoRe.Bot.Languages;
using CoRe.Bot.Languages.Packs;
using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Rights;

/// <summary>
/// What the product says about rights. Lines that are only general knowledge (mark K) never leave this class except through
/// <see cref="Unconfirmed"/>, so no caller can show one by mistake.
/// </summary>
internal sealed class RightsLibrary
{
    private readonly FrozenDictionary<string, SourceTopicFile> _topics;
    private readonly FrozenDictionary<LocaleTag, FrozenDictionary<string, TranslatedTopicFile>> _translations;
    private readonly FrozenDictionary<string, RightsSource> _sources;
    private readonly FrozenDictionary<LocaleTag, Stamps> _stamps;
    private readonly LocaleLibrary _locales;
    private readonly TimeProvider _time;
    private volatile Corrected _corrected = new(new Dictionary<(LocaleTag, string), string?>(), new HashSet<(LocaleTag, string)>(), new Dictionary<string, LegalSignature>());

    private RightsLibrary(LocaleLibrary locales, TimeProvider time)
    {
        _locales = locales;
        _time = time;
        _topics = RightsFiles.Topics(FolderOf(LocaleTag.Italian)).ToFrozenDictionary(topic => topic.Topic);
        _sources = RightsFiles.Sources(FolderOf(LocaleTag.Italian))
            .ToFrozenDictionary(source => source.Key, source => new RightsSource(source.Key, source.Value.Title, source.Value.Url));
        _translations = locales.Packs.Where(pack => pack.Tag != LocaleTag.Italian).ToFrozenDictionary(
            pack => pack.Tag,
            pack => RightsFiles.Translations(FolderOf(pack.Tag)).ToFrozenDictionary(topic => topic.Topic));
        _stamps = locales.Packs.Where(pack => pack.Tag != LocaleTag.Italian)
            .ToFrozenDictionary(pack => pack.Tag, pack => Stamps.Read(Path.Combine(locales.Folder, pack.Tag.Value)));
    }

    /// <summary>Topics that have at least one line to show today.</summary>
    public IReadOnlyList<TopicId> Topics =>
        [.. _topics.Values.Where(topic => Shown(topic).Any()).Select(topic => new TopicId(topic.Topic)).OrderBy(topic => topic.Value, StringComparer.Ordinal)];

    public static RightsLibrary Load(LocaleLibrary locales, TimeProvider time) => new(locales, time);

    public bool Has(TopicId topic) => _topics.TryGetValue(topic.Value, out var file) && Shown(file).Any();

    /// <summary>From now on these words are said, these lines hidden (null), and these signatures count.</summary>
    /// <param name="lines">By language and line (<c>rights/topic/line</c>).</param>
    /// <param name="stale">Lines whose Italian was corrected after they were translated.</param>
    public void Correct(IReadOnlyDictionary<(LocaleTag Tag, string Id), string?> lines, IReadOnlySet<(LocaleTag Tag, string Id)> stale, IReadOnlyDictionary<string, LegalSignature> signatures) =>
        _corrected = new Corrected(lines, stale, signatures);

    /// <summary>The Italian words of a line or title as they are said now, confirmed or not; null when there is no such line.</summary>
    public string? Italian(string id) => id.Split('/') is ["rights", var topic, var line] && _topics.TryGetValue(topic, out var file)
        ? line == "title" ? Words(LocaleTag.Italian, id, file.Title)
        : file.Lines.FirstOrDefault(known => known.Id == line) is { } known ? Words(LocaleTag.Italian, id, known.Text) : null
        : null;

    /// <summary>What is said for a line in a language now, corrections first; <paramref name="own"/> are the words it came with.</summary>
    public string? Said(LocaleTag tag, string id, string? own) => tag == LocaleTag.Italian ? Italian(id) : Words(tag, id, own);

    /// <summary>Who stands behind a line as it is worded now; null when nobody does or the words have changed since.</summary>
    public LegalSignature? SignatureOf(string id) => _corrected.Signatures.GetValueOrDefault(id) is { } signature && signature.Words == Italian(id) ? signature : null;

    /// <summary>Signatures that end within so many days, or have ended, the next first.</summary>
    public IReadOnlyList<(string Id, LegalSignature Signature)> Ending(int days) => [.. _corrected.Signatures.Where(it => it.Value.ExpiresOn <= Today.AddDays(days))
        .OrderBy(it => it.Value.ExpiresOn).Select(it => (it.Key, it.Value))];

    /// <summary>The article in the language or its nearest fallback.</summary>
    /// <param name="reader">Whom it is said to; null when nobody has told, then lines for both kinds of reader are there.</param>
    /// <exception cref="KeyNotFoundException">The topic is not one of ours; ask <see cref="Has"/> first.</exception>
    public RightsArticle Article(TopicId topic, LocaleTag tag, RightsAudience? reader = null)
    {
        var file = _topics[topic.Value];
        var locale = _locales.Chain(tag).First(candidate => candidate == LocaleTag.Italian || Translation(candidate, file) is not null);
        var translation = Translation(locale, file);
        var lines = RightsReader.Lines([.. Shown(file)], reader).OrderBy(line => line.Part).Select(line => Line(file, line, locale)).ToArray();
        return new RightsArticle(
            topic,
            Words(locale, TitleId(topic.Value), translation?.Title ?? file.Title)!,
            file.Audience,
            lines,
            file.LegalBasis,
            Date(file.CheckedOn),
            IsStale(locale, file) ? TextState.Stale : translation?.State ?? _locales.Pack(locale).State,
            locale);
    }

    /// <summary>The source behind a reference of a line (<c>S5 art. 31</c> is in source S5).</summary>
    public RightsSource Source(string reference) => _sources[IdOf(reference)];

    /// <summary>What nobody has confirmed yet: for the lawyer of the network and for self-check. Never for people who ask.</summary>
    public IReadOnlyList<UnconfirmedLine> Unconfirmed() =>
        [.. from topic in _topics.Values.OrderBy(topic => topic.Topic, StringComparer.Ordinal)
            from line in topic.Lines
            where !line.IsConfirmed && !IsSigned(topic, line)
            select new UnconfirmedLine(new TopicId(topic.Topic), line.Id, line.Text, topic.ToConfirm)];

    /// <summary>What has to be mended in the files, each line with the file's name.</summary>
    public IEnumerable<string> Problems() =>
        RightsCheck.OfSource(_topics.Values, _sources.Keys)
            .Concat(_translations
                .Where(pack => pack.Value.Count > 0 || (PackCheck.MustBeWhole(_locales.Pack(pack.Key)) && !_locales.Pack(pack.Key).SafetyLevel))
                .OrderBy(pack => pack.Key.Value, StringComparer.Ordinal)
                .SelectMany(pack => RightsCheck.OfTranslation(pack.Key, pack.Value, _topics)));

    /// <summary>What can be translated: id, Italian, and the words in the language when it has them. Lines that wait for the lawyer are among them.</summary>
    public IEnumerable<(string Id, string Italian, string? Words)> Words(LocaleTag tag)
    {
        foreach (var topic in _topics.Values.OrderBy(topic => topic.Topic, StringComparer.Ordinal))
        {
            var words = Translation(tag, topic);
            yield return (TitleId(topic.Topic), topic.Title, words?.Title);
            foreach (var line in topic.Lines)
            {
                yield return (LineId(topic.Topic, line.Id), line.Text, words?.Lines.GetValueOrDefault(line.Id));
            }
        }
    }

    internal static string TitleId(string topic) => $"rights/{topic}/title";

    internal static string LineId(string topic, string line) => $"rights/{topic}/{line}";

    internal static string IdOf(string reference) => reference.Split(' ', 2)[0];

    internal static DateOnly Date(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IEnumerable<SourceLineFile> Shown(SourceTopicFile topic) =>
        IsValid(topic.ValidUntil) ? topic.Lines.Where(line => (line.IsConfirmed || IsSigned(topic, line)) && IsValid(line.ValidUntil) && !IsHidden(topic, line)) : [];

    /// <summary>A lawyer stands behind exactly these words today.</summary>
    private bool IsSigned(SourceTopicFile topic, SourceLineFile line) => SignatureOf(LineId(topic.Topic, line.Id)) is { } signature && Today <= signature.ExpiresOn;

    private bool IsHidden(SourceTopicFile topic, SourceLineFile line) => _corrected.Lines.TryGetValue((LocaleTag.Italian, LineId(topic.Topic, line.Id)), out var words) && words is null;

    private string? Words(LocaleTag tag, string id, string? own) => _corrected.Lines.GetValueOrDefault((tag, id)) ?? own;

    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    // The last day itself still counts; afterwards the sentence may be wrong, so it is gone and not merely marked.
    private bool IsValid(string? until) => until is null || Today <= Date(until);

    private RightsLine Line(SourceTopicFile topic, SourceLineFile line, LocaleTag locale)
    {
        foreach (var candidate in _locales.Chain(locale))
        {
            var text = Words(candidate, LineId(topic.Topic, line.Id), candidate == LocaleTag.Italian ? line.Text : Translation(candidate, topic)?.Lines.GetValueOrDefault(line.Id));
            if (text is not null)
            {
                return new RightsLine(
                    line.Id, line.Part, _locales.Pack(candidate).RightToLeft ? ReadingOrder.Marked(text) : text, line.Sources);
            }
        }

        return new RightsLine(line.Id, line.Part, line.Text, line.Sources);
    }

    /// <summary>The Italian changed after the translation, or a lawyer's signature has run out.</summary>
    private bool IsStale(LocaleTag tag, SourceTopicFile topic) =>
        Shown(topic).Any(line => _corrected.Stale.Contains((tag, LineId(topic.Topic, line.Id))) || SignatureOf(LineId(topic.Topic, line.Id))?.ExpiresOn < Today)
        || IsStaleInFiles(tag, topic);

    private bool IsStaleInFiles(LocaleTag tag, SourceTopicFile topic) => _stamps.TryGetValue(tag, out var stamps)
        && (stamps.IsStale(TitleId(topic.Topic), topic.Title) || Shown(topic).Any(line => stamps.IsStale(LineId(topic.Topic, line.Id), line.Text)));

    private TranslatedTopicFile? Translation(LocaleTag tag, SourceTopicFile topic) =>
        _translations.GetValueOrDefault(tag)?.GetValueOrDefault(topic.Topic);

    private string FolderOf(LocaleTag tag) => Path.Combine(_locales.Folder, tag.Value, "rights");

    private sealed record Corrected(
        IReadOnlyDictionary<(LocaleTag Tag, string Id), string?> Lines, IReadOnlySet<(LocaleTag Tag, string Id)> Stale, IReadOnlyDictionary<string, LegalSignature> Signatures);
}
