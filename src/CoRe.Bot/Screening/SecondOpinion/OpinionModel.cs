using System.Runtime.InteropServices;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Screening.SecondOpinion;

/// <summary>Scores (0 to 1) from which the opinion asks, tips a concern over, and rings by itself.</summary>
internal sealed record OpinionCuts(float Ask, float Tip, float Ring);

/// <summary>
/// Two linear models over <see cref="OpinionFeatures"/>: how much a message looks like the told harm it was trained on, and which kind
/// of harm. Trained in the build by <see cref="OpinionTrainer"/>; a file of 4.7 MB beside the program.
/// </summary>
internal sealed class OpinionModel
{
    public const string FileName = "second-opinion.bin";

    /// <summary>The kinds of harm share fewer numbers: they only choose among themselves.</summary>
    public const int KindSlots = 1 << 16;

    private const uint Magic = 0x4F32_6342;

    public static readonly int Kinds = Enum.GetValues<RiskCategory>().Length - 1;

    public required float[] Weights { get; init; }

    public required float Bias { get; init; }

    /// <summary>Slot by slot, one weight per kind of harm.</summary>
    public required float[] KindWeights { get; init; }

    public required OpinionCuts Cuts { get; init; }

    /// <summary>How many rows it learnt from.</summary>
    public required int Rows { get; init; }

    public double Score(OpinionFeatures features) => 1 / (1 + Math.Exp(-Margin(features.Text, features.Concepts)));

    public double Margin(ReadOnlySpan<int> text, ReadOnlySpan<int> concepts) =>
        Bias + (Sum(text) * TextShare(text.Length)) + (Sum(concepts) * ConceptShare(concepts.Length));

    /// <summary>Long messages have more pieces, not more meaning.</summary>
    public static float TextShare(int count) => count == 0 ? 0 : 4 / MathF.Sqrt(count);

    public static float ConceptShare(int count) => count == 0 ? 0 : 2 / MathF.Sqrt(count);

    public RiskCategory Category(OpinionFeatures features) => Category(features.Text, features.Concepts);

    public RiskCategory Category(ReadOnlySpan<int> text, ReadOnlySpan<int> concepts)
    {
        Span<float> scores = stackalloc float[Kinds];
        AddKinds(text, TextShare(text.Length), scores);
        AddKinds(concepts, ConceptShare(concepts.Length), scores);
        var best = 0;
        for (var kind = 1; kind < Kinds; kind++)
        {
            best = scores[kind] > scores[best] ? kind : best;
        }

        return (RiskCategory)(best + 1);
    }

    /// <summary>Null when there is no file, or one of another version: then the lexicons decide alone.</summary>
    public static OpinionModel? Load(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new BinaryReader(File.OpenRead(path));
        if (reader.BaseStream.Length != 28 + (4L * (OpinionFeatures.Slots + (KindSlots * Kinds)))
            || reader.ReadUInt32() != Magic || reader.ReadInt32() != OpinionFeatures.Version)
        {
            return null;
        }

        var (rows, bias) = (reader.ReadInt32(), reader.ReadSingle());
        var cuts = new OpinionCuts(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        return new() { Rows = rows, Bias = bias, Cuts = cuts, Weights = Read(reader, OpinionFeatures.Slots), KindWeights = Read(reader, KindSlots * Kinds) };
    }

    public void Save(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Magic);
        writer.Write(OpinionFeatures.Version);
        writer.Write(Rows);
        writer.Write(Bias);
        writer.Write(Cuts.Ask);
        writer.Write(Cuts.Tip);
        writer.Write(Cuts.Ring);
        writer.Write(MemoryMarshal.AsBytes(Weights.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(KindWeights.AsSpan()));
    }

    private static float[] Read(BinaryReader reader, int count)
    {
        var values = new float[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private float Sum(ReadOnlySpan<int> slots)
    {
        var sum = 0f;
        foreach (var slot in slots)
        {
            sum += Weights[slot];
        }

        return sum;
    }

    private void AddKinds(ReadOnlySpan<int> slots, float share, Span<float> scores)
    {
        foreach (var slot in slots)
        {
            var row = KindWeights.AsSpan((slot & (KindSlots - 1)) * Kinds, Kinds);
            for (var kind = 0; kind < Kinds; kind++)
            {
                scores[kind] += row[kind] * share;
            }
        }
    }
}
