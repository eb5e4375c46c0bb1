namespace CoRe.Bot.Facts;

/// <summary>
/// Words of a person. The type keeps them out of logs and exceptions by accident: its text form says only how long they are.
/// Read <see cref="Reveal"/> where the words themselves are the work (screening, showing, sealing).
/// </summary>
internal readonly struct PersonText(string? words) : IEquatable<PersonText>
{
    private readonly string? _words = words;

    public int Length => _words?.Length ?? 0;

    public bool IsEmpty => string.IsNullOrWhiteSpace(_words);

    public string Reveal() => _words ?? "";

    public bool Equals(PersonText other) => string.Equals(_words, other._words, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is PersonText other && Equals(other);

    public override int GetHashCode() => Reveal().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"({Length} characters)";
}
