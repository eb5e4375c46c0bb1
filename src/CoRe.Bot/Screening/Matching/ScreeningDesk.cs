using System.Runtime.InteropServices;
using CoRe.Bot.Screening.Lexicons;
using CoRe.Bot.Screening.Reading;
using CoRe.Bot.Screening.SecondOpinion;

namespace CoRe.Bot.Screening.Matching;

/// <summary>
/// The scratch space of one screening: reads a message in all its views, collects the evidence. Kept and reused, because most
/// messages are harmless and should cost nothing but time.
/// </summary>
/// <param name="lexicon">What is matched.</param>
/// <param name="traits">Collected along the way for the second opinion; null when nobody asks for one.</param>
internal sealed class ScreeningDesk(RiskLexicon lexicon, OpinionFeatures? traits)
{
    /// <summary>Bounds the work that a text of unknown words can cause.</summary>
    private const int MostSpellings = 16;

    private readonly TextReading _plain = new();
    private readonly TextReading _other = new();
    private readonly TextReading _unmasked = new();
    private readonly TextReading _spelled = new();
    private readonly TextReading _keys = new();
    private readonly AnchorHits _hits = new(lexicon.AnchorCount);
    private readonly PatternMatcher _matcher = new(lexicon);
    private readonly ContextRules _rules = new(lexicon);
    private readonly List<Found> _found = [];
    private readonly List<Spelling> _spellings = [];
    private readonly List<Spelling> _unknown = [];
    private bool[] _covered = new bool[128], _sure = new bool[128];
    private TextReading? _told;

    /// <summary>Stories, questions and idioms of the plain words shield what is found by sound as well.</summary>
    private readonly List<Found> _shields = [];

    public List<Evidence> Evidence { get; } = [];

    /// <summary>The traits of the message just read, for a second opinion.</summary>
    public OpinionFeatures? Traits()
    {
        traits?.Finish(_told ?? _plain);
        return traits;
    }

    public bool Fear => _rules.Fear;

    /// <summary>Work done so far, in table look-ups and comparisons.</summary>
    public long Steps => _hits.Steps;

    public void Read(string text)
    {
        Evidence.Clear();
        _rules.Clear();
        traits?.Clear();
        _told = _plain;
        _plain.Read(text, withoutCrying: true);
        var joined = text.AsSpan().ContainsAny('@', '$', '|') ? null : Disguises.Joined(_plain);
        if (joined is { Instead: true } only)
        {
            // Single letters say nothing.
            text = only.Text;
            _plain.Read(text, withoutCrying: true);
        }

        Match(_plain, sure: _plain.Shortened, spell: true);
        if (_plain.Shortened)
        {
            // "alllll": once shortened to one letter, once to two, for words with a true double.
            _other.Read(text, keep: 2, withoutCrying: true);
            MatchWhereUnknown(_plain, _other);
        }

        if (_spellings.Count > 0)
        {
            MatchSpelled(_plain, _spellings);
        }

        if (joined is { Instead: false } beside)
        {
            _other.Read(beside.Text, withoutCrying: true);
            Match(_other);
        }

        if (_plain.LeftOut)
        {
            _other.Read(text);
            Match(_other, onlyEmoji: true);
        }

        ReadUnmasked(text);
    }

    private void ReadUnmasked(string text)
    {
        var first = true;
        foreach (var view in Disguises.Of(text))
        {
            var reading = first ? _unmasked : _other;
            reading.Read(view.Text, withoutCrying: true);
            if (Disguises.Joined(reading) is { Instead: true } joined)
            {
                reading.Read(joined.Text, withoutCrying: true);
            }

            if (view.Instead)
            {
                traits?.Clear();
                _told = reading;
            }

            if (first)
            {
                Match(reading, sure: true);
            }
            else
            {
                MatchWhereUnknown(_unmasked, reading);
            }

            first = false;
        }
    }

    /// <param name="reading">What is matched.</param>
    /// <param name="sure">Whether to note which words are known, for a second reading of the others.</param>
    /// <param name="spell">Whether to look for mistyped words.</param>
    /// <param name="onlyEmoji">Whether only what needs an emoji counts: the words without it were read before.</param>
    private void Match(TextReading reading, bool sure = false, bool spell = false, bool onlyEmoji = false)
    {
        foreach (var table in lexicon.Tables)
        {
            if ((reading.Scripts & (1 << (int)table.Script)) != 0)
            {
                table.Match(reading, _hits);
            }
        }

        if (spell)
        {
            _spellings.Clear();
            Spell(reading);
        }

        if (sure)
        {
            Cover(ref _sure, reading.Count, _hits.LikelyLanguages());
        }

        var latin = (reading.Scripts & (1 << (int)Script.Latin)) != 0;
        var plainly = latin ? _hits.MostWords() : 0;
        _shields.Clear();
        Collect(reading, 0, onlyEmoji);
        if (latin)
        {
            MatchKeys(reading, Script.Arabizi, plainly, onlyEmoji);
            MatchKeys(reading, Script.Indic, plainly, onlyEmoji);
        }
    }

