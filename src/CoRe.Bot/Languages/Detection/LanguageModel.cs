namespace CoRe.Bot.Languages.Detection;

/// <summary>How likely each slot of <see cref="LanguageGrams"/> is in each language: naive Bayes, one byte a number.</summary>
/// <param name="languages">Lower-case tags; <c>-latn</c> for a language written in Latin letters that has letters of its own.</param>
/// <param name="costs">By slot, then language: the negative logarithm in sixteenths.</param>
/// <param name="sisters">Pairs that the letters do not part.</param>
internal sealed class LanguageModel(string[] languages, byte[] costs, IReadOnlyList<SisterLanguage> sisters)
{
    public const string FileName = "languages.bin";

    public const float Sixteenths = 16;

    private const uint Magic = 0x4C524F43;

    public IReadOnlyList<string> Languages => languages;

    /// <summary>The best language and by how much it beats the next, in natural logarithms; null for a text without letters.</summary>
    public (string Language, double Lead)? Best(ReadOnlySpan<char> text)
    {
        var slots = LanguageGrams.Of(text);
        if (slots.Count == 0)
        {
            return null;
        }

        Span<int> sums = stackalloc int[languages.Length];
        foreach (var slot in slots)
        {
            var of = costs.AsSpan(slot * languages.Length, languages.Length);
            for (var i = 0; i < of.Length; i++)
            {
                sums[i] += of[i];
            }
        }

        var best = 0;
        for (var i = 1; i < sums.Length; i++)
        {
            best = sums[i] < sums[best] ? i : best;
        }

        var pair = sisters.FirstOrDefault(sister => sister.IsOneOf(languages[best]));
        var next = int.MaxValue;
        for (var i = 0; i < sums.Length; i++)
        {
            next = i == best || pair?.IsOneOf(languages[i]) is true ? next : Math.Min(next, sums[i]);
        }

        return (pair?.Tell(text) ?? languages[best], (next - sums[best]) / Sixteenths);
    }

    /// <summary>Null when there is no file, or one of another version.</summary>
    public static LanguageModel? Load(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new BinaryReader(File.OpenRead(path));
        if (reader.BaseStream.Length < 12 || reader.ReadUInt32() != Magic || reader.ReadInt32() != LanguageGrams.Version)
        {
            return null;
        }

        var languages = new string[reader.ReadInt32()];
        for (var i = 0; i < languages.Length; i++)
        {
            languages[i] = reader.ReadString();
        }

        var costs = reader.ReadBytes(LanguageGrams.Slots * languages.Length);
        if (costs.Length != LanguageGrams.Slots * languages.Length)
        {
            return null;
        }

        return new(languages, costs, [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => SisterLanguage.Read(reader))]);
    }

    public void Save(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Magic);
        writer.Write(LanguageGrams.Version);
        writer.Write(languages.Length);
        foreach (var language in languages)
        {
            writer.Write(language);
        }

        writer.Write(costs);
        writer.Write(sisters.Count);
        foreach (var sister in sisters)
        {
            sister.Write(writer);
        }
    }
}
