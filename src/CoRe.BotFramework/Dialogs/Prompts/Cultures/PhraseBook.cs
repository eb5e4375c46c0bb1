namespace CoRe.BotFramework.Dialogs;

/// <summary>
/// Reads a whole utterance as one meaning: every word must belong to a known phrase of that meaning or be a filler.
/// Longer phrases go first, so that "certo che no" is not read as "certo".
/// </summary>
internal sealed class PhraseBook<T>(IEnumerable<string> fillers)
{
    private readonly HashSet<string> _fillers = [.. fillers.SelectMany(Words)];
    private readonly List<(string[] Words, T Meaning)> _phrases = [];

    public PhraseBook<T> Add(T meaning, IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            _phrases.Add((Words(phrase), meaning));
        }

        _phrases.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
        return this;
    }

    public bool IsFiller(string foldedWord) => _fillers.Contains(foldedWord);

    /// <summary>The meaning of one word, default when it has none.</summary>
    public T Word(string foldedWord)
    {
        foreach (var (words, meaning) in _phrases)
        {
            if (words.Length == 1 && words[0] == foldedWord)
            {
                return meaning;
            }
        }

        return default;
    }

    public bool TryRead(string utterance, out T meaning)
    {
        meaning = default;
        var found = false;
        var words = Words(utterance);
        for (var position = 0; position < words.Length;)
        {
            var (length, here) = PhraseAt(words, position);
            if (length == 0)
            {
                if (!_fillers.Contains(words[position]))
                {
                    return false;
                }

                position++;
                continue;
            }

            if (found && !EqualityComparer<T>.Default.Equals(meaning, here))
            {
                return false;
            }

            (found, meaning, position) = (true, here, position + length);
        }

        return found;
    }

    private (int Length, T Meaning) PhraseAt(string[] words, int position)
    {
        foreach (var (phrase, meaning) in _phrases)
        {
            if (position + phrase.Length <= words.Length && words.AsSpan(position, phrase.Length).SequenceEqual(phrase))
            {
                return (phrase.Length, meaning);
            }
        }

        return default;
    }

    private static string[] Words(string text) => [.. Tokenizer.DefaultTokenizerImpl(text).Select(token => token.Normalized)];
}
