using System.Numerics;
using CsCheck;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>A network of LSTM and linear layers alone, a loss, and windows with or without weights.</summary>
internal sealed record PlainCase(
    int Input, int[] Hidden, int[] Head, int Targets, Loss Loss, int Rows, int Steps, bool Weighted, int Seed)
{
    private static readonly Loss[] Losses = [Loss.Squared, Loss.Absolute, Loss.Huber(0.3), Loss.Quantile(0.1, 0.9)];

    public static readonly Gen<PlainCase> Any =
        from input in Gen.Int[1, 9]
        from hidden in Gen.Int[1, 70].Array[1, 3]
        from head in Gen.Int[1, 20].Array[0, 2]
        from targets in Gen.OneOf(Gen.Int[1, 3], Gen.Const(48))
        from loss in Gen.Int[0, Losses.Length - 1]
        from rows in Gen.Int[1, 40]
        from steps in Gen.Int[1, 60]
        from weighted in Gen.Bool
        from seed in Gen.Int[0, 1000]
        select new PlainCase(input, hidden, head, targets, Losses[loss], rows, steps, weighted, seed);

    private int Parameters => Math.Max(1, Loss.Levels.Length);

    public NetworkShape Shape => new(Input, Hidden, Head, Targets * Parameters, Normalization.None);

    public LossSum Sum => new(Loss, Parameters);

    /// <summary>Record equality would print arrays by their type.</summary>
    public override string ToString() =>
        $"{Input} [{string.Join(' ', Hidden)}] [{string.Join(' ', Head)}] {Targets} {Loss}, {Rows} rows, {Steps} steps, "
        + $"weighted {Weighted}, seed {Seed}";

    /// <summary>In float, so that both precisions start from the same numbers.</summary>
    public NetworkWeights Weights => WeightInitializer.Initialize(Shape, Seed, Precision.Float32);

    /// <summary>Made in float, so that both precisions start from the same numbers.</summary>
    public TrainingBatch Batch(Precision precision) =>
        precision == Precision.Float64 ? Batch<double>() : Batch<float>();

    public INetworkObjective Managed(Precision precision, int threads, int rowsInBlock = 6, int traceSteps = int.MaxValue)
    {
        ManagedObjective.Fits(Shape, dropout: 0, Sum).Should().BeTrue("networks like this are what it is for");
        return ManagedObjective.Create(Shape, precision, new BlockPlan(rowsInBlock, threads, traceSteps), Sum);
    }

    /// <summary>The loss and the gradient by TorchSharp, all windows at once and step by step.</summary>
    public (double Loss, double[] Gradient) Reference(Precision precision)
    {
        using DisposeScope scope = NewDisposeScope();
        LstmStack stack = GlobalRandomState.Preserve(() => new LstmStack(
            Shape, dropout: 0, precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32, LayerRunner.Cells));
        using TrainingBatch batch = Batch(precision);
        using var whole = new WholeBatchObjective(stack, Sum);
        return whole.Differentiate(batch, Weights);
    }

    private TrainingBatch<T> Batch<T>()
        where T : unmanaged, INumberBase<T>
    {
        var random = new Random(Seed);
        var batch = new TrainingBatch<T>(Rows, Steps, Input, Targets, Weighted, hasScales: false);
        Fill(batch.Inputs, Input, () => 2 * random.NextSingle() - 1);
        Fill(batch.Targets, Targets, () => 2 * random.NextSingle() - 1);
        if (batch.Weights is null) return batch;
        return batch.WithCount(Math.Max(1, Fill(batch.Weights, Targets, () => random.Next(0, 3))));

        double Fill(AlignedBuffer<T> buffer, int width, Func<float> next)
        {
            double sum = 0;
            Span<T> numbers = buffer.Span[..(Rows * Steps * width)];
            for (int i = 0; i < numbers.Length; i++)
            {
                float number = next();
                numbers[i] = T.CreateChecked(number);
                sum += number;
            }

            return sum;
        }
    }
}
