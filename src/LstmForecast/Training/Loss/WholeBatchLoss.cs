using LstmForecast.Network;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>
/// All series at once, on TorchSharp's own threads or another device: the article's way, and the reference.
/// </summary>
internal sealed class WholeBatchLoss(LstmStack stack, LossSum loss) : IBatchLoss
{
    public double Backward(TrainingBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradient = enable_grad();
        stack.train();
        stack.zero_grad();
        Tensor mean = Mean(batch);
        mean.backward();
        return mean.ToDouble();
    }

    public double Evaluate(TrainingBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        stack.eval();
        return Mean(batch).ToDouble();
    }

    private Tensor Mean(TrainingBatch batch) =>
        loss.Of(stack.forward(batch.Inputs), batch, first: 0, (int)batch.Inputs.shape[0]) / batch.Count;

    public void Dispose()
    {
    }
}
