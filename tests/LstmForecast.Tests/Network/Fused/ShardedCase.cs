using LstmForecast.Lstm;
using LstmForecast.Network;
using LstmForecast.Tests.Windows;
using LstmForecast.Training;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Network.Fused;

/// <summary>A network and 23 series of two channels, of equal or of several lengths.</summary>
internal sealed class ShardedCase : IDisposable
{
    private const int Series = 23;

    private static readonly LossSum SquaredError = new(Loss.Squared, parameters: 1);

    private readonly StackCase _case;

    public ShardedCase(bool ragged, double dropout = 0)
    {
        _case = new StackCase(
            new NetworkShape(2, [7, 6], [4], 2, Normalization.Layer), Series, Steps: 1, dropout, Seed: 3);
        Stack = _case.Stack(LayerRunner.Fused, ScalarType.Float64);
        Batch = Batches.OneStep(
            [
                .. Enumerable.Range(0, Series).Select(row => new TimeSeries(
                    $"{row}",
                    [.. Enumerable.Range(0, 2 * (ragged ? 4 + row % 9 : 12)).Select(i => Math.Sin(i * (row + 3) / 7.0))],
                    ["a", "b"])),
            ],
            ScalarType.Float64);
    }

    public LstmStack Stack { get; }

    public TrainingBatch Batch { get; }

    public ShardedLoss Sharded(int threads, int rowsInBlock) =>
        new(Stack, () => _case.Stack(LayerRunner.Fused, ScalarType.Float64), new BlockPlan(rowsInBlock, threads), SquaredError);

    /// <summary>The loss, then all gradients, from the whole batch at once and TorchSharp's cells.</summary>
    public double[] Unsharded()
    {
        using DisposeScope scope = NewDisposeScope();
        using LstmStack reference = _case.Stack(LayerRunner.Cells, ScalarType.Float64);
        Tensor errors = reference.Forward(Batch.Inputs, future: 0) - Batch.Targets;
        Tensor counted = Batch.Weights is null ? errors.square() : errors.square() * Batch.Weights;
        Tensor loss = counted.sum() / Batch.Count;
        loss.backward();
        return [loss.ToDouble(), .. Gradients(reference)];
    }

    /// <inheritdoc cref="Unsharded"/>
    public double[] LossAndGradients(ShardedLoss sharded)
    {
        double loss = sharded.Backward(Batch, CancellationToken.None);
        return [loss, .. Gradients(Stack)];
    }

    public void Dispose()
    {
        Batch.Dispose();
        Stack.Dispose();
    }

    private static IEnumerable<double> Gradients(LstmStack stack) =>
        stack.parameters().SelectMany(parameter => StackCase.Numbers(parameter.grad!));
}
