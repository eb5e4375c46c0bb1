using CoRe.Bot.Facts;

namespace CoRe.Bot.Screening.SecondOpinion;

/// <summary>
/// A labelled message as numbers. <paramref name="Idea"/> groups rows that tell the same thing; empty when nobody grouped them.
/// <paramref name="Severity"/> 0 to 3; rows of severity 1 teach nothing, because people disagree about them.
/// </summary>
internal sealed record OpinionRow(int[][] Traits, int Severity, RiskCategory Category, string Idea) : ITraits
{
    public OpinionRow(ITraits traits, int severity, RiskCategory category, string idea)
        : this([.. Enumerable.Range(0, OpinionFeatures.Kinds).Select(k => traits.Of((TraitKind)k).ToArray())], severity, category, idea)
    {
    }

    public ReadOnlySpan<int> Of(TraitKind kind) => Traits[(int)kind];
}

/// <summary>
/// Logistic regression with adaptive steps, the same every time. The cuts come from rows that a model of its own has not seen,
/// kept apart by idea, so that they hold for wordings nobody wrote down.
/// </summary>
internal static class OpinionTrainer
{
    private const int Folds = 5, Rounds = 12;
    private const float Step = 0.2f, KindStep = 0.1f, Decay = 1e-2f, KindDecay = 1e-3f;

    /// <summary>Shares of harmless rows that may reach a cut: to be asked, to tip a concern over, to ring an operator.</summary>
    private const double AskShare = 0.06, TipShare = 0.035, RingShare = 0.02;

    public static OpinionModel Train(IReadOnlyList<OpinionRow> rows)
    {
        var taught = rows.Where(r => r.Severity != 1).ToList();
        var (weights, bias) = Fit(taught);
        return new()
        {
            Weights = weights,
            Bias = bias,
            KindWeights = FitKinds(taught),
            Cuts = Cuts(Unseen(taught).Harmless),
            Rows = taught.Count,
        };
    }

