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
    private readonly TextReading _plain = new();
    private readonly TextReading _other = new();
    private readonly TextReading _keys = new();
    private readonly AnchorHits _hits = new(lexicon.AnchorCount);
    private readonly PatternMatcher _matcher = new(lexicon);
    private readonly ContextRules _rules = new(lexicon);
    private readonly List<Found> _found = [];

    /// <summary>Stories, questions and idioms of the plain words shield what is found by sound as well.</summary>
    private readonly List<Found> _shields = [];

    public List<Evidence> Evidence { get; } = [];

    /// <summary>The traits of the message just read, for a second opinion.</summary>
    public OpinionFeatures? Traits()
    {
        traits?.Finish(_plain);
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
        _plain.Read(text);
        Match(_plain);
        if (_plain.Shortened)
        {
            // "alllll": once shortened to one letter, once to two, for words with a true double.
            _other.Read(text, keep: 2);
            Match(_other);
        }

        foreach (var view in Disguises.Of(text, _plain))
        {
            _other.Read(view);
            Match(_other);
        }
    }

    private void Match(TextReading reading)
    {
        foreach (var table in lexicon.Tables)
        {
            if ((reading.Scripts & (1 << (int)table.Script)) != 0)
            {
                table.Match(reading, _hits);
            }
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
