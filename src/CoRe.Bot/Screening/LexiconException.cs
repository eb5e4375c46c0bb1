namespace CoRe.Bot.Screening;

/// <summary>A lexicon file that cannot be used: the start stops, and the message says where to look.</summary>
internal sealed class LexiconException(string file, long line, string reason)
    : Exception($"{file}, line {line}: {reason}")
{
    public string File { get; } = file;

    public long Line { get; } = line;
}
