using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoRe.BotFramework.Dialogs;

/// <summary>
/// The words of one language: what a prompt says, and what it understands as yes, no and a place in a list. Read once from
/// cultures.json, so that a language is added without code. Words are compared as <see cref="Tokenizer"/> folds them.
/// </summary>
internal sealed class CultureWords
{
    private const string Fallback = "en-us";

    private static readonly CultureWords[] Loaded = Load();
    private static readonly FrozenDictionary<string, CultureWords> ByLocale = Loaded.ToFrozenDictionary(words => words.Locale);
    private static readonly FrozenDictionary<string, CultureWords> ByLanguage = Loaded.ToFrozenDictionary(words => LanguageOf(words.Locale));

    private readonly CultureEntry _entry;
    private readonly PhraseBook<bool> _confirmations;
    private readonly PhraseBook<int> _numbers;
    private readonly PhraseBook<int> _ordinals;

    private CultureWords(string locale, CultureEntry entry)
    {
        (Locale, _entry) = (locale, entry);
        _confirmations = new PhraseBook<bool>(entry.Fillers)
            .Add(true, [entry.Yes, .. entry.YesWords]).Add(false, [entry.No, .. entry.NoWords]);
        _numbers = new PhraseBook<int>(entry.Fillers);
        _ordinals = new PhraseBook<int>(entry.Fillers);
        for (var i = 0; i < entry.Numbers.Length; i++)
        {
            _numbers.Add(i + 1, entry.Numbers[i].Split(' '));
        }

        for (var i = 0; i < entry.Ordinals.Length; i++)
        {
            _ordinals.Add(i + 1, entry.Ordinals[i].Split(' '));
        }
    }

    public static IReadOnlyList<CultureWords> All => Loaded;

    public string Locale { get; }

    public string Yes => _entry.Yes;

    public string No => _entry.No;

    /// <summary>How choices stand in a sentence of this language.</summary>
    public ChoiceFactoryOptions ChoiceOptions { get => field ??= new(_entry.Separator, _entry.Or, _entry.OrMore, true); }

    /// <summary>The words for a locale; English when the language is not known.</summary>
    public static CultureWords For(string locale) => Find(locale) ?? ByLocale[Fallback];

    public static CultureWords Find(string locale)
    {
        if (string.IsNullOrWhiteSpace(locale))
        {
            return null;
        }

        var code = locale.Trim().Replace('_', '-').ToLowerInvariant();
        return ByLocale.GetValueOrDefault(code) ?? ByLanguage.GetValueOrDefault(LanguageOf(code));
    }

    /// <summary>Yes, no, or null when it is neither, both, or more than that: "yes, but I am afraid" is no plain yes.</summary>
    public bool? Confirmation(string utterance) => _confirmations.TryRead(utterance, out var yes) ? yes : null;

    /// <summary>The place in a list (from one) when the whole utterance names one; else 0.</summary>
    public int PlaceIn(string utterance, bool numbers, bool ordinals)
    {
        if (numbers && Digits(utterance) is > 0 and var place)
        {
            return place;
        }

        return (ordinals && _ordinals.TryRead(utterance, out place)) || (numbers && _numbers.TryRead(utterance, out place)) ? place : 0;
    }

    /// <summary>The number a single word stands for; 0 when it is none.</summary>
    public int NumberWord(string foldedWord) => _numbers.Word(foldedWord);

    public PromptCultureModel ToModel() => new()
    {
        Locale = Locale,
        Separator = _entry.Separator,
        InlineOr = _entry.Or,
        InlineOrMore = _entry.OrMore,
        YesInLanguage = _entry.Yes,
        NoInLanguage = _entry.No,
    };

    private int Digits(string utterance)
    {
        var number = 0;
        foreach (var token in Tokenizer.DefaultTokenizerImpl(utterance))
        {
            if (number == 0 && token.Normalized.Length <= 3 && int.TryParse(token.Normalized, out var value))
            {
                number = value;
            }
            else if (!_numbers.IsFiller(token.Normalized))
            {
                return 0;
            }
        }

        return number;
    }

    private static string LanguageOf(string locale) => locale.Split('-')[0];

    private static CultureWords[] Load()
    {
        using var stream = typeof(CultureWords).Assembly.GetManifestResourceStream("cultures.json")!;
        var entries = JsonSerializer.Deserialize(stream, CultureJsonContext.Default.DictionaryStringCultureEntry)!;
        return [.. entries.Select(pair => new CultureWords(pair.Key, pair.Value))];
    }
}

/// <summary>One language of cultures.json.</summary>
internal sealed class CultureEntry
{
    public string Separator { get; set; } = ", ";
    public string Or { get; set; }
    public string OrMore { get; set; }
    public string Yes { get; set; }
    public string No { get; set; }
    public string[] YesWords { get; set; } = [];
    public string[] NoWords { get; set; } = [];

    /// <summary>Words that change nothing: articles, politeness.</summary>
    public string[] Fillers { get; set; } = [];

    /// <summary>One, two, three...: variants of a number separated by spaces.</summary>
    public string[] Numbers { get; set; } = [];

    /// <summary>First, second, third...: variants separated by spaces, the words of one variant by underscores.</summary>
    public string[] Ordinals { get; set; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Dictionary<string, CultureEntry>))]
internal sealed partial class CultureJsonContext : JsonSerializerContext;
