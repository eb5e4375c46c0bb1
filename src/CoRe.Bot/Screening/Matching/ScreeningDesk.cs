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
    private readonly TextReading _keys = new();
    private readonly AnchorHits _hits = new(lexicon.AnchorCount);
    private readonly PatternMatcher _matcher = new(lexicon);
    private readonly ContextRules _rules = new(lexicon);
    private readonly List<Found> _found = [];
    private readonly List<Spelling> _spellings = [];
    private bool[] _covered = new bool[128];
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
        _plain.Read(text);
        if (Disguises.Joined(_plain) is { } joined)
        {
            // Single letters say nothing.
            text = joined;
            _plain.Read(joined);
        }

        _spellings.Clear();
        Match(_plain, spell: true);
        if (_spellings.Count > 0)
        {
            _other.ReadSpelled(_plain, CollectionsMarshal.AsSpan(_spellings));
            Match(_other);
        }

        ReadOtherwise(text);
    }

    private void ReadOtherwise(string text)
    {
        if (_plain.Shortened)
        {
            // "alllll": once shortened to one letter, once to two, for words with a true double.
            _other.Read(text, keep: 2);
            Match(_other);
        }

        if (_plain.HasEmoji)
        {
            // They stand between words that belong together; the ones that lexicons know were read before.
            _other.Read(text, withoutEmoji: true);
            Match(_other);
        }

        foreach (var view in Disguises.Of(text))
        {
            if (view.Instead)
            {
                traits?.Clear();
                _told = _unmasked;
            }

            var reading = view.Instead ? _unmasked : _other;
            reading.Read(view.Text);
            Match(reading);
        }
    }

    private void Match(TextReading reading, bool spell = false)
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
            Spell(reading);
        }

        var latin = (reading.Scripts & (1 << (int)Script.Latin)) != 0;
        var plainly = latin ? _hits.MostWords() : 0;
        _shields.Clear();
        Collect(reading, 0);
        if (latin)
        {
            MatchKeys(reading, Script.Arabizi, plainly);
            MatchKeys(reading, Script.Indic, plainly);
        }
    }

    /// <summary>Words that no entry covers and that are one mistake away from a word of a language that the message speaks.</summary>
    private void Spell(TextReading reading)
    {
        if (_covered.Length < reading.Count)
        {
            Array.Resize(ref _covered, reading.Count * 2);
        }

        var covered = _covered.AsSpan(0, reading.Count);
        covered.Clear();
        _hits.Mark(covered);
        ulong? likely = null;
        for (var i = 0; i < reading.Count && _spellings.Count < MostSpellings; i++)
        {
            var token = reading.Tokens[i];
            if (!covered[i] && token.Length >= SpellingBook.Shortest
                && lexicon.Spelling.Correct(reading.WordOf(token), likely ??= _hits.LikelyLanguages(), i) is { } spelling)
            {
                _spellings.Add(spelling);
            }
        }
    }

    private void MatchKeys(TextReading reading, Script keyed, int plainly)
    {
        foreach (var table in lexicon.Tables)
        {
            if (table.Script == keyed)
            {
                _keys.ReadKeys(reading, keyed);
                table.Match(_keys, _hits);
                Collect(_keys, plainly);
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

    private void Collect(TextReading reading, int plainly)
    {
        _found.Clear();
        _matcher.Match(reading, _hits, _found);
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
