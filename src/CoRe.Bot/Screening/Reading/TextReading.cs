namespace CoRe.Bot.Screening.Reading;

/// <summary>One word of a reading. Position counts words, with a jump at the end of a sentence, so that gaps do not cross it.</summary>
internal readonly record struct Token(int Start, int Length, int Position, int Clause, int Sentence, int GapBefore);

/// <summary>
/// A message as folded words between single blanks: " non voglio piu vivere ". The blank on both sides of each word is part of
/// the text, so that a word's edges are matched like letters. Reused between messages.
/// </summary>
internal sealed class TextReading
{
    /// <summary>How many words the end of a sentence counts for in a gap.</summary>
    public const int SentenceGap = 4;

    private char[] _text = new char[512];
    private int[] _tokenAt = new int[512];
    private Token[] _tokens = new Token[128];
    private int _length;
    private int _tokenStart;
    private int _position;
    private int _clause;
    private int _sentence;
    private int _gap;
    private int _run;
    private int _keep;
    private bool _stopped;
    private bool _cyrillic;
    private bool _withoutCrying;

    public int Count { get; private set; }

    /// <summary>True when a letter stood three times or more and was shortened.</summary>
    public bool Shortened { get; private set; }

    /// <summary>True when a crying emoji was left out. They stand between words that belong together.</summary>
    public bool LeftOut { get; private set; }

    /// <summary>Bit per <see cref="Script"/> that occurs.</summary>
    public int Scripts { get; private set; }

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    public ReadOnlySpan<char> WordOf(in Token token) => _text.AsSpan(token.Start, token.Length);

    /// <summary>The word that the character at this place belongs to; a blank belongs to the word after it.</summary>
    public int TokenAt(int index) => _tokenAt[index];

    /// <summary>Reads a raw text. Letters repeated three times or more are kept <paramref name="keep"/> times; crying emoji can be left out.</summary>
    public void Read(ReadOnlySpan<char> raw, int keep = 1, bool withoutCrying = false)
    {
        Clear(keep);
        _withoutCrying = withoutCrying;
        for (var i = 0; i < raw.Length; i++)
        {
            if (char.IsHighSurrogate(raw[i]) && i + 1 < raw.Length && char.IsLowSurrogate(raw[i + 1]))
            {
                ReadPair(raw[i], raw[++i]);
            }
            else
            {
                ReadCharacter(raw[i]);
            }
        }

        EndToken();
    }

    /// <summary>The same words by sound; positions, clauses and sentences stay those of <paramref name="source"/>.</summary>
    public void ReadKeys(TextReading source, Script keyed)
    {
        Clear(1);
        Span<char> key = stackalloc char[PhoneticKey.MaxLength];
        foreach (ref readonly var token in source.Tokens)
        {
            var written = PhoneticKey.Of(source.WordOf(token), keyed, key);
            Reserve(written + 1);
            var start = _length;
            for (var i = 0; i < written; i++)
            {
                Append(key[i]);
            }

            Add(token with { Start = start, Length = written });
            Append(' ');
        }

        Scripts = 1 << (int)keyed;
    }

    /// <summary>The same text with some words spelled as the lexicon spells them.</summary>
    public void ReadSpelled(TextReading source, ReadOnlySpan<Spelling> spellings)
    {
        Clear(1);
        for (var i = 0; i < source.Count; i++)
        {
            var (token, start) = (source.Tokens[i], _length);
            ReadOnlySpan<char> word = source.WordOf(token);
            if (!spellings.IsEmpty && spellings[0].Token == i)
            {
                var spelling = spellings[0];
                Append(word[..spelling.From]);
                Append(spelling.Word);
                word = word[(spelling.From + spelling.Length)..];
                spellings = spellings[1..];
            }

            Append(word);
            Add(token with { Start = start, Length = _length - start });
            Append(' ');
        }

        Scripts = source.Scripts;
    }