    /// <summary>Which of <paramref name="parts"/> equal parts an idea belongs to; the same on every machine.</summary>
    public static int PartOf(string idea, int parts)
    {
        var hash = 2166136261u;
        foreach (var c in idea)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)((hash ^ (hash >> 16)) % (uint)parts);
    }

    /// <summary>Scores of rows by models that had not seen their idea: harmless ones, and harm of severity 2 and 3; both sorted.</summary>
    public static (List<float> Harmless, List<float> Harm) Unseen(IReadOnlyList<OpinionRow> taught)
    {
        var (harmless, harm) = (new List<float>(), new List<float>());
        for (var fold = 0; fold < Folds; fold++)
        {
            var (weights, bias) = Fit([.. taught.Where(r => r.Idea.Length == 0 || PartOf(r.Idea, Folds) != fold)]);
            var model = new OpinionModel { Weights = weights, Bias = bias, KindWeights = [], Cuts = new(1, 1, 1), Rows = 0 };
            foreach (var row in taught.Where(r => r.Idea.Length > 0 && PartOf(r.Idea, Folds) == fold))
            {
                (row.Severity == 0 ? harmless : harm).Add((float)(1 / (1 + Math.Exp(-model.Margin(row)))));
            }
        }

        harmless.Sort();
        harm.Sort();
        return (harmless, harm);
    }

    /// <summary>How often the kind of harm is right on rows whose idea was not seen; NaN without such rows.</summary>
    public static double UnseenKinds(IReadOnlyList<OpinionRow> taught)
    {
        var (right, all) = (0, 0);
        for (var fold = 0; fold < Folds; fold++)
        {
            var weights = FitKinds([.. taught.Where(r => r.Idea.Length == 0 || PartOf(r.Idea, Folds) != fold)]);
            var model = new OpinionModel { Weights = [], Bias = 0, KindWeights = weights, Cuts = new(1, 1, 1), Rows = 0 };
            foreach (var row in taught.Where(r => r.Severity > 1 && r.Idea.Length > 0 && PartOf(r.Idea, Folds) == fold))
            {
                all++;
                right += model.Category(row) == row.Category ? 1 : 0;
            }
        }

        return right / (double)all;
    }

    private static OpinionCuts Cuts(List<float> harmless)
    {
        float At(double share) => harmless.Count == 0 ? 1 : harmless[Math.Max(0, harmless.Count - 1 - (int)(share * harmless.Count))];
        return new(At(AskShare), At(TipShare), At(RingShare));
    }

    private static (float[] Weights, float Bias) Fit(List<OpinionRow> rows)
    {
        var weights = new float[OpinionFeatures.Slots];
        var squares = new float[OpinionFeatures.Slots];
        var (bias, biasSquares) = (0f, 1f);
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var shuffle = new Shuffle();
        for (var round = 0; round < Rounds; round++)
        {
            shuffle.Mix(order);
            foreach (var index in order)
            {
                var row = rows[index];
                var margin = bias;
                foreach (var (slots, share) in Blocks(row))
                {
                    margin += OpinionModel.Sum(weights, slots) * share;
                }

                var slope = (1 / (1 + MathF.Exp(-margin))) - (row.Severity > 0 ? 1 : 0);
                biasSquares += slope * slope;
                bias -= Step * slope / MathF.Sqrt(biasSquares);
                foreach (var (slots, share) in Blocks(row))
                {
                    Learn(weights, squares, slots, slope * share);
                }
            }
        }

        return (weights, bias);
    }

    private static IEnumerable<(int[] Slots, float Share)> Blocks(OpinionRow row)
    {
        for (var kind = 0; kind < OpinionFeatures.Kinds; kind++)
        {
            yield return (row.Traits[kind], OpinionModel.Share((TraitKind)kind, row.Traits[kind].Length));
        }
    }

    private static void Learn(float[] weights, float[] squares, int[] slots, float slope)
    {
        foreach (var slot in slots)
        {
            var change = slope + (Decay * weights[slot]);
            squares[slot] += change * change;
            weights[slot] -= Step * change / MathF.Sqrt(squares[slot] + 1e-2f);
        }
    }

    /// <summary>All kinds against each other, over the rows that tell of harm.</summary>
    private static float[] FitKinds(List<OpinionRow> rows)
    {
        var kinds = OpinionModel.Kinds;
        var weights = new float[OpinionModel.KindSlots * kinds];
        var squares = new float[weights.Length];
        var harm = rows.Where(r => r.Severity > 0).ToList();
        var order = Enumerable.Range(0, harm.Count).ToArray();
        var shuffle = new Shuffle();
        var scores = new float[kinds];
        for (var round = 0; round < Rounds; round++)
        {
            shuffle.Mix(order);
            foreach (var index in order)
            {
                var row = harm[index];
                Array.Clear(scores);
                EachSlot(row, (at, share) => Add(scores, weights, at, share));
                ToSlopes(scores, (int)row.Category - 1);

                EachSlot(row, (at, share) => Learn(weights, squares, at, scores, share));
            }
        }

        return weights;
    }

    /// <summary>Scores to shares that sum to one, less what should have been.</summary>
    private static void ToSlopes(float[] scores, int right)
    {
        var most = scores.Max();
        var sum = scores.Sum(s => MathF.Exp(s - most));
        for (var kind = 0; kind < scores.Length; kind++)
        {
            scores[kind] = (MathF.Exp(scores[kind] - most) / sum) - (kind == right ? 1 : 0);
        }
    }

    private static void EachSlot(OpinionRow row, Action<int, float> visit)
    {
        foreach (var (slots, share) in Blocks(row))
        {
            foreach (var slot in slots)
            {
                visit((slot & (OpinionModel.KindSlots - 1)) * OpinionModel.Kinds, share);
            }
        }
    }

    private static void Add(float[] scores, float[] weights, int at, float share)
    {
        for (var kind = 0; kind < scores.Length; kind++)
        {
            scores[kind] += weights[at + kind] * share;
        }
    }

    private static void Learn(float[] weights, float[] squares, int at, float[] slopes, float share)
    {
        for (var kind = 0; kind < slopes.Length; kind++)
        {
            var change = (slopes[kind] * share) + (KindDecay * weights[at + kind]);
            squares[at + kind] += change * change;
            weights[at + kind] -= KindStep * change / MathF.Sqrt(squares[at + kind] + 1e-2f);
        }
    }

    /// <summary>An order that looks random and is the same in every build.</summary>
    private sealed class Shuffle
    {
        private uint _state = 0x9E3779B9;

        public void Mix(int[] order)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                _state ^= _state << 13;
                _state ^= _state >> 17;
                _state ^= _state << 5;
                var j = (int)(_state % (uint)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }
        }
    }
}