    private void Cover(ref bool[] words, int count, ulong languages)
    {
        if (words.Length < count)
        {
            words = new bool[count * 2];
        }

        words.AsSpan(0, count).Clear();
        _hits.Mark(words, languages);
    }

    /// <summary>
    /// Another way to read the words that the first way left unknown. Only those: a "nobody" or a film that the first way knew must stay
    /// beside what it silences.
    /// </summary>
    private void MatchWhereUnknown(TextReading first, TextReading other)
    {
        if (first.Count != other.Count)
        {
            Match(other);
            return;
        }

        _unknown.Clear();
        for (var i = 0; i < first.Count; i++)
        {
            var word = other.WordOf(other.Tokens[i]);
            if (!_sure[i] && !first.WordOf(first.Tokens[i]).SequenceEqual(word))
            {
                _unknown.Add(new(i, 0, first.Tokens[i].Length, word.ToString()));
            }
        }

        if (_unknown.Count > 0)
        {
            MatchSpelled(first, _unknown);
        }
    }

    private void MatchSpelled(TextReading reading, List<Spelling> spellings)
    {
        _spelled.ReadSpelled(reading, CollectionsMarshal.AsSpan(spellings));
        Match(_spelled);
    }

    /// <summary>Words that no entry covers and that are one mistake away from a word of a language that the message speaks.</summary>
    private void Spell(TextReading reading)
    {
        Cover(ref _covered, reading.Count, ulong.MaxValue);
        ulong? likely = null;
        for (var i = 0; i < reading.Count && _spellings.Count < MostSpellings; i++)
        {
            var token = reading.Tokens[i];
            if (!_covered[i] && token.Length >= SpellingBook.Shortest
                && lexicon.Spelling.Correct(reading.WordOf(token), likely ??= _hits.LikelyLanguages(), i) is { } spelling)
            {
                _spellings.Add(spelling);
            }
        }
    }

    private void KeepEmoji(TextReading reading)
    {
        for (var i = _found.Count - 1; i >= 0; i--)
        {
            if (_found[i].Pattern.Kind == PatternKind.Risk && !HasEmoji(reading, _found[i]))
            {
                _found.RemoveAt(i);
            }
        }
    }

    private static bool HasEmoji(TextReading reading, Found found)
    {
        for (var i = found.First; i <= found.Last; i++)
        {
            if (Emoji.IsLetter(reading.Text[reading.Tokens[i].Start]))
            {
                return true;
            }
        }

        return false;
    }

    private void MatchKeys(TextReading reading, Script keyed, int plainly, bool onlyEmoji)
    {
        foreach (var table in lexicon.Tables)
        {
            if (table.Script == keyed)
            {
                _keys.ReadKeys(reading, keyed);
                table.Match(_keys, _hits);
                Collect(_keys, plainly, onlyEmoji);
            }
        }
    }

    private void NoteTraits(OpinionFeatures into)
    {
        foreach (var anchor in _hits.Touched)
        {
            if (lexicon.ConceptOf(anchor) is >= 0 and var concept)
            {
                into.AddConcept(concept);
            }
        }

        foreach (var found in _found)
        {
            into.AddTalk(found.Pattern.Kind);
        }
    }

    /// <summary>Those found now serve the readings that follow; those found before serve this one.</summary>
    private void KeepShields()
    {
        var (before, now) = (_shields.Count, _found.Count);
        for (var i = 0; i < now; i++)
        {
            if (_found[i].Pattern.Kind != PatternKind.Risk)
            {
                _shields.Add(_found[i] with { Words = _hits.WordsOf(_found[i].Pattern.LanguageBit) });
            }
        }

        for (var i = 0; i < before; i++)
        {
            _found.Add(_shields[i]);
        }
    }

    private void Collect(TextReading reading, int plainly, bool onlyEmoji)
    {
        _found.Clear();
        _matcher.Match(reading, _hits, _found);
        if (onlyEmoji)
        {
            KeepEmoji(reading);
        }

        if (_found.Count > 0)
        {
            KeepShields();
            _rules.Weigh(reading, _hits, _found, Evidence, plainly);
        }

        if (traits is not null)
        {
            NoteTraits(traits);
        }

        _hits.Clear();
    }
}
