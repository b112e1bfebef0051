using CsCheck;
using LstmForecast.Lstm;
using LstmForecast.Network;
using LstmForecast.Training;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Training;

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

    public LstmStack Stack(LayerRunner runner, ScalarType type)
    {
        LstmStack stack = GlobalRandomState.Preserve(() => new LstmStack(Shape, dropout: 0, type, runner));
        StackWeights.Import(stack, WeightInitializer.Initialize(Shape, Seed, Precision.Float32));
        return stack;
    }

    /// <summary>Made in float, so that both types start from the same numbers.</summary>
    public TrainingBatch Batch(ScalarType type)
    {
        var random = new Random(Seed);
        Tensor inputs = Numbers(Input, () => 2 * random.NextSingle() - 1);
        Tensor targets = Numbers(Targets, () => 2 * random.NextSingle() - 1);
        Tensor? weights = Weighted ? Numbers(Targets, () => random.Next(0, 3)) : null;
        double count = weights is null ? Rows * Steps * Targets : Math.Max(1, weights.sum().ToDouble());
        return new TrainingBatch(To(inputs), To(targets), weights is null ? null : To(weights), scales: null, count);

        Tensor Numbers(int width, Func<float> next) =>
            tensor([.. Enumerable.Range(0, Rows * Steps * width).Select(_ => next())], [Rows, Steps, width]);

        Tensor To(Tensor numbers) => numbers.to_type(type);
    }

    /// <summary>The blocks that a thread each works on; fails where they are not the managed ones.</summary>
    public ShardedLoss Sharded(LstmStack stack, int threads, int rowsInBlock = 6, int traceSteps = int.MaxValue)
    {
        var plan = new BlockPlan(rowsInBlock, threads, traceSteps);
        ManagedBlocks.For(stack, plan, Sum).Should().NotBeNull("networks like this are what it is for");
        return new ShardedLoss(
            stack, () => throw new InvalidOperationException("No copy of the network is needed."), plan, Sum);
    }

    /// <summary>The loss and each gradient by TorchSharp, all windows at once and step by step.</summary>
    public (double Loss, double[][] Gradients) Reference(ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using LstmStack stack = Stack(LayerRunner.Cells, type);
        using TrainingBatch batch = Batch(type);
        using var whole = new WholeBatchLoss(stack, Sum);
        return (whole.Backward(batch, CancellationToken.None), Gradients(stack));
    }

    public static double[][] Gradients(LstmStack stack) =>
        [.. stack.parameters().Select(weight => weight.grad!.to_type(ScalarType.Float64).data<double>().ToArray())];
}
