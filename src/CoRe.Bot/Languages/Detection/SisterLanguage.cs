using CoRe.Bot.Languages.Writing;

namespace CoRe.Bot.Languages.Detection;

/// <summary>
/// A language whose letters do not tell it from a bigger one, as Nigerian Pidgin from English: short messages share nearly every
/// word, so what decides is whether a word stands there that only the smaller one says.
/// </summary>
/// <param name="Tag">The smaller language, lower case.</param>
/// <param name="Of">The bigger one.</param>
/// <param name="Words">Words and runs of words as <see cref="FoldedWords"/> gives them, parted by one blank.</param>
internal sealed record SisterLanguage(string Tag, string Of, IReadOnlyList<string> Words)
{
    public bool IsOneOf(string language) => language == Tag || language == Of;

    /// <summary>Which of the two a text in one of them is.</summary>
    public string Tell(ReadOnlySpan<char> text)
    {
        var folded = $" {string.Join(' ', FoldedWords.Of(text.ToString()))} ";
        return Words.Any(word => folded.Contains($" {word} ", StringComparison.Ordinal)) ? Tag : Of;
    }

    public static SisterLanguage Read(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())]);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Tag);
        writer.Write(Of);
        writer.Write(Words.Count);
        foreach (var word in Words)
        {
            writer.Write(word);
        }
    }
}
