using LstmForecast.Network;
using LstmForecast.TrainingData;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>All series at once, on TorchSharp's own threads or another device: the reference.</summary>
/// <param name="stack">The network; belongs to the objective from now on.</param>
/// <param name="loss">What is summed.</param>
internal sealed class WholeBatchObjective(LstmStack stack, LossSum loss) : INetworkObjective
{
    private readonly StackVector _vector = new(stack);

    public int Count => _vector.Count;

    public long DropoutSeed
    {
        get => stack.DropoutSeed;
        set => stack.DropoutSeed = value;
    }

    public double Differentiate(
        TrainingBatch batch, ReadOnlySpan<double> weights, Span<double> gradient, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        _vector.Write(weights);
        using IDisposable recorded = enable_grad();
        stack.train();
        stack.zero_grad();
        Tensor mean = Mean(batch);
        mean.backward();
        _vector.ReadGradient(gradient);
        return mean.ToDouble();
    }

    public double Evaluate(TrainingBatch batch, ReadOnlySpan<double> weights, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        _vector.Write(weights);
        using IDisposable noGradient = no_grad();
        stack.eval();
        return Mean(batch).ToDouble();
    }

    public double[] Import(NetworkWeights weights) => _vector.Import(weights);

    public NetworkWeights Export(ReadOnlySpan<double> weights) => _vector.Export(weights);

    public NetworkWeights ExportExactly(ReadOnlySpan<double> weights) => _vector.ExportExactly(weights);

    public void Dispose() => stack.Dispose();

    private Tensor Mean(TrainingBatch batch)
    {
        TorchBatch tensors = TorchBatch.Of(batch, stack.Device);
        return loss.Of(stack.forward(tensors.Inputs), tensors, first: 0, batch.Windows) / tensors.Count;
    }
}
