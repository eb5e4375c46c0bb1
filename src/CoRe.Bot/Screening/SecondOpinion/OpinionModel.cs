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

    public double Score(ITraits traits) => 1 / (1 + Math.Exp(-Margin(traits)));

    public double Margin(ITraits traits)
    {
        var margin = Bias;
        for (var kind = 0; kind < OpinionFeatures.Kinds; kind++)
        {
            var slots = traits.Of((TraitKind)kind);
            margin += Sum(Weights, slots) * Share((TraitKind)kind, slots.Length);
        }

        return margin;
    }

    /// <summary>What one trait counts. Long messages have more pieces, not more meaning.</summary>
    public static float Share(TraitKind kind, int count) => count == 0 ? 0 : kind switch
    {
        TraitKind.Words => 1.5f,
        TraitKind.Pairs => 1,
        _ => 3,
    } / MathF.Sqrt(count);

    public RiskCategory Category(ITraits traits)
    {
        Span<float> scores = stackalloc float[Kinds];
        for (var kind = 0; kind < OpinionFeatures.Kinds; kind++)
        {
            var slots = traits.Of((TraitKind)kind);
            AddKinds(slots, Share((TraitKind)kind, slots.Length), scores);
        }

        var best = 0;
        for (var kind = 1; kind < Kinds; kind++)
        {
            best = scores[kind] > scores[best] ? kind : best;
        }

        return (RiskCategory)(best + 1);
    }

    public static float Sum(float[] weights, ReadOnlySpan<int> slots)
    {
        var sum = 0f;
        foreach (var slot in slots)
        {
            sum += weights[slot];
        }

        return sum;
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
