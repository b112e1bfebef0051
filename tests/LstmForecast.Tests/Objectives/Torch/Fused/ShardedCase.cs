using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Tests.TrainingData;
using LstmForecast.TrainingData;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

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
        Weights = _case.Weights;
        Batch = Batches.OneStep(
            [
                .. Enumerable.Range(0, Series).Select(row => new TimeSeries(
                    $"{row}",
                    [.. Enumerable.Range(0, 2 * (ragged ? 4 + row % 9 : 12)).Select(i => Math.Sin(i * (row + 3) / 7.0))],
                    ["a", "b"])),
            ],
            Precision.Float64);
    }

    public TrainingBatch Batch { get; }

    public NetworkWeights Weights { get; set; }

    public TorchBlockObjective Sharded(int threads, int rowsInBlock) =>
        new(() => _case.Stack(LayerRunner.Fused, ScalarType.Float64), new BlockPlan(rowsInBlock, threads), SquaredError);

    /// <summary>The loss, then all gradients, from the whole batch at once and TorchSharp's cells.</summary>
    public double[] Unsharded()
    {
        using DisposeScope scope = NewDisposeScope();
        using LstmStack reference = _case.Stack(LayerRunner.Cells, ScalarType.Float64);
        StackWeights.Import(reference, Weights);
        TorchBatch batch = TorchBatch.Of(Batch, CPU);
        Tensor errors = reference.Forward(batch.Inputs, future: 0) - batch.Targets;
        Tensor counted = batch.Weights is null ? errors.square() : errors.square() * batch.Weights;
        Tensor loss = counted.sum() / batch.Count;
        loss.backward();
        return [loss.ToDouble(), .. StackVector.InOrder(reference).SelectMany(weight => StackCase.Numbers(weight.grad!))];
    }

    /// <inheritdoc cref="Unsharded"/>
    public double[] LossAndGradients(TorchBlockObjective sharded)
    {
        (double loss, double[] gradient) = sharded.Differentiate(Batch, Weights);
        return [loss, .. gradient];
    }

    public void Dispose() => Batch.Dispose();
}