    private void Clear(int keep)
    {
        (_length, _position, _clause, _sentence, _gap, _run, _keep, _stopped) = (0, 0, 0, 0, 0, 0, keep, false);
        (Count, Shortened, Scripts, LeftOut) = (0, false, 0, false);
        (_cyrillic, _withoutCrying) = (false, false);
        Append(' ');
        _tokenStart = 1;
    }

    private void ReadPair(char high, char low)
    {
        var emoji = Emoji.Of(high, low);
        if (emoji != '\0' && (!_withoutCrying || !Emoji.Cries(emoji)))
        {
            PutAlone(emoji);
            return;
        }

        LeftOut |= emoji != '\0';

        var folded = CharFold.OfPair(high, low);
        if (folded.Length == 0)
        {
            Break(CharFold.Space);
        }

        foreach (var c in folded)
        {
            Put(c);
        }
    }

    private void ReadCharacter(char raw)
    {
        var folded = CharFold.Of(raw);
        switch (folded)
        {
            case CharFold.Drop:
                break;
            case CharFold.Expand:
                foreach (var c in CharFold.Expansion(raw))
                {
                    Put(c);
                }

                break;
            case CharFold.Apostrophe when _length > _tokenStart && Letters.ScriptOf(_text[_length - 1]) == Script.Cyrillic:
                break;
            case CharFold.Space or CharFold.Comma or CharFold.Stop or CharFold.Apostrophe:
                Break(folded);
                break;
            default:
                Put(folded);
                break;
        }
    }

    private void Put(char c)
    {
        if (Letters.ScriptOf(c) == Script.Han)
        {
            PutAlone(c);
            return;
        }

        _run = _length > _tokenStart && _text[_length - 1] == c && !char.IsAsciiDigit(c) ? _run + 1 : 1;
        if (_run >= 3)
        {
            Shortened = true;
            _length -= _run == 3 && _keep == 1 ? 1 : 0;
            return;
        }

        var script = Letters.ScriptOf(c);
        Scripts |= 1 << (int)script;
        _cyrillic |= script == Script.Cyrillic && LookAlikes.IsCyrillicOwn(c);
        Append(c);
    }

    private void PutAlone(char c)
    {
        EndToken();
        Scripts |= 1 << (int)Letters.ScriptOf(c);
        Append(c);
        EndToken();
    }

    private void Break(char kind)
    {
        EndToken();
        _gap++;
        if (kind == CharFold.Comma)
        {
            _clause++;
        }
        else if (kind == CharFold.Stop && !_stopped)
        {
            // "wait... he is here": a row of stops is one pause, not many sentences.
            _clause++;
            _sentence++;
            _position += SentenceGap;
            _stopped = true;
        }
    }

    private void EndToken()
    {
        var length = _length - _tokenStart;
        // Persian writes "mi" and "nemi" apart, joined or with an invisible joiner: always joined here.
        if (length == 0 || _text.AsSpan(_tokenStart, length) is "مي" or "نمي")
        {
            return;
        }

        if (LookAlikes.MayMix(Scripts))
        {
            LookAlikes.Unmix(_text.AsSpan(_tokenStart, length), _cyrillic);
        }

        Add(new(_tokenStart, length, _position++, _clause, _sentence, _gap));
        Append(' ');
        _tokenStart = _length;
        (_gap, _stopped) = (0, false);
    }

    private void Add(Token token)
    {
        if (Count == _tokens.Length)
        {
            Array.Resize(ref _tokens, Count * 2);
        }

        _tokens[Count++] = token;
    }

    private void Append(ReadOnlySpan<char> letters)
    {
        foreach (var c in letters)
        {
            Append(c);
        }
    }

    private void Append(char c)
    {
        Reserve(1);
        _tokenAt[_length] = Count;
        _text[_length++] = c;
    }

    private void Reserve(int more)
    {
        if (_length + more > _text.Length)
        {
            Array.Resize(ref _text, (_length + more) * 2);
            Array.Resize(ref _tokenAt, _text.Length);
        }
    }
}
